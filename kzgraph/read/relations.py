"""Relations of an entity: its statements by property and direction, a page of each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from kzgraph.errors import BadRequestError
from kzgraph.model import Part, Value
from kzgraph.model.relations import Direction, RelationGroup, Relations
from kzgraph.read import cursor as cursors
from kzgraph.read.edges import DIRECTIONS, Edges
from kzgraph.read.graph import Graph
from kzgraph.read.lookup import entity_iri
from kzgraph.read.names import term_iri
from kzgraph.read.things import left_out
from kzgraph.statements import View, coverage_of, find

FIRST: Final = 10
"""Statements of each group, where nobody says how many."""


@dataclass(frozen=True)
class Choice:
    """Which groups are wanted: of a property such as ``visitor``, of a direction; None for all."""

    property: str | None = None
    direction: Direction | None = None


class _Group(NamedTuple):
    """A group: its size, and the numbers of those that are shown, and one more."""

    direction: Direction
    predicate: int
    total: int
    found: list[int]


def relations(graph: Graph, name: str, choice: Choice, view: View, part: Part) -> Relations:
    """Return the statements at an entity by property and direction, ``part.limit`` of each group.

    A cursor is taken from a group, and wants its property and its direction. Raises
    ``BadRequestError``, ``NotFoundError`` and ``ReplacedError``.
    """
    iri = entity_iri(graph, name)
    after = _after(iri, choice, view, part)
    thing = graph.statements.number_of(iri) or 0  # which no statement has
    ways = [choice.direction] if choice.direction else DIRECTIONS
    sides = [Edges(graph, thing, way, view) for way in ways]
    groups = [group for side in sides for group in _groups(side, choice, after, part.limit)]
    told = _told(graph, groups, (iri, view), part.limit)
    return Relations(
        told,
        len(told),
        None,
        left_out(graph, view, [thing]),
        coverage_of(graph.statements, view),
    )


def _after(iri: str, choice: Choice, view: View, part: Part) -> str:
    if part.cursor is None:
        return ""
    if choice.property is None or choice.direction is None:
        raise BadRequestError("A cursor goes on with one group: give its property and direction.")
    prop = term_iri(choice.property)
    return cursors.decode(part.cursor, *_binding((iri, view), prop, choice.direction))


def _binding(asked: tuple[str, View], prop: str, direction: Direction) -> tuple[object, ...]:
    return ("relations", *asked, prop, direction)


def _groups(edges: Edges, choice: Choice, after: str, limit: int) -> list[_Group]:
    counts = edges.counts()
    if choice.property is not None:
        wanted = edges.graph.statements.number_of(term_iri(choice.property))
        counts = {number: total for number, total in counts.items() if number == wanted}
    return [
        _Group(edges.direction, number, total, edges.first(limit + 1, number, after))
        for number, total in counts.items()
    ]


def _told(
    graph: Graph, groups: Sequence[_Group], asked: tuple[str, View], limit: int
) -> tuple[RelationGroup, ...]:
    numbers = [number for group in groups for number in group.found[:limit]]
    statements = find.tell(graph.statements, numbers, asked[1])
    properties = graph.statements.terms(group.predicate for group in groups)
    last = [group.found[limit - 1] for group in groups if len(group.found) > limit]
    keys = graph.statements.keys_of(last)
    told = []
    for group in sorted(groups, key=lambda group: _order(group, properties)):
        value = properties[group.predicate]
        following = None
        if len(group.found) > limit:
            binding = _binding(asked, value.iri or "", group.direction)
            following = cursors.encode(keys[group.found[limit - 1]], *binding)
        items = tuple(statements[number] for number in group.found[:limit])
        told.append(RelationGroup(value, group.direction, group.total, items, following))
    return tuple(told)


def _order(group: _Group, properties: dict[int, Value]) -> tuple[int, str]:
    return DIRECTIONS.index(group.direction), properties[group.predicate].text
