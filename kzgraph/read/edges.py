"""The statements at one thing, as subject and as object: found and counted in columns, and cut."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from kzgraph.model import LeftOut
from kzgraph.model.relations import Direction
from kzgraph.read.ends import BACK, OUT
from kzgraph.read.entity_pairs import Column
from kzgraph.read.graph import Graph
from kzgraph.statements import View

DIRECTIONS: Final[tuple[Direction, ...]] = ("out", "in")

_ENDS: Final[dict[Direction, int]] = {"out": OUT, "in": BACK}


@dataclass(frozen=True)
class Edges:
    """The statements at a thing in one direction that a view sees."""

    graph: Graph
    thing: int
    direction: Direction
    view: View

    def counts(self) -> dict[int, int]:
        """Return how many there are, by the number of the property."""
        told = self.graph.entities.ends.predicate[self._rows]
        numbers, counts = np.unique(told, return_counts=True)
        return dict(zip(numbers.tolist(), counts.tolist(), strict=True))

    def first(self, predicates: Collection[int], limit: int, after: str = "") -> list[int]:
        """Return the numbers of the first statements of some properties after a key."""
        ends, rows = self.graph.entities.ends, self._rows
        rows = rows[np.isin(ends.predicate[rows], [*predicates])]
        if after:
            rows = rows[ends.order[rows] >= self.graph.statements.until(after)]
        return [int(number) for number in ends.statement[rows[:limit]]]

    @cached_property
    def _rows(self) -> Column:
        """A witness of each statement, in the order of the keys of these."""
        sets = self.graph.entities
        rows = sets.ends.at(self.thing, _ENDS[self.direction])
        return sets.ends.once(rows[sets.witnesses.seen(self.view, rows)])


def left_out(graph: Graph, thing: int, view: View) -> LeftOut:
    """Return what a view leaves out of the claims whose statements have a thing at either end."""
    return graph.entities.witnesses.left_out(view, graph.entities.ends.about(thing))
