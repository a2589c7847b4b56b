"""Linked data: the IRIs of things lead to their documents, and those are RDF.

An IRI stands for the thing; so it answers 303 with the address of a page or of data about it.
"""

from typing import Final

from starlette import status
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kzgraph.describe import describe_thing, is_described, is_named
from kzgraph.errors import NotFoundError, ReplacedError
from kzgraph.identifiers import THINGS, compact, split_thing
from kzgraph.read.lookup import successor_of
from kzgraph.sparql import wants_page
from kzgraph.store import Store
from kzgraph_api.addresses import base_of
from kzgraph_api.deps import release_of
from kzgraph_api.rdf_answers import SUFFIXES, chosen_type, rdf_answer, suffix_of, written

_PAGES: Final = {"claim": "/page/claim/", "document": "/page/document/", "conflict": "/conflicts/"}
"""Records that have pages of their own; of what has a name there is a page as well."""


async def thing(request: Request) -> Response:
    """Lead from a thing to what tells of it: 303 to data or to a page, 308 to its successor."""
    iri = _iri(request.path_params["kind"], request.path_params["slug"])
    store, base = release_of(request).store, base_of(request)
    accept = ", ".join(request.headers.getlist("accept"))
    if wants_page(accept, by_default=True):
        address = await run_in_threadpool(_page_of, store, iri, base)
    else:
        await run_in_threadpool(_require, store, iri)
        address = f"{_document(iri, base)}.{suffix_of(chosen_type(request))}"
    return Response(status_code=status.HTTP_303_SEE_OTHER, headers={"Location": address})


def _page_of(store: Store, iri: str, base: str) -> str:
    """Return the address of the page about a thing, and where there is none, of data in Turtle."""
    _require(store, iri)
    kind, _, slug = iri.removeprefix(THINGS).partition("/")
    if kind in _PAGES:
        return f"{base}{_PAGES[kind]}{slug}"
    if is_named(store, iri):
        return f"{base}/page/{kind}/{slug}"
    return f"{_document(iri, base)}.ttl"


async def data(request: Request) -> Response:
    """Answer with the data about a thing, in the type that the address ends in or Accept names."""
    name, dot, suffix = request.path_params["name"].rpartition(".")
    has_suffix = bool(dot) and suffix in SUFFIXES
    slug = name if has_suffix else request.path_params["name"]
    media_type = SUFFIXES[suffix] if has_suffix else chosen_type(request)
    iri = _iri(request.path_params["kind"], slug)
    store, base = release_of(request).store, base_of(request)
    document, dataset = _document(iri, base), f"{base}/dataset"

    def body() -> bytes:
        return written(describe_thing(store, iri, document, dataset), media_type)

    headers = {
        "Link": ", ".join(_links(iri, document)),
        "Content-Location": f"{document}.{suffix_of(media_type)}",
    }
    return await rdf_answer(request, media_type, body, base, headers)


def _links(iri: str, document: str) -> list[str]:
    forms = (
        f'<{document}.{suffix}>; rel="alternate"; type="{name}"'
        for suffix, name in SUFFIXES.items()
    )
    return [f'<{document}>; rel="canonical"', f'<{iri}>; rel="describes"', *forms]


def _iri(kind: str, slug: str) -> str:
    """Return the IRI of a thing. Raises ``NotFoundError`` where it cannot be one."""
    iri = f"{THINGS}{kind}/{slug}"
    if split_thing(iri) is None:
        raise NotFoundError("thing", f"{kind}/{slug}")
    return iri


def _require(store: Store, iri: str) -> None:
    """Raise ``ReplacedError`` for a retired thing, ``NotFoundError`` where nothing is said of it."""
    successor = successor_of(store, iri)
    if successor is not None:
        raise ReplacedError("thing", compact(iri), compact(successor))
    if not is_described(store, iri):
        raise NotFoundError("thing", iri)


def _document(iri: str, base: str) -> str:
    """Return the address of the data about a thing, without a suffix."""
    return f"{base}/data/{iri.removeprefix(THINGS)}"


ROUTES: Final[list[BaseRoute]] = [
    Route("/id/{kind}/{slug}", thing, methods=["GET"], include_in_schema=False),
    Route("/data/{kind}/{name}", data, methods=["GET"], include_in_schema=False),
]
