"""The statements at a thing in the order in which readers look for them.

What it is, who, where, when, how much, and the rest; within that by the name of the property.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kzgraph.dates import is_partial_date
from kzgraph.identifiers import TERMS, split_thing
from kzgraph.model import Part, Value
from kzgraph.model.relations import RelationGroup
from kzgraph.read.graph import Graph
from kzgraph.read.relations import Choice, relations
from kzgraph.statements import View
from kzgraph_api.pages.reader import Reader

SHOWN: Final = 12
"""Statements of a property that a page has; a page of their own has the rest."""

_WHAT, _WHO, _WHERE, _WHEN, _MUCH, _REST = range(6)
_NATURES: Final = {
    "sector": _WHAT,
    "commodity": _WHAT,
    "person": _WHO,
    "office": _WHO,
    "organisation": _WHO,
    "company": _WHO,
    "consortium": _WHO,
    "partnership": _WHO,
    "group": _WHO,
    "state": _WHO,
    "place": _WHERE,
    "amount": _MUCH,
    "quantity": _MUCH,
}
"""Kinds of things, and what is asked when they are the answer."""


@dataclass(frozen=True)
class Section:
    """Statements under one title; ``name`` is the part of the address that leads to it."""

    name: str
    title: str
    groups: tuple[RelationGroup, ...]


def groups_of(graph: Graph, name: str, view: View, reader: Reader) -> tuple[RelationGroup, ...]:
    """Return the statements at a thing by property and direction, in the order of readers."""
    found = relations(graph, name, Choice(), view, Part(SHOWN)).items
    return tuple(sorted(found, key=lambda group: _order(group, reader)))


def directed(groups: Iterable[RelationGroup], direction: str) -> tuple[RelationGroup, ...]:
    """Return the groups of one direction, ``in`` or ``out``."""
    return tuple(group for group in groups if group.direction == direction)


def others(group: RelationGroup) -> list[Value]:
    """Return what a group joins the thing with."""
    return [one.object if group.direction == "out" else one.subject for one in group.items]


def kind_of(value: Value) -> str:
    """Return the kind of a thing, such as ``state``; nothing for a literal or a term."""
    parts = split_thing(value.iri or "")
    return parts[0] if parts else ""


def _order(group: RelationGroup, reader: Reader) -> tuple[int, str]:
    natures = (_nature(value) for value in others(group))
    return min(natures, default=_REST), reader.names.of(group.property).text.casefold()


def _nature(value: Value) -> int:
    if (value.iri or "").startswith(TERMS):
        return _WHAT
    if value.iri is None:
        return _WHEN if is_partial_date(value.datatype or "") else _MUCH
    return _NATURES.get(kind_of(value), _REST)
