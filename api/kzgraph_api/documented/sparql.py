"""The SPARQL protocol in OpenAPI."""

from http import HTTPStatus
from typing import Any, Final

from kzgraph.sparql import SOLUTIONS_TYPES, TRIPLES_TYPES
from kzgraph_api.documented.parts import TEXT, media, problems

_SECONDS: Final = {"type": "number", "exclusiveMinimum": 0}
_TEXTS: Final = {"type": "array", "items": TEXT}
_ANSWER: Final = {
    "200": {
        "description": "The answer, in the type that the Accept header asks for.",
        "content": {name: media(name) for name in (*SOLUTIONS_TYPES, *TRIPLES_TYPES)},
    },
    "304": {"description": "The client holds this answer already."},
    **problems(HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_ACCEPTABLE, HTTPStatus.SERVICE_UNAVAILABLE),
}


def _parameter(name: str, description: str, schema: dict[str, Any]) -> Any:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": description,
        "schema": schema,
    }


_OPTIONS: Final = [
    _parameter("timeout", "Seconds after which to give up; can only lower the limit.", _SECONDS),
    _parameter(
        "format",
        "Result type or its short name, where there is no Accept header, or that of a browser.",
        TEXT,
    ),
    _parameter("default-graph-uri", "Graphs of which the default graph is merged.", _TEXTS),
    _parameter("named-graph-uri", "Graphs that GRAPH sees.", _TEXTS),
]
_QUERY: Final = _parameter(
    "query", "The query; without one the endpoint describes itself, in RDF or as a page.", TEXT
)
_DESCRIPTION: Final = (
    "SPARQL 1.1 Protocol, read only. SELECT and ASK are answered as JSON, XML, CSV or TSV, "
    "CONSTRUCT and DESCRIBE as Turtle or another form of RDF."
)
SPARQL: Final = {
    "get": {
        "tags": ["SPARQL"],
        "summary": "Ask a SPARQL query",
        "description": _DESCRIPTION,
        "operationId": "sparql_get",
        "parameters": [_QUERY, *_OPTIONS],
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
                "application/sparql-query": {"schema": TEXT},
                "application/x-www-form-urlencoded": {
                    "schema": {
                        "type": "object",
                        "required": ["query"],
                        "properties": {
                            "query": TEXT,
                            "timeout": _SECONDS,
                            "format": TEXT,
                        },
                    }
                },
            },
        },
        "responses": _ANSWER,
    },
}
