"""The ontology at its address, as editors open it: terms, vocabularies and alignments in one document."""

from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kzgraph.describe import ONTOLOGY, ontology_triples
from kzgraph.errors import NotFoundError
from kzgraph_api.addresses import base_of, local
from kzgraph_api.deps import release_of
from kzgraph_api.rdf_answers import SUFFIXES, chosen_type, rdf_answer, suffix_of, written


async def ontology(request: Request) -> Response:
    """Answer with the ontology in the type that Accept names; no redirect, which editors may lose."""
    return await _answer(request, chosen_type(request))


async def version(request: Request) -> Response:
    """Answer with a version of the ontology; there is the one of the release."""
    return await _answer(request, chosen_type(request), request.path_params["version"])


async def file(request: Request) -> Response:
    """Answer with the ontology in the type that the address ends in."""
    suffix = request.path_params["suffix"]
    if suffix not in SUFFIXES:
        raise NotFoundError("form of the ontology", suffix)
    return await _answer(request, SUFFIXES[suffix])


async def _answer(request: Request, media_type: str, wanted: str | None = None) -> Response:
    store, address = release_of(request).store, local(ONTOLOGY, base_of(request))

    def body() -> bytes:
        return written(ontology_triples(store, wanted), media_type)

    headers = {
        "Link": f'<{ONTOLOGY}>; rel="describes", <{address}>; rel="canonical"',
        "Content-Location": f"{address}.{suffix_of(media_type)}",
    }
    return await rdf_answer(request, media_type, body, address, headers)


ROUTES: Final[list[BaseRoute]] = [
    Route("/ontology", ontology, methods=["GET"], include_in_schema=False),
    Route("/ontology.{suffix}", file, methods=["GET"], include_in_schema=False),
    Route("/ontology/{version}", version, methods=["GET"], include_in_schema=False),
]
