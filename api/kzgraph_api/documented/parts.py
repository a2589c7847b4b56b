"""Pieces that descriptions of operations are put together from."""

from http import HTTPStatus
from typing import Any, Final

from kzgraph.sparql import TRIPLES_TYPES
from kzgraph_api.problems import MEDIA_TYPE

Operation = dict[str, Any]
Responses = dict[str, Any]

TEXT: Final = {"type": "string"}
BINARY: Final = {"type": "string", "format": "binary"}
PROBLEM: Final = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}


def parameter(
    name: str, where: str, description: str, example: str, **schema: Any
) -> dict[str, Any]:
    """Return a parameter of text; those in the path are needed, those elsewhere are not."""
    return {
        "name": name,
        "in": where,
        "required": where == "path",
        "description": description,
        "schema": {**TEXT, **schema},
        "example": example,
    }


def media(media_type: str) -> dict[str, Any]:
    """Return what a body of a type is: text, or of a type of JSON an object or an array."""
    if media_type.endswith("+json"):
        return {"schema": {"type": ["object", "array"]}}
    return {"schema": TEXT}


def rdf(description: str) -> Responses:
    """Return the answers of what is given in every type of RDF: the document, or nothing new."""
    return {
        "200": {
            "description": description,
            "content": {name: media(name) for name in TRIPLES_TYPES},
        },
        "304": {"description": "The client holds this answer already."},
    }


def problems(*statuses: HTTPStatus) -> Responses:
    """Return the answers that tell what went wrong: those that are named, and any other."""
    named = {
        str(int(status)): {"description": f"{status.phrase}.", "content": PROBLEM}
        for status in statuses
    }
    return {**named, "default": {"description": "What went wrong (RFC 9457).", "content": PROBLEM}}


ACCEPT_PROBLEMS: Final = problems(
    HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.NOT_ACCEPTABLE
)
FORMAT: Final = parameter(
    "format", "query", "Type of RDF or its short name; counts before Accept.", "turtle"
)
