"""The statements at one thing, as subject and as object: counted by property, and cut.

Each part is a question of its own: one with window functions takes three times as long.
"""

from dataclasses import dataclass
from typing import Final

from kzgraph.model.relations import Direction
from kzgraph.read.graph import Graph
from kzgraph.statements import Selection, View
from kzgraph.statements.view import Values

DIRECTIONS: Final[tuple[Direction, ...]] = ("out", "in")

_ENDS: Final[dict[Direction, str]] = {"out": "subject", "in": "object"}

_COUNTS: Final = """SELECT s.predicate, COUNT(*) FROM statement AS s
    WHERE s.{end} = :thing AND {seen} GROUP BY s.predicate"""
_FIRST: Final = """SELECT s.id, s.key FROM statement AS s
    WHERE s.{end} = :thing AND s.predicate IN ({predicates}) AND s.key > :after AND {seen}
    ORDER BY s.key LIMIT :limit"""


@dataclass(frozen=True)
class Edges:
    """The statements at a thing in one direction that a view sees."""

    graph: Graph
    thing: int
    direction: Direction
    view: View

    def counts(self) -> dict[int, int]:
        """Return how many there are, by the number of the property."""
        question = _COUNTS.format(end=_ENDS[self.direction], seen=self.view.sees())
        return dict(self.graph.statements.counts(question, self._values()))

    def first(self, predicates: set[int], limit: int, after: str = "") -> list[tuple[int, str]]:
        """Return the numbers and keys of the first statements of some properties after a key."""
        if not predicates:
            return []
        question = _FIRST.format(
            end=_ENDS[self.direction],
            predicates=",".join(str(number) for number in sorted(predicates)),
            seen=self.view.sees(),
        )
        values = self._values() | {"after": after, "limit": limit}
        return self.graph.statements.rows(question, values)

    def _values(self) -> Values:
        return {**self.view.values(), "thing": self.thing}


def about(thing: int) -> Selection:
    """Return the selection of the claims ``c`` whose statements have a thing at either end."""
    statements = """SELECT id FROM statement WHERE subject = :thing
        UNION SELECT id FROM statement WHERE object = :thing"""
    return Selection((f"c.statement IN ({statements})",), {"thing": thing})
