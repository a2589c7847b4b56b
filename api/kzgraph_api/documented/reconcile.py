"""Reconciliation in OpenAPI."""

from http import HTTPStatus
from typing import Any, Final

from kzgraph.reconciliation.query import BATCH, MOST_QUERIES
from kzgraph_api.documented.parts import TEXT, Operation, Responses, parameter, problems

_JSON: Final = "application/json"
_TAG: Final = "Reconciliation"
_SPACES: Final = (
    " The same below `/reconcile/wikidata`, where things have the ids of Wikidata, and below "
    "`/reconcile/draft`, whose manifest is that of the draft of version 1.0."
)
_NUMBER: Final = {"type": "number"}
_BOOLEAN: Final = {"type": "boolean"}


def _object(required: list[str], /, **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": required, "properties": properties}


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_NAMED: Final = _object(["id", "name"], id=TEXT, name=TEXT, description=TEXT)
_TYPE: Final = _object(["id", "name"], id=TEXT, name=TEXT)
_TYPED: Final = _object(["id", "name"], id=TEXT, name=TEXT, description=TEXT, broader=_array(_TYPE))
_FEATURE: Final = _object(["id", "value"], id=TEXT, name=TEXT, value=_NUMBER)
_CANDIDATES: Final = _array(
    _object(
        ["id", "name", "type", "score", "match", "features"],
        id=TEXT,
        name=TEXT,
        description=TEXT,
        type=_array(_TYPE),
        score={**_NUMBER, "minimum": 0, "maximum": 100},
        match=_BOOLEAN,
        features=_array(_FEATURE),
    )
)
_VALUE: Final = {"oneOf": [TEXT, _NUMBER, _BOOLEAN, _object(["id"], id=TEXT, name=TEXT)]}
_VALUES: Final = {"anyOf": [_VALUE, _array(_VALUE)]}
_CELLS: Final = _array({"type": "object"})
_META: Final = _array(_object(["id", "name"], id=TEXT, name=TEXT, type=_TYPE, service=TEXT))
_CONDITION: Final = _object(
    ["matchType", "v"],
    matchType={"enum": ["name", "property"]},
    pid=TEXT,
    v=_VALUES,
    required=_BOOLEAN,
    matchQuantifier={"enum": ["any", "all", "none"]},
)
_BATCH: Final = _object(
    ["queries"],
    queries={
        **_array(
            _object(
                ["conditions"],
                type=TEXT,
                limit={"type": "integer", "minimum": 1},
                conditions={**_array(_CONDITION), "minItems": 1},
            )
        ),
        "maxItems": MOST_QUERIES,
    },
)
_EXTENSION: Final = _object(
    ["ids", "properties"],
    ids=_array(TEXT),
    properties=_array(_object(["id"], id=TEXT, settings={"type": "object"})),
)


def _answer(description: str, schema: dict[str, Any], *, held: bool = False) -> Responses:
    told = {"200": {"description": description, "content": {_JSON: {"schema": schema}}}}
    if held:
        told["304"] = {"description": "The client holds this answer already."}
    return {**told, **_PROBLEMS}


_PROBLEMS: Final = problems(
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.SERVICE_UNAVAILABLE,
)


def _operation(name: str, summary: str, description: str, answers: Responses) -> Operation:
    return {
        "tags": [_TAG],
        "summary": summary,
        "description": description,
        "operationId": f"reconcile_{name}",
        "responses": answers,
    }


def _get(
    name: str, summary: str, description: str, schema: dict[str, Any], *parameters: dict[str, Any]
) -> dict[str, Operation]:
    answers = _answer("The answer.", schema, held=True)
    operation = _operation(name, summary, description, answers)
    return {"get": {**operation, "parameters": list(parameters)}}


def _post(
    name: str, summary: str, description: str, body: dict[str, Any], schema: dict[str, Any]
) -> dict[str, Operation]:
    operation = _operation(name, summary, description, _answer("The answer.", schema))
    sent = {"required": True, "content": {_JSON: {"schema": body}}}
    return {"post": {**operation, "requestBody": sent}}


_QUERIES: Final = (
    f"JSON: an object of queries by keys of yours, {BATCH} at a time, each with `query`, `type`, "
    "`limit`, `properties` (`pid` and `v`) and `type_strict`."
)
_EXTEND: Final = "JSON: `ids`, and `properties` with `id` and `settings`."
_ENDPOINT: Final = (
    "Reconciliation API 0.2, as OpenRefine speaks it. With `queries`: candidates for each, the best "
    "first; `match` is true for one that is surely meant. With `extend`: values of properties. A GET "
    "without either gives the manifest. Parameters that nobody knows are not heeded." + _SPACES
)
_ANY: Final = {"type": "object"}
_CURSOR: Final = parameter(
    "cursor", "query", "How many suggestions to skip.", "10", pattern="^[0-9]{1,9}$"
)
_ID: Final = {
    **parameter("id", "query", "The id of what to show.", "state/kaz", minLength=1),
    "required": True,
}


def _prefix(example: str) -> dict[str, Any]:
    told = parameter("prefix", "query", "What was typed so far; it may be empty.", example)
    return {**told, "required": True, "allowEmptyValue": True}


_SUGGESTED: Final = "Completes what somebody types, in any language and script." + _SPACES
_FLYOUT: Final = _object(["id", "html"], id=TEXT, html=TEXT)
_PAGE: Final = {"description": "The page.", "content": {"text/html": {"schema": TEXT}}}
_HELD: Final = {"description": "The client holds this answer already."}


def _flyout(kind: str, summary: str, example: str) -> dict[str, Operation]:
    told = "A few lines of HTML, to be shown beside a suggestion." + _SPACES
    own = {**_ID, "example": example}
    return _get(f"flyout_{kind}", summary, told, _FLYOUT, own)


RECONCILIATION: Final[dict[str, Any]] = {
    "/reconcile": {
        **_get(
            "get",
            "Reconcile, or tell what can be",
            _ENDPOINT,
            _ANY,
            parameter("queries", "query", _QUERIES, '{"q0":{"query":"Токаев"}}'),
            parameter("extend", "query", _EXTEND, '{"ids":[],"properties":[]}'),
        ),
        "post": {
            **_operation("post", "Reconcile by a form", _ENDPOINT, _answer("The answer.", _ANY)),
            "requestBody": {
                "required": True,
                "content": {
                    "application/x-www-form-urlencoded": {
                        "schema": {
                            "type": "object",
                            "properties": {
                                "queries": {**TEXT, "description": _QUERIES},
                                "extend": {**TEXT, "description": _EXTEND},
                            },
                        }
                    }
                },
            },
        },
    },
    "/reconcile/match": _post(
        "match",
        "Reconcile as the draft of 1.0 has it",
        "Candidates for each query, in the order of the queries; names are conditions." + _SPACES,
        _BATCH,
        _object(["results"], results=_array(_object(["candidates"], candidates=_CANDIDATES))),
    ),
    "/reconcile/extend": _post(
        "extend",
        "Fetch properties as the draft of 1.0 has it",
        "Values of properties of things; a row for every id, empty for an unknown one." + _SPACES,
        _EXTENSION,
        _object(
            ["meta", "rows"],
            meta=_META,
            rows=_array(
                _object(
                    ["id", "properties"],
                    id=TEXT,
                    properties=_array(_object(["id", "values"], id=TEXT, values=_CELLS)),
                )
            ),
        ),
    ),
    "/reconcile/extend/propose": _get(
        "propose",
        "Propose properties to fetch",
        "The properties that things of a type use, the commonest first; of all for none." + _SPACES,
        _object(["properties"], properties=_array(_NAMED), type=TEXT, limit={"type": "integer"}),
        parameter("type", "query", "The id of a type.", "Company"),
        parameter("limit", "query", "Most properties.", "5", pattern="^[1-9][0-9]{0,8}$"),
    ),
    "/reconcile/suggest/entity": _get(
        "suggest_entity",
        "Suggest things",
        _SUGGESTED,
        _object(
            ["result"],
            result=_array(
                _object(
                    ["id", "name", "notable"],
                    id=TEXT,
                    name=TEXT,
                    description=TEXT,
                    notable=_array(_TYPE),
                )
            ),
        ),
        _prefix("каз"),
        _CURSOR,
        parameter("type", "query", "The id of a type, to keep things of it.", "State"),
    ),
    "/reconcile/suggest/type": _get(
        "suggest_type",
        "Suggest types",
        _SUGGESTED,
        _object(["result"], result=_array(_TYPED)),
        _prefix("comp"),
        _CURSOR,
    ),
    "/reconcile/suggest/property": _get(
        "suggest_property",
        "Suggest properties",
        _SUGGESTED,
        _object(["result"], result=_array(_NAMED)),
        _prefix("visit"),
        _CURSOR,
    ),
    "/reconcile/flyout/entity": _flyout("entity", "Show a thing in short", "company/edf"),
    "/reconcile/flyout/type": _flyout("type", "Show a type in short", "Company"),
    "/reconcile/flyout/property": _flyout("property", "Show a property in short", "basedInState"),
    "/reconcile/preview": {
        "get": {
            **_operation(
                "preview",
                "Show a thing on a small page",
                "A page for a frame; it runs nothing and loads nothing." + _SPACES,
                {"200": _PAGE, "304": _HELD, **_PROBLEMS},
            ),
            "parameters": [_ID],
        }
    },
    "/reconcile/view": {
        "get": {
            **_operation(
                "view",
                "Go to the page of a thing",
                "Leads from an id of either space to the thing." + _SPACES,
                {"303": {"description": "Where it is."}, "304": _HELD, **_PROBLEMS},
            ),
            "parameters": [_ID],
        }
    },
}
"""The addresses with their operations."""
