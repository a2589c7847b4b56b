"""The search for paths: from both ends, a frontier a question, within bounds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from kzgraph.statements import StatementIndex, View
from kzgraph.vocab import ID

MOST_EXPANDED: Final = 4_000
"""Things whose statements are read for one search."""

MOST_FOUND: Final = 1_000
"""Paths that are ranked."""

MOST_STEPS: Final = 50_000
"""Steps of the walk through what was read."""

NO_THINGS: Final = ("amount", "quantity", "characterisation")
"""Kinds that are values: two figures that are alike, or two things that are praised, are not joined."""

Nodes = tuple[int, ...]
"""A path, by the numbers of its things."""


@dataclass
class Walk:
    """A search from one thing to another over the statements that a view sees.

    ``edges`` holds what was read: thing to neighbour to the statements that join the two, in either
    direction. ``complete`` turns false when a bound is met.
    """

    index: StatementIndex
    view: View
    start: int
    end: int
    complete: bool = True
    edges: dict[int, dict[int, list[int]]] = field(default_factory=lambda: defaultdict(dict))
    _expanded: set[int] = field(default_factory=set)
    _steps: int = 0

    def paths(self, max_length: int, wanted: int) -> list[Nodes]:
        """Return all paths of length 1, of length 2 and so on, until there are enough."""
        found: list[Nodes] = []
        sides = [_Side({self.start}), _Side({self.end})]
        for length in range(1, max_length + 1):
            smaller = min(sides, key=lambda side: len(side.frontier))
            self._grow(smaller)
            found += islice(self._of_length(length), MOST_FOUND + 1 - len(found))
            if len(found) > MOST_FOUND:
                self.complete = False
                return found[:MOST_FOUND]
            if len(found) >= wanted:
                break
        return found

    def _grow(self, side: "_Side") -> None:
        """Read the statements of a frontier; what they lead to is the next one."""
        fresh = sorted(side.frontier - self._expanded)
        room = MOST_EXPANDED - len(self._expanded)
        self.complete = self.complete and len(fresh) <= room
        self._read(fresh[:room])
        neighbours = {other for node in side.frontier for other in self.edges.get(node, ())}
        side.seen |= side.frontier
        side.frontier = neighbours - side.seen

    def _read(self, nodes: list[int]) -> None:
        self._expanded.update(nodes)
        for own, far in (("subject", "object"), ("object", "subject")):
            for statement, node, other in self._statements(nodes, own, far):
                for one, two in ((node, other), (other, node)):
                    joining = self.edges[one].setdefault(two, [])
                    if statement not in joining:
                        joining.append(statement)

    def _statements(self, nodes: Iterable[int], own: str, far: str) -> list[tuple[int, int, int]]:
        listed = ",".join(str(node) for node in nodes)
        # CROSS JOIN: SQLite would rather begin with the terms, all of which it would have to read.
        return self.index.rows(
            f"""SELECT s.id, s.{own}, s.{far} FROM statement AS s CROSS JOIN term AS t ON t.id = s.{far}
            WHERE s.{own} IN ({listed}) AND ({thing()} OR s.{far} IN (:start, :end))
                AND s.{own} <> s.{far} AND {self.view.sees()}""",
            {**self.view.values(), "start": self.start, "end": self.end},
        )

    def _of_length(self, length: int) -> Iterator[Nodes]:
        """Yield the paths of a length among the edges that were read."""
        ahead = [{self.end}]
        for _ in range(length - 1):
            ahead.append({other for node in ahead[-1] for other in self.edges.get(node, ())})
        return self._onward((self.start,), ahead)

    def _onward(self, path: Nodes, ahead: list[set[int]]) -> Iterator[Nodes]:
        """Yield the ways to go on from a path; ``ahead`` has the things from which the end is as far."""
        left = ahead[-1]
        for node in sorted(self.edges.get(path[-1], {}).keys() & left):
            self._steps += 1
            if self._steps > MOST_STEPS:
                self.complete = False
                return
            if len(ahead) == 1:
                yield (*path, node)
            elif node not in path and node != self.end:
                yield from self._onward((*path, node), ahead[:-1])


@dataclass
class _Side:
    """How far the search has come from one end."""

    frontier: set[int]
    seen: set[int] = field(default_factory=set)


def degrees(index: StatementIndex, nodes: Iterable[int]) -> dict[int, int]:
    """Return how many statements each thing takes part in, whatever the view."""
    listed = ",".join(str(node) for node in nodes)
    found: dict[int, int] = defaultdict(int)
    for part in ("subject", "object"):
        question = f"SELECT {part}, COUNT(*) FROM statement WHERE {part} IN ({listed}) GROUP BY 1"
        for node, number in index.rows(question):
            found[node] += number
    return found


def thing() -> str:
    """Return the condition that a term ``t`` is a thing that joins others."""
    values = "".join(f" AND t.text NOT GLOB '{ID}{kind}/*'" for kind in NO_THINGS)
    return f"(t.datatype IS NULL AND t.language IS NULL AND t.text GLOB '{ID}*'{values})"
