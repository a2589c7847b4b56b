"""What this service is, for machines: its SPARQL endpoint (``/sparql`` without a query), its dataset.

People who visit the endpoint are led to the page on which they can ask.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from starlette import status
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
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


def is_bare(request: Request) -> bool:
    """Tell whether a request of the endpoint asks nothing, so that it is answered by a description."""
    names = {name.strip() for name, _ in decoded(request.scope["query_string"])}
    return request.method == "GET" and not names & {"query", "update"}


async def describe(request: Request) -> Response:
    """Describe the endpoint in RDF; send who would rather have a page where there is one."""
    if _page_is_wanted(request):
        return RedirectResponse(f"{base_of(request)}/query", status.HTTP_303_SEE_OTHER)
    return await _described(request, _service_body)


async def dataset(request: Request) -> Response:
    """Describe the dataset, in RDF."""
    return await _described(request, _dataset_body)


def _page_is_wanted(request: Request) -> bool:
    named = request.query_params.get("format") is not None
    accept = ", ".join(request.headers.getlist("accept"))
    return not named and wants_page(accept, by_default=False)


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
