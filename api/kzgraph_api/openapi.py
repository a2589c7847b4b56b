"""The OpenAPI document: what FastAPI makes of the routes, and by hand what it cannot see."""

from typing import Any, Final

from fastapi import FastAPI
from pydantic import TypeAdapter

from kzgraph.sparql import SOLUTIONS_TYPES, TRIPLES_TYPES
from kzgraph_api.problems import MEDIA_TYPE
from kzgraph_api.schemas import Problem

PROBLEM_RESPONSE: Final[dict[int | str, dict[str, Any]]] = {
    "default": {
        "description": "What went wrong (RFC 9457).",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}

_TEXT: Final = {"type": "string"}
_TEXTS: Final = {"type": "array", "items": _TEXT}
_ANSWER: Final = {
    "200": {
        "description": "The answer, in the type that the Accept header asks for.",
        "content": {name: {"schema": _TEXT} for name in (*SOLUTIONS_TYPES, *TRIPLES_TYPES)},
    },
    "304": {"description": "The client holds this answer already."},
    **PROBLEM_RESPONSE,
}


def _parameter(name: str, description: str, schema: dict[str, Any], *, needed: bool = False) -> Any:
    return {
        "name": name,
        "in": "query",
        "required": needed,
        "description": description,
        "schema": schema,
    }


_OPTIONS: Final = [
    _parameter(
        "timeout", "Seconds after which to give up; can only lower the limit.", {"type": "number"}
    ),
    _parameter("format", "Result type or its short name, where there is no Accept header.", _TEXT),
    _parameter("default-graph-uri", "Graphs of which the default graph is merged.", _TEXTS),
    _parameter("named-graph-uri", "Graphs that GRAPH sees.", _TEXTS),
]
_DESCRIPTION: Final = (
    "SPARQL 1.1 Protocol, read only. SELECT and ASK are answered as JSON, XML, CSV or TSV, "
    "CONSTRUCT and DESCRIBE as Turtle or another form of RDF."
)
_SPARQL: Final = {
    "get": {
        "tags": ["SPARQL"],
        "summary": "Ask a SPARQL query",
        "description": _DESCRIPTION,
        "operationId": "sparql_get",
        "parameters": [_parameter("query", "The query.", _TEXT, needed=True), *_OPTIONS],
        "responses": _ANSWER,
    },
    "post": {
        "tags": ["SPARQL"],
        "summary": "Ask a SPARQL query in the body",
        "description": _DESCRIPTION,
        "operationId": "sparql_post",
        "parameters": _OPTIONS,
        "requestBody": {
            "required": True,
            "content": {
                "application/sparql-query": {"schema": _TEXT},
                "application/x-www-form-urlencoded": {
                    "schema": {
                        "type": "object",
                        "required": ["query"],
                        "properties": {
                            "query": _TEXT,
                            "timeout": {"type": "number"},
                            "format": _TEXT,
                        },
                    }
                },
            },
        },
        "responses": _ANSWER,
    },
}


def install(app: FastAPI) -> None:
    """Add the problem and the SPARQL protocol to the document of an application."""
    made_by_fastapi = app.openapi

    def document() -> dict[str, Any]:
        made = made_by_fastapi()
        made["paths"]["/sparql"] = _SPARQL
        made["components"]["schemas"]["Problem"] = TypeAdapter(Problem).json_schema()
        return made

    app.openapi = document  # type: ignore[method-assign]  # FastAPI documents this way
