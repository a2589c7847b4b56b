"""Reading queries of the draft of version 1.0, in which names are conditions as well.

The draft has renamed two members of a condition; clients of either state of it are understood.
"""

from typing import Any, Final, cast

from kzgraph.reconciliation import reading
from kzgraph.reconciliation.catalogue import Catalogue
from kzgraph.reconciliation.model import Condition, Naming, Quantifier, Question, Reference
from kzgraph.reconciliation.query import (
    MOST_QUERIES,
    MOST_VALUES,
    check_size,
    limit,
    property_of,
    types,
    values,
)

_QUERY: Final = ("conditions", "type", "limit", "lang", "dir")
_CONDITION: Final = (
    "matchType",
    "propertyId",
    "propertyValue",
    "pid",
    "v",
    "required",
    "matchQuantifier",
    "matchQualifier",
    "lang",
    "dir",
)
_BEFORE: Final = {"propertyId": "pid", "propertyValue": "v"}
_QUANTIFIERS: Final = ("any", "all", "none")


def questions(catalogue: Catalogue, text: str) -> list[Question]:
    """Return the queries of a batch in their order. Raises ``BadRequestError``."""
    batch = reading.members(reading.parse(text, "The body"), "The body")
    reading.known(batch, ("queries",), "The body")
    listed = batch.get("queries")
    check_size(len(listed) if isinstance(listed, list) else 0)
    return [
        _question(catalogue, query, path)
        for path, query in reading.items(listed, "queries", MOST_QUERIES)
    ]


def _question(catalogue: Catalogue, value: object, path: str) -> Question:
    query = reading.members(value, path)
    reading.known(query, _QUERY, path)
    items = list(reading.items(query.get("conditions"), f"{path}.conditions", MOST_VALUES))
    if not items:
        raise reading.wrong(f"{path}.conditions", "one condition at least belongs here.")
    read = [_condition(catalogue, item, place) for place, item in items]
    return Question(
        tuple(item for item in read if isinstance(item, Naming)),
        tuple(item for item in read if isinstance(item, Condition)),
        types(catalogue, query.get("type"), f"{path}.type"),
        "should",
        limit(query.get("limit"), f"{path}.limit"),
    )


def _condition(catalogue: Catalogue, value: object, path: str) -> Naming | Condition:
    item = reading.members(value, path)
    reading.known(item, _CONDITION, path)
    kind = reading.choice(item.get("matchType"), f"{path}.matchType", ("name", "property"))
    if item.get("matchQualifier") is not None:
        why = "no property here takes qualifiers; leave it out."
        raise reading.wrong(f"{path}.matchQualifier", why)
    return _naming(item, path) if kind == "name" else _property(catalogue, item, path)


def _naming(item: dict[str, Any], path: str) -> Naming:
    name, place = _member(item, "propertyId", path)
    if name is not None:
        raise reading.wrong(place, "a condition on the name has no property.")
    given = values(*_member(item, "propertyValue", path))
    names = tuple(value.name if isinstance(value, Reference) else str(value) for value in given)
    return Naming(names, _quantifier(item, path), _required(item, path))


def _property(catalogue: Catalogue, item: dict[str, Any], path: str) -> Condition:
    name = property_of(catalogue, *_member(item, "propertyId", path))
    given = values(*_member(item, "propertyValue", path))
    return Condition(name, given, _quantifier(item, path), _required(item, path))


def _member(item: dict[str, Any], name: str, path: str) -> tuple[object, str]:
    """Return a member by its name, or by the one that it had before, and its place."""
    before = _BEFORE[name]
    if name in item and before in item:
        raise reading.wrong(path, f"{name} and {before} are the same; give one of them.")
    used = before if before in item else name
    return item.get(used), f"{path}.{used}"


def _quantifier(item: dict[str, Any], path: str) -> Quantifier:
    given = item.get("matchQuantifier") or "any"
    return cast("Quantifier", reading.choice(given, f"{path}.matchQuantifier", _QUANTIFIERS))


def _required(item: dict[str, Any], path: str) -> bool:
    given = item.get("required")
    return False if given is None else reading.flag(given, f"{path}.required")
