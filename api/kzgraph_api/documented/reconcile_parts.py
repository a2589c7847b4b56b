"""Pieces that the descriptions of reconciliation are put together from."""

from http import HTTPStatus
from typing import Any, Final

from kzgraph_api.documented.parts import Operation, Responses, parameter, problems

JSON: Final = "application/json"
SPACES: Final = (
    " The same below `/reconcile/wikidata`, where things have the ids of Wikidata, and below "
    "`/reconcile/draft`, whose manifest is that of the draft of version 1.0."
)
PROBLEMS: Final = problems(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.SERVICE_UNAVAILABLE,
)
HELD: Final = {"description": "The client holds this answer already."}
LIMIT: Final = parameter(
    "limit", "query", "How many to give at the most.", "5", pattern="^[1-9][0-9]{0,8}$"
)


def answer(schema: dict[str, Any]) -> Responses:
    """Return the answers of an operation whose answer is JSON."""
    told = {"description": "The answer.", "content": {JSON: {"schema": schema}}}
    return {"200": told, **PROBLEMS}


def operation(name: str, summary: str, description: str, answers: Responses) -> Operation:
    """Return an operation; ``name`` is its own part of its id."""
    return {
        "tags": ["Reconciliation"],
        "summary": summary,
        "description": description,
        "operationId": f"reconcile_{name}",
        "responses": answers,
    }


def get(
    name: str, summary: str, description: str, schema: dict[str, Any], *parameters: dict[str, Any]
) -> dict[str, Operation]:
    """Return a GET that is answered with JSON, or with nothing new."""
    told = operation(name, summary, description, {**answer(schema), "304": HELD})
    return {"get": {**told, "parameters": list(parameters)}}


def post(
    name: str, summary: str, description: str, body: dict[str, Any], schema: dict[str, Any]
) -> dict[str, Operation]:
    """Return a POST of JSON that is answered with JSON."""
    told = operation(name, summary, description, answer(schema))
    sent = {"required": True, "content": {JSON: {"schema": body}}}
    return {"post": {**told, "requestBody": sent}}
