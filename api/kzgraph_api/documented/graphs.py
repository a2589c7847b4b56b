"""The Graph Store Protocol in OpenAPI."""

from http import HTTPStatus
from typing import Any, Final

from kzgraph.uploads import FORMATS
from kzgraph_api.documented.parts import (
    ACCEPT_PROBLEMS,
    BINARY,
    TEXT,
    Operation,
    Responses,
    parameter,
    problems,
    rdf,
)
from kzgraph_api.multipart import MEDIA_TYPE as FORM

_INDIRECT: Final = [
    parameter(
        "graph",
        "query",
        "IRI of the graph; this or `default`.",
        "https://w3id.org/kzgraph/graph/entities",
        format="iri",
    ),
    {
        **parameter("default", "query", "The default graph; the value does not matter.", ""),
        "allowEmptyValue": True,
    },
]
_DIRECT: Final = [
    parameter("name", "path", "What follows `/graph/` in the IRI of the graph.", "entities")
]
_IF_MATCH: Final = parameter(
    "If-Match", "header", "Release that must be the current one, or `*`.", "*"
)
_VALIDATE: Final = parameter(
    "validate",
    "query",
    "`off` leaves the shapes out, where that is allowed.",
    "on",
    enum=["on", "off"],
)
_WRITTEN: Final[Responses] = {
    "204": {
        "description": "Written, as the release that `KZGraph-Release` names.",
        "headers": {"KZGraph-Release": {"schema": TEXT}},
    },
    **problems(
        HTTPStatus.BAD_REQUEST,
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.PRECONDITION_FAILED,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        HTTPStatus.SERVICE_UNAVAILABLE,
    ),
}
_MADE: Final = {
    "201": {
        "description": "A graph was made; `Location` is its IRI where the request named none.",
        "headers": {"KZGraph-Release": {"schema": TEXT}, "Location": {"schema": TEXT}},
    },
    **_WRITTEN,
    **problems(
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
        HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    ),
}
_EXAMPLE: Final = (
    "<https://w3id.org/kzgraph/id/state/kaz> a <https://w3id.org/kzgraph/ontology#State> ."
)
_DOCUMENT: Final = {
    name: {"schema": TEXT, "example": _EXAMPLE} if name == "text/turtle" else {"schema": TEXT}
    for name in FORMATS
}
_FORM: Final = {FORM: {"schema": {"type": "object", "additionalProperties": BINARY}}}


def _operations(where: str, target: list[dict[str, Any]]) -> dict[str, Operation]:
    """Return the four operations on a graph that is named in one way."""
    return {
        "get": {
            **_told(where, "get", "Read a graph", "Return all triples of a graph."),
            "parameters": target,
            "responses": {**rdf("The graph."), **ACCEPT_PROBLEMS},
        },
        "put": {
            **_told(where, "put", "Replace a graph", "Put a document in the place of a graph."),
            **_writing(target, _DOCUMENT, _MADE),
        },
        "post": {
            **_told(where, "post", "Add to a graph", "Add one document, or several as a form."),
            **_writing(target, {**_DOCUMENT, **_FORM}, _MADE),
        },
        "delete": {
            **_told(where, "delete", "Remove a graph", "Remove a graph, or empty the default one."),
            **_writing(target, None, {**_WRITTEN, **problems(HTTPStatus.NOT_FOUND)}),
        },
    }


def _told(where: str, method: str, summary: str, description: str) -> Operation:
    return {
        "tags": ["Graphs"],
        "operationId": f"{where}_{method}",
        "summary": summary,
        "description": f"{description} SPARQL 1.1 Graph Store HTTP Protocol.",
    }


def _writing(
    target: list[dict[str, Any]], content: dict[str, Any] | None, responses: Responses
) -> Operation:
    body = {} if content is None else {"requestBody": {"required": True, "content": content}}
    return {
        "parameters": [*target, _VALIDATE, _IF_MATCH],
        **body,
        "responses": responses,
        "security": [{"writeToken": []}],
    }


GRAPH_STORE: Final = {
    "/rdf-graph-store": _operations("graph_store", _INDIRECT),
    "/graph/{name}": _operations("graph", _DIRECT),
}
"""Graphs by the parameter of one address, and by addresses of their own."""
