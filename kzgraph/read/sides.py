"""One thing and all that a view sees it joined with: what comparisons are made of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from kzgraph.model.paths import Direction
from kzgraph.read.walk import thing
from kzgraph.statements import StatementIndex, View
from kzgraph.vocab import KZ

_ENDS: Final[tuple[tuple[Direction, str, str], ...]] = (
    ("forward", "subject", "object"),
    ("backward", "object", "subject"),
)


class Edge(NamedTuple):
    """A statement as it is seen from one of the two."""

    statement: int
    predicate: int
    direction: Direction
    other: int
    shareable: bool


Way = tuple[int, Direction]
"""A property, and whether the compared thing is the subject."""


@dataclass(frozen=True)
class Side:
    """What a view sees of one of the two: by the other end of its statements."""

    edges: Mapping[int, list[Edge]]

    def ways(self, other: int) -> list[Way]:
        """Return the ways in which a thing is joined with this one."""
        return sorted({(edge.predicate, edge.direction) for edge in self.edges[other]})

    def statements(self, other: int, way: Way | None = None) -> list[int]:
        """Return the statements that join a thing with this one, in one way or in any."""
        edges = self.edges[other]
        return [e.statement for e in edges if way in (None, (e.predicate, e.direction))]


def side_of(index: StatementIndex, view: View, node: int) -> Side:
    """Return a thing with all that a view sees it joined with."""
    edges: dict[int, list[Edge]] = defaultdict(list)
    for direction, own, far in _ENDS:
        rows = index.rows(
            f"""SELECT s.id, s.predicate, s.{far}, {thing()}
            FROM statement AS s CROSS JOIN term AS t ON t.id = s.{far}
            WHERE s.{own} = :node AND {view.sees()}""",
            {**view.values(), "node": node},
        )
        for statement, predicate, other, shareable in rows:
            edges[other].append(Edge(statement, predicate, direction, other, bool(shareable)))
    return Side(dict(edges))


def of_class(index: StatementIndex, nodes: Iterable[int], names: Iterable[str]) -> set[int]:
    """Return the things that are of one of some classes."""
    classes = ",".join(str(index.number_of(KZ + name) or 0) for name in names)
    listed = ",".join(str(node) for node in nodes)
    question = "SELECT entity FROM entity_class"
    rows = index.rows(f"{question} WHERE entity IN ({listed}) AND class IN ({classes})")
    return {entity for (entity,) in rows}
