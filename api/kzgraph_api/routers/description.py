"""What this service is, for machines: its SPARQL endpoint (``/sparql`` without a query), its dataset."""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from kzgraph.describe import (
    Endpoint,
    Profile,
    Published,
    dataset_description,
    service_description,
)
from kzgraph.settings import listed_hosts
from kzgraph.sparql import wants_page
from kzgraph_api.addresses import base_of
from kzgraph_api.deps import release_of, service_of
from kzgraph_api.parameters import decoded
from kzgraph_api.profiles import Profiles
from kzgraph_api.published import published
from kzgraph_api.rdf_answers import chosen_type, rdf_answer, written

_Writer = Callable[[Profile, Endpoint, Published | None, str, str], bytes]
"""Gives a document from a profile, an endpoint, a time, the base of addresses and a media type."""

_PAGE: Final = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>SPARQL endpoint of kzgraph</title></head>
<body>
<h1>SPARQL endpoint of kzgraph</h1>
<p>Programs send queries here by GET or POST, as the SPARQL 1.1 Protocol says:</p>
<pre>curl --get '{endpoint}' --header 'Accept: text/csv' \\
  --data-urlencode 'query=SELECT ?class (COUNT(*) AS ?number) {{ ?thing a ?class }} GROUP BY ?class'</pre>
<p>Without a query, and to a client that takes RDF, this address describes itself:
<a href="{endpoint}?format=turtle">what it speaks, holds and suggests to ask</a>.
See also <a href="{base}/dataset">the dataset</a>, <a href="{base}/ontology">the ontology</a>
and <a href="{base}/">all addresses</a>.</p>
</body>
</html>
"""


def is_bare(request: Request) -> bool:
    """Tell whether a request of the endpoint asks nothing, so that it is answered by a description."""
    names = {name.strip() for name, _ in decoded(request.scope["query_string"])}
    return request.method == "GET" and not names & {"query", "update"}


async def describe(request: Request) -> Response:
    """Describe the endpoint: in RDF, or as a page where a page is the first choice."""
    if _page_is_wanted(request):
        return _page(base_of(request))
    return await _described(request, _service_body)


async def dataset(request: Request) -> Response:
    """Describe the dataset, in RDF."""
    return await _described(request, _dataset_body)


def _page_is_wanted(request: Request) -> bool:
    named = request.query_params.get("format") is not None
    accept = ", ".join(request.headers.getlist("accept"))
    return not named and wants_page(accept, by_default=False)


def _page(base: str) -> Response:
    endpoint = escape(f"{base}/sparql")
    return HTMLResponse(_PAGE.format(endpoint=endpoint, base=escape(base)))


async def _described(request: Request, body: _Writer) -> Response:
    media_type, endpoint = chosen_type(request), _endpoint(request)
    profiles: Profiles = request.app.state.profiles
    profile = await profiles.of(release_of(request))
    times = await published(request)
    make = partial(body, profile, endpoint, times, base_of(request), media_type)
    return await rdf_answer(request, media_type, make, repr((endpoint, times)))


def _endpoint(request: Request) -> Endpoint:
    base, settings = base_of(request), service_of(request).settings
    slash = "/" if request.url.path.endswith("/sparql/") else ""
    return Endpoint(
        asked=f"{base}/sparql{slash}",
        query=f"{base}/sparql",
        dataset=f"{base}/dataset",
        writable=bool(settings.write_tokens),
        federated=bool(settings.service_hosts),
        dumps=f"{base}/dumps",
        hosts=listed_hosts(settings),
    )


def _service_body(
    profile: Profile, endpoint: Endpoint, times: Published | None, _base: str, media_type: str
) -> bytes:
    return written(service_description(profile, endpoint, times), media_type)


def _dataset_body(
    profile: Profile, endpoint: Endpoint, times: Published | None, base: str, media_type: str
) -> bytes:
    return written(dataset_description(profile, endpoint, base, times), media_type)


ROUTES: Final[list[BaseRoute]] = [
    Route(path, dataset, methods=["GET"], include_in_schema=False)
    for path in ("/dataset", "/.well-known/void")
]
