"""Reading reconciliation queries of version 0.2 (`https://www.w3.org/community/reports/reconciliation/`).

A batch is an object of queries by keys of the client's; a problem names the key and the field.
"""

from typing import Any, Final, Literal, cast

from kzgraph.reconciliation import reading
from kzgraph.reconciliation.catalogue import Catalogue
from kzgraph.reconciliation.model import (
    FEW,
    MOST_CANDIDATES,
    Condition,
    Extension,
    Given,
    Naming,
    Question,
    Reference,
    Strictness,
    Wanted,
)
from kzgraph.reconciliation.terms import general

BATCH: Final = 50
"""Queries of a batch, as the manifest tells them."""

MOST_QUERIES: Final = 500
"""Queries that are taken of clients which do not read the manifest."""

MOST_VALUES: Final = 50
"""Values of a property, and properties of a query, at the most."""

MOST_IDS: Final = 1000
_LONGEST_ID: Final = 2000
_QUERY: Final = ("query", "type", "limit", "properties", "type_strict")
_STRICT: Final = ("any", "all", "should")
_CONTENT: Final = ("literal", "id", "count")
_SETTINGS: Final = ("limit", "content", "language")


def queries(catalogue: Catalogue, text: str) -> dict[str, Question]:
    """Return the queries of a batch by their keys. Raises ``BadRequestError``."""
    batch = reading.members(reading.parse(text, "queries"), "queries")
    check_size(len(batch))
    return {_key(key): _question(catalogue, key, query) for key, query in batch.items()}


def check_size(size: int) -> None:
    """Refuse a batch that is too long. Raises ``BadRequestError``."""
    if size > MOST_QUERIES:
        raise reading.wrong(
            "queries", f"{MOST_QUERIES} are taken at a time, best {BATCH}; here are {size}."
        )


def extension(catalogue: Catalogue, text: str) -> Extension:
    """Return what a data extension query asks for. Raises ``BadRequestError``."""
    asked = reading.members(reading.parse(text, "extend"), "extend")
    reading.known(asked, ("ids", "properties"), "extend")
    ids = [
        identifier(item, path) for path, item in reading.items(asked.get("ids"), "ids", MOST_IDS)
    ]
    listed = reading.items(asked.get("properties"), "properties", MOST_VALUES)
    return Extension(
        tuple(dict.fromkeys(ids)), tuple(_wanted(catalogue, item, path) for path, item in listed)
    )


def property_of(catalogue: Catalogue, value: object, path: str) -> str:
    """Return a property as conditions and extensions name it: a general id, or an IRI."""
    name = reading.text(value, path, _LONGEST_ID)
    if general(name) is not None:
        return name
    return catalogue.properties.find(name, path).iri


def types(catalogue: Catalogue, value: object, path: str) -> tuple[str, ...]:
    """Return the IRIs of one type or several; an empty text, which forms send, is none."""
    if value is None or value == "":
        return ()
    listed = [(path, value)] if isinstance(value, str) else reading.items(value, path, MOST_VALUES)
    named = ((place, reading.text(name, place, _LONGEST_ID)) for place, name in listed)
    return tuple(catalogue.types.find(name, place).iri for place, name in named)


def limit(value: object, path: str) -> int:
    """Return how many candidates are wanted; more than ``MOST_CANDIDATES`` are never told."""
    return FEW if value is None else min(reading.count(value, path), MOST_CANDIDATES)


def values(value: object, path: str) -> tuple[Given, ...]:
    """Return one value or an array of values."""
    if isinstance(value, list):
        return tuple(given(item, place) for place, item in reading.items(value, path, MOST_VALUES))
    return (given(value, path),)


def given(value: object, path: str) -> Given:
    """Return a value: a text, a number, true or false, or ``{"id": ..., "name": ...}``."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return reading.number(value, path)
    if isinstance(value, dict):
        name = value.get("name")
        told = "" if name is None else reading.text(name, f"{path}.name")
        return Reference(identifier(value.get("id"), f"{path}.id"), told)
    return reading.text(value, path)


def identifier(value: object, path: str) -> str:
    """Return an id of a thing."""
    return reading.text(value, path, _LONGEST_ID)


def _key(key: str) -> str:
    return reading.text(key, "queries", _LONGEST_ID)


def _question(catalogue: Catalogue, key: str, value: object) -> Question:
    query = reading.members(value, key)
    reading.known(query, _QUERY, key)
    name = query.get("query")
    if name is None and not query.get("properties"):
        raise reading.wrong(key, "it has neither `query` nor `properties`; give one of them.")
    names = () if name is None else (Naming((reading.text(name, f"{key}.query"),)),)
    return Question(
        names,
        _conditions(catalogue, query.get("properties"), f"{key}.properties"),
        types(catalogue, query.get("type"), f"{key}.type"),
        _strictness(query.get("type_strict"), f"{key}.type_strict"),
        limit(query.get("limit"), f"{key}.limit"),
    )


def _conditions(catalogue: Catalogue, value: object, path: str) -> tuple[Condition, ...]:
    listed = () if value is None else reading.items(value, path, MOST_VALUES)
    return tuple(
        _condition(catalogue, reading.members(item, place), place) for place, item in listed
    )


def _condition(catalogue: Catalogue, item: dict[str, Any], path: str) -> Condition:
    reading.known(item, ("pid", "v"), path)
    name = property_of(catalogue, item.get("pid"), f"{path}.pid")
    return Condition(name, values(item.get("v"), f"{path}.v"))


def _strictness(value: object, path: str) -> Strictness:
    return "any" if value is None else cast("Strictness", reading.choice(value, path, _STRICT))


def _wanted(catalogue: Catalogue, value: object, path: str) -> Wanted:
    item = reading.members(value, path)
    name = property_of(catalogue, item.get("id"), f"{path}.id")
    settings = reading.members(item.get("settings") or {}, f"{path}.settings")
    reading.known(settings, _SETTINGS, f"{path}.settings")
    return Wanted(name, *_setting(settings, f"{path}.settings"))


def _setting(
    settings: dict[str, Any], path: str
) -> tuple[int, Literal["literal", "id", "count"], str]:
    content = reading.choice(settings.get("content") or "literal", f"{path}.content", _CONTENT)
    return (
        reading.count(settings.get("limit") or 0, f"{path}.limit", 0),
        cast("Literal['literal', 'id', 'count']", content),
        reading.text(settings.get("language") or "", f"{path}.language", 35).lower(),
    )
