"""What is sent to reconciliation and what it answers, as schemas in OpenAPI."""

from typing import Any, Final

from kzgraph.reconciliation.query import MOST_QUERIES
from kzgraph_api.documented.parts import TEXT

_NUMBER: Final = {"type": "number"}
_BOOLEAN: Final = {"type": "boolean"}


def obj(required: list[str], /, **properties: Any) -> dict[str, Any]:
    """Return the schema of an object with these members; ``required`` are always there."""
    return {"type": "object", "required": required, "properties": properties}


def array(items: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an array of such items."""
    return {"type": "array", "items": items}


NAMED: Final = obj(["id", "name"], id=TEXT, name=TEXT, description=TEXT)
TYPE: Final = obj(["id", "name"], id=TEXT, name=TEXT)
TYPED: Final = obj(["id", "name"], id=TEXT, name=TEXT, description=TEXT, broader=array(TYPE))
_FEATURE: Final = obj(["id", "value"], id=TEXT, name=TEXT, value=_NUMBER)
CANDIDATES: Final = array(
    obj(
        ["id", "name", "type", "score", "match", "features"],
        id=TEXT,
        name=TEXT,
        description=TEXT,
        type=array(TYPE),
        score={**_NUMBER, "minimum": 0, "maximum": 100},
        match=_BOOLEAN,
        features=array(_FEATURE),
    )
)
_VALUE: Final = {"oneOf": [TEXT, _NUMBER, _BOOLEAN, obj(["id"], id=TEXT, name=TEXT)]}
_VALUES: Final = {"anyOf": [_VALUE, array(_VALUE)]}
CELLS: Final = array({"type": "object"})
META: Final = array(obj(["id", "name"], id=TEXT, name=TEXT, type=TYPE, service=TEXT))
_CONDITION: Final = obj(
    ["matchType", "propertyValue"],
    matchType={"enum": ["name", "property"]},
    propertyId=TEXT,
    propertyValue=_VALUES,
    required=_BOOLEAN,
    matchQuantifier={"enum": ["any", "all", "none"]},
)
BATCH: Final = obj(
    ["queries"],
    queries={
        **array(
            obj(
                ["conditions"],
                type=TEXT,
                limit={"type": "integer", "minimum": 1},
                conditions={**array(_CONDITION), "minItems": 1},
            )
        ),
        "maxItems": MOST_QUERIES,
    },
)
EXTENSION: Final = obj(
    ["ids", "properties"],
    ids=array(TEXT),
    properties=array(obj(["id"], id=TEXT, settings={"type": "object"})),
)
