"""What the answers of REST have in common, for OpenAPI: envelope, other forms, tags, problems."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any, Final

from kzgraph_api.documented.parts import PROBLEM, TEXT, Operation, Responses, media
from kzgraph_api.examples import recorded
from kzgraph_api.kinds import ALL, Kind
from kzgraph_api.problems import MEDIA_TYPE
from kzgraph_api.rdf_answers import SUFFIXES

_JSON: Final = "application/json"
_RDF: Final = frozenset(
    f"get_{name}"
    for name in (
        *("entity", "agreement", "project", "event"),
        *("claim", "source", "conflict", "validation"),
    )
)
"""Operations that answer with RDF as well; lists, which are those with a cursor, answer with CSV."""

_LISTS_WITHOUT_CURSOR: Final = frozenset(("list_paths",))

ENVELOPE: Final = {
    "type": "object",
    "title": "Envelope",
    "description": "What every answer of REST has beside its own members.",
    "required": ["release", "links"],
    "properties": {
        "release": {
            **TEXT,
            "pattern": "^[0-9a-f]{64}$",
            "description": "Hash of the release that answers; the header `KZGraph-Release` has it too.",
        },
        "links": {
            "type": "object",
            "required": ["self"],
            "additionalProperties": {**TEXT, "format": "uri"},
            "description": "Addresses of this answer (`self`), of its other forms (`json`, `csv`, "
            "`ttl` and so on), of the page that follows (`next`), and of the documents on which it "
            "rests (`describedby`). The header `Link` has them too.",
        },
    },
}

HEADERS: Final = {
    "ETag": {
        "description": "Tag of the answer: send it as `If-None-Match`, and get 304 while it holds.",
        "schema": TEXT,
    },
    "Link": {"description": "The links of the answer (RFC 8288).", "schema": TEXT},
    "KZGraph-Release": {"description": "Hash of the release that answers.", "schema": TEXT},
}

_TOLD: Final = {name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS}
_ALWAYS: Final = ("bad-parameter", "not-acceptable", "too-many-requests", "internal")
_NAMING: Final = ("not-found",)
_LISTED: Final = ("bad-request",)
_ASKING: Final = (
    "bad-request",
    "query-syntax",
    "query-refused",
    "result-too-large",
    "query-timeout",
    "busy",
    "query-killed",
    "not-found",
)


def completed(operation: Operation, path: str) -> Operation:
    """Return an operation of REST with all that its answers have, in the place of what FastAPI knows."""
    told = operation["responses"]
    content = told["200"].get("content", {})
    if _JSON in content:
        content = {**content, _JSON: _enveloped(content[_JSON]), **_forms(operation)}
    answer = {"description": "The answer.", "headers": _TOLD, "content": content}
    return {
        **operation,
        "parameters": [_sendable(parameter) for parameter in operation.get("parameters", ())],
        "responses": {
            "200": answer,
            **{status: told[status] for status in told if status[0] == "3"},
            "304": {"$ref": "#/components/responses/NotModified"},
            **problems_of(_kinds(operation, path)),
            "default": told["default"],
        },
    }


def _enveloped(told: dict[str, Any]) -> dict[str, Any]:
    return {"schema": {"allOf": [told["schema"], {"$ref": "#/components/schemas/Envelope"}]}}


def _forms(operation: Operation) -> dict[str, Any]:
    """Return the types beside JSON."""
    name = operation["operationId"]
    names = {parameter["name"] for parameter in operation.get("parameters", ())}
    csv = "cursor" in names or name in _LISTS_WITHOUT_CURSOR
    types = [*(["text/csv"] if csv else []), *(SUFFIXES.values() if name in _RDF else [])]
    return {media_type: media(media_type) for media_type in types}


def _kinds(operation: Operation, path: str) -> Iterator[Kind]:
    names = {parameter["name"] for parameter in operation.get("parameters", ())}
    told = list(_ALWAYS)
    told += _NAMING if "{" in path else ()
    told += _LISTED if names else ()
    told += _ASKING if "query" in names else ()
    told += ("not-found",) if "since" in names else ()
    yield from (ALL[name] for name in dict.fromkeys(told))


def problems_of(kinds: Iterator[Kind]) -> Responses:
    """Return the answers for some kinds of problems, by status, each kind with its example."""
    by_status: dict[int, list[Kind]] = {}
    for kind in kinds:
        by_status.setdefault(kind.status, []).append(kind)
    return {str(status): _problem(status, by_status[status]) for status in sorted(by_status)}


def _problem(status: int, kinds: list[Kind]) -> dict[str, Any]:
    examples = {
        kind.name: {"$ref": f"#/components/examples/{kind.name}"}
        for kind in kinds
        if recorded(f"problems/{kind.name}")
    }
    told: dict[str, Any] = {
        "description": f"{HTTPStatus(status).phrase}: {', '.join(kind.name for kind in kinds)}.",
        "content": {MEDIA_TYPE: {**PROBLEM[MEDIA_TYPE], "examples": examples}},
    }
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
        told["headers"] = {"Retry-After": {"schema": {"type": "integer", "minimum": 0}}}
    return told


def _sendable(parameter: dict[str, Any]) -> dict[str, Any]:
    """Return a parameter as it can be sent: it is never null, and text is never empty."""
    schema = parameter["schema"]
    if "anyOf" in schema:
        kept = next(part for part in schema["anyOf"] if part.get("type") != "null")
        rest = {name: value for name, value in schema.items() if name != "anyOf"}
        schema = {**rest, **kept}
    if schema.get("type") == "string" and "enum" not in schema:
        schema = {"minLength": 1, **schema}
    example = schema.pop("examples", [None])[0]
    told = {**parameter, "schema": {k: v for k, v in schema.items() if k != "description"}}
    return told if example is None else {**told, "example": example}


def exemplified(operation: Operation) -> Operation:
    """Return an operation with its recorded example, where its answer has a body."""
    example = recorded(operation["operationId"])
    if example is None or example["answer"]["body"] is None:
        return operation
    request, answer = example["request"], example["answer"]
    status, media_type = str(answer["status"]), answer["type"]
    told = operation["responses"][status]
    shown = {
        "summary": f"{request['method']} {request['path']}",
        "description": "As recorded; of long lists and texts there is the beginning.",
        "value": answer["body"],
    }
    media = {**told["content"][media_type], "examples": {operation["operationId"]: shown}}
    content = {**told["content"], media_type: media}
    return {
        **operation,
        "responses": {**operation["responses"], status: {**told, "content": content}},
    }


def problem_examples() -> dict[str, Any]:
    """Return the recorded examples of all kinds of problems."""
    found = {name: recorded(f"problems/{name}") for name in ALL}
    return {
        name: {"summary": ALL[name].title, "value": example["answer"]["body"]}
        for name, example in found.items()
        if example is not None
    }
