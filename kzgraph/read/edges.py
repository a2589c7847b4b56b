"""The statements at one thing, as subject and as object: found and counted in columns, and cut."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

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
        told = self.graph.entities.ends.predicates[self._found]
        numbers, counts = np.unique(told, return_counts=True)
        return dict(zip(numbers.tolist(), counts.tolist(), strict=True))

    def first(self, predicates: Collection[int], limit: int, after: str = "") -> list[int]:
        """Return the numbers of the first statements of some properties after a key."""
        ends, found = self.graph.entities.ends, self._found
        found = found[np.isin(ends.predicates[found], [*predicates])]
        if after:
            found = found[found >= self.graph.statements.until(after)]
        return [int(number) for number in ends.statements[found[:limit]]]

    @cached_property
    def _found(self) -> Column:
        """The places of the statements in the order of keys."""
        sets = self.graph.entities
        rows = sets.ends.at(self.thing, _ENDS[self.direction])
        return sets.ends.in_order(rows[sets.witnesses.seen(self.view, rows)])
