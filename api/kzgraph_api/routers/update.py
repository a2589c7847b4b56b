"""SPARQL 1.1 Protocol, for updates."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kzgraph.errors import BadRequestError
from kzgraph.release.changes import Update
from kzgraph.sparql.updates import guard_update, with_dataset
from kzgraph_api.deps import service_of
from kzgraph_api.parameters import graph_iri
from kzgraph_api.protocol import UpdateRequest, read
from kzgraph_api.writing import authorise, make

_DEFAULT: Final = "using-graph-uri"
_NAMED: Final = "using-named-graph-uri"


async def answer(request: Request, text: str, parameters: Sequence[tuple[str, str]]) -> Response:
    """Apply an update as a new release and name it in the header ``KZGraph-Release``.

    ``parameters`` are those of the address and of the form, names stripped.
    """
    writer = authorise(request)
    guard_update(text, service_of(request).limits)
    default = _graphs(parameters, _DEFAULT)
    named = _graphs(parameters, _NAMED)
    release, _ = await make(request, writer, Update(with_dataset(text, default, named)))
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={"KZGraph-Release": release})


async def address(request: Request) -> Response:
    """Answer at the address that takes updates alone."""
    asked = await read(request, service_of(request).limits)
    if not isinstance(asked, UpdateRequest):
        raise BadRequestError("This address takes updates; queries are asked at /sparql.")
    return await answer(request, asked.text, asked.parameters)


def _graphs(parameters: Sequence[tuple[str, str]], wanted: str) -> list[str]:
    return [graph_iri(value) for name, value in parameters if name == wanted]


ROUTES: Final[list[BaseRoute]] = [
    Route(path, address, methods=["POST"], include_in_schema=False)
    for path in ("/sparql/update", "/sparql/update/")
]
