"""What links two things: direct statements, what they share, and what only one of them has."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain, product
from typing import Final

from kzgraph.errors import BadRequestError
from kzgraph.model import Statement
from kzgraph.model.comparison import Comparison, OnlyOne, Shared, SharedGroup
from kzgraph.model.paths import Direction
from kzgraph.read.graph import Graph
from kzgraph.read.paths import number_of
from kzgraph.read.sides import Side, Way, of_class, side_of
from kzgraph.read.things import left_out
from kzgraph.statements import View, coverage_of, find
from kzgraph.vocab import KZ

MOST_SHOWN: Final = 20
"""Items of each list, the groups of shared things among them."""

MOST_VALUES: Final = 5
"""Values of each property that only one of two has."""

_SIGNING: Final = ("signedBy", "issuedBy")
_AGREEMENTS: Final = ("Agreement", "AgreementSet")


def compare(graph: Graph, a: str, b: str, view: View) -> Comparison:
    """Return what links two things, and what each has that the other has not.

    ``a`` and ``b`` are ids such as ``company/orano`` or IRIs. Of every list the first stand in the
    answer, in the order of their names, and ``totals`` counts all. Raises ``NotFoundError`` for a
    thing that no claim names, and ``BadRequestError`` for what is no id and where both are the same.
    """
    index = graph.statements
    numbers = number_of(index, a), number_of(index, b)
    if numbers[0] == numbers[1]:
        raise BadRequestError("Two things are compared; both are the same here.")
    return _Comparing(graph, view, *numbers).told()


class _Comparing:
    """One comparison: what was read, and how it is told."""

    def __init__(self, graph: Graph, view: View, a: int, b: int) -> None:
        index = graph.statements
        self._graph, self._index, self._view, self._numbers = graph, index, view, (a, b)
        self._a, self._b = side_of(index, view, a), side_of(index, view, b)
        common = (self._a.edges.keys() & self._b.edges.keys()) - {a, b}
        shared = {node for node in common if self._a.edges[node][0].shareable}
        self._agreements = self._signed(shared & of_class(index, shared, _AGREEMENTS))
        self._events = (shared & of_class(index, shared, ("Event",))) - self._agreements
        self._shared = shared - self._agreements - self._events
        named = {a, b} | self._a.edges.keys() | self._b.edges.keys()
        edges = chain.from_iterable((*self._a.edges.values(), *self._b.edges.values()))
        self._terms = index.terms(named | {edge.predicate for edge in edges})

    def told(self) -> Comparison:
        """Return the comparison."""
        (a, b), direct = self._numbers, self._direct()
        lists = {"agreements": self._agreements, "events": self._events, "shared": self._shared}
        totals = {"direct": len(direct)} | {name: len(nodes) for name, nodes in lists.items()}
        return Comparison(
            self._terms[a],
            self._terms[b],
            tuple(direct[:MOST_SHOWN]),
            self._items(self._agreements),
            self._items(self._events),
            self._groups(),
            self._only(self._a, self._b, b),
            self._only(self._b, self._a, a),
            totals,
            left_out(self._graph, self._view, (a, b)),
            coverage_of(self._index, self._view),
        )

    def _signed(self, agreements: Iterable[int]) -> set[int]:
        """Return those that both have signed."""
        signing = {self._index.number_of(KZ + name) for name in _SIGNING}

        def by_both(node: int) -> bool:
            ways = (self._a.ways(node), self._b.ways(node))
            return all(any(prop in signing for prop, _ in side) for side in ways)

        return {node for node in agreements if by_both(node)}

    def _direct(self) -> list[Statement]:
        edges = self._a.edges.get(self._numbers[1], ())
        told = find.tell(self._index, {edge.statement for edge in edges}, self._view)
        return sorted(
            told.values(), key=lambda s: (s.predicate.text, s.subject.text, s.object.text)
        )

    def _items(self, nodes: Iterable[int]) -> tuple[Shared, ...]:
        shown = self._named(nodes)[:MOST_SHOWN]
        numbers = {
            s for node in shown for side in (self._a, self._b) for s in side.statements(node)
        }
        told = find.tell(self._index, numbers, self._view)
        return tuple(
            Shared(
                self._terms[node], *(_picked(told, s.statements(node)) for s in (self._a, self._b))
            )
            for node in shown
        )

    def _groups(self) -> tuple[SharedGroup, ...]:
        """Return the shared things by how they are joined with both; a thing may be in several."""
        grouped: dict[tuple[Way, Way], list[int]] = defaultdict(list)
        for node in self._shared:
            for ways in product(self._a.ways(node), self._b.ways(node)):
                grouped[ways].append(node)
        ordered = sorted(grouped, key=lambda ways: self._place(ways, grouped[ways]))
        return tuple(self._group(ways, grouped[ways]) for ways in ordered[:MOST_SHOWN])

    def _place(self, ways: tuple[Way, Way], nodes: list[int]) -> tuple[object, ...]:
        """Return what groups are sorted by: the same when the two things are exchanged."""
        return -len(nodes), sorted(map(self._way, ways)), self._named(nodes)

    def _group(self, ways: tuple[Way, Way], nodes: list[int]) -> SharedGroup:
        shown = self._named(nodes)[:MOST_SHOWN]
        sides = tuple(zip((self._a, self._b), ways, strict=True))
        numbers = {s for node in shown for side, way in sides for s in side.statements(node, way)}
        told = find.tell(self._index, numbers, self._view)
        items = tuple(
            Shared(self._terms[node], *(_picked(told, s.statements(node, way)) for s, way in sides))
            for node in shown
        )
        (a, a_direction), (b, b_direction) = ways
        return SharedGroup(
            self._terms[a], a_direction, self._terms[b], b_direction, len(nodes), items
        )

    def _only(self, one: Side, other: Side, peer: int) -> tuple[OnlyOne, ...]:
        """Return what one has and the other has not in the same way; the other itself apart."""
        found: dict[Way, list[int]] = defaultdict(list)
        for node in one.edges.keys() - {peer}:
            theirs = other.ways(node) if node in other.edges else ()
            for way in one.ways(node):
                if way not in theirs:
                    found[way].append(node)
        return tuple(
            OnlyOne(
                self._terms[way[0]],
                way[1],
                len(found[way]),
                tuple(self._terms[node] for node in self._named(found[way])[:MOST_VALUES]),
            )
            for way in sorted(found, key=self._way)
        )

    def _named(self, nodes: Iterable[int]) -> list[int]:
        """Return things in the order of their names."""
        return sorted(nodes, key=lambda node: (self._terms[node].text, self._terms[node].iri or ""))

    def _way(self, way: Way) -> tuple[str, str, Direction]:
        return self._terms[way[0]].text, self._terms[way[0]].iri or "", way[1]


def _picked(told: Mapping[int, Statement], numbers: Iterable[int]) -> tuple[Statement, ...]:
    found = (told[number] for number in numbers)
    return tuple(sorted(found, key=lambda s: (s.predicate.text, s.claims)))
