"""What somebody who reconciles chooses from and looks at, in OpenAPI."""

from typing import Any, Final

from kzgraph_api.documented.parts import TEXT, Operation, parameter
from kzgraph_api.documented.reconcile_parts import HELD, LIMIT, PROBLEMS, SPACES, get, operation
from kzgraph_api.documented.reconcile_schemas import NAMED, TYPE, TYPED, array, obj

_PAGED: Final = (
    parameter(
        "cursor",
        "query",
        "How many suggestions to skip, as 0.2 calls it.",
        "10",
        pattern="^[0-9]{1,9}$",
    ),
    parameter(
        "offset",
        "query",
        "The same, as the draft of 1.0 calls it; counts before `cursor`.",
        "10",
        pattern="^[0-9]{1,9}$",
    ),
    LIMIT,
)
_ID: Final = {
    **parameter("id", "query", "The id of what to show.", "state/kaz", minLength=1),
    "required": True,
}


def _prefix(example: str) -> dict[str, Any]:
    told = parameter("prefix", "query", "What was typed so far; it may be empty.", example)
    return {**told, "required": True, "allowEmptyValue": True}


_SUGGESTED: Final = "Completes what somebody types, in any language and script." + SPACES
_FLYOUT: Final = obj(["id", "html"], id=TEXT, html=TEXT)
_PAGE: Final = {"description": "The page.", "content": {"text/html": {"schema": TEXT}}}


def _flyout(kind: str, summary: str, example: str) -> dict[str, Operation]:
    told = "A few lines of HTML, to be shown beside a suggestion." + SPACES
    own = {**_ID, "example": example}
    return get(f"flyout_{kind}", summary, told, _FLYOUT, own)


CHOICES: Final[dict[str, Any]] = {
    "/reconcile/extend/propose": get(
        "propose",
        "Propose properties to fetch",
        "The properties that things of a type use, the commonest first; of all for none." + SPACES,
        obj(["properties", "type"], properties=array(NAMED), type=TEXT, limit={"type": "integer"}),
        parameter("type", "query", "The id of a type.", "Company"),
        LIMIT,
    ),
    "/reconcile/suggest/entity": get(
        "suggest_entity",
        "Suggest things",
        _SUGGESTED,
        obj(
            ["result"],
            result=array(
                obj(
                    ["id", "name", "notable"],
                    id=TEXT,
                    name=TEXT,
                    description=TEXT,
                    notable=array(TYPE),
                )
            ),
        ),
        _prefix("каз"),
        *_PAGED,
        parameter("type", "query", "The id of a type, to keep things of it.", "State"),
    ),
    "/reconcile/suggest/type": get(
        "suggest_type",
        "Suggest types",
        _SUGGESTED,
        obj(["result"], result=array(TYPED)),
        _prefix("comp"),
        *_PAGED,
    ),
    "/reconcile/suggest/property": get(
        "suggest_property",
        "Suggest properties",
        _SUGGESTED,
        obj(["result"], result=array(NAMED)),
        _prefix("visit"),
        *_PAGED,
    ),
    "/reconcile/flyout/entity": _flyout("entity", "Show a thing in short", "company/edf"),
    "/reconcile/flyout/type": _flyout("type", "Show a type in short", "Company"),
    "/reconcile/flyout/property": _flyout("property", "Show a property in short", "basedInState"),
    "/reconcile/preview": {
        "get": {
            **operation(
                "preview",
                "Show a thing on a small page",
                "A page for a frame; it runs nothing and loads nothing." + SPACES,
                {"200": _PAGE, "304": HELD, **PROBLEMS},
            ),
            "parameters": [_ID],
        }
    },
    "/reconcile/view": {
        "get": {
            **operation(
                "view",
                "Go to the page of a thing",
                "Leads from an id of either space to the thing." + SPACES,
                {"303": {"description": "Where it is."}, "304": HELD, **PROBLEMS},
            ),
            "parameters": [_ID],
        }
    },
}
"""The addresses with their operations."""
