"""The statements at one thing, as subject and as object: found and counted in columns, and cut."""

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
        numbers, counts = np.unique(self._predicates, return_counts=True)
        return dict(zip(numbers.tolist(), counts.tolist(), strict=True))

    def first(self, limit: int, predicate: int | None = None, after: str = "") -> list[int]:
        """Return the numbers of the first statements after a key: of one property, or of all."""
        found = self._found
        if predicate is not None:
            found = found[self._predicates == predicate]
        if after:
            found = found[found >= self.graph.statements.until(after)]
        numbers: list[int] = self.graph.entities.ends.statements[found[:limit]].tolist()
        return numbers

    @cached_property
    def _found(self) -> Column:
        """The places of the statements in the order of keys."""
        sets = self.graph.entities
        rows = sets.ends.at(self.thing, _ENDS[self.direction])
        return sets.ends.in_order(rows[sets.witnesses.seen(self.view, rows)])

    @cached_property
    def _predicates(self) -> Column:
        """The property of each of them."""
        return self.graph.entities.ends.predicates[self._found]
