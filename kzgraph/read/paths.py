"""Paths: the shortest ways from one thing to another, each hop with its claims.

A path goes over statements in either direction. Through things only: not through terms of the
ontology, plain values, amounts and praise, by which nearly everything would be joined. Shorter paths
come first; among them those whose least corroborated hop has more independent documents; then those
whose things in between take part in fewer statements, since a way through a state says little that a
way through one project does not say better; then by name.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from kzgraph.errors import BadRequestError, NotFoundError
from kzgraph.model import Statement, Value
from kzgraph.model.paths import Directed, Hop, Path, Paths
from kzgraph.read.graph import Graph
from kzgraph.read.names import thing_iri
from kzgraph.read.things import left_out
from kzgraph.read.walk import Nodes, Walk, degrees
from kzgraph.statements import StatementIndex, View, coverage_of, find


class _Ranked(NamedTuple):
    """What a path is ranked by, in this order."""

    length: int
    uncorroborated: int
    busiest: int
    names: tuple[str, ...]
    nodes: Nodes


def find_paths(
    graph: Graph, start: str, end: str, view: View, *, max_length: int = 4, limit: int = 10
) -> Paths:
    """Return the ``limit`` shortest paths between two things, of at most ``max_length`` hops.

    ``start`` and ``end`` are ids such as ``state/kaz`` or IRIs. What the view left out is counted
    at the two ends. Raises ``NotFoundError`` for a thing that no claim names, and
    ``BadRequestError`` for what is no id and where both are the same.
    """
    index = graph.statements
    ends = number_of(index, start), number_of(index, end)
    if ends[0] == ends[1]:
        raise BadRequestError("A path leads from one thing to another; both are the same here.")
    walk = Walk(index, view, *ends)
    found = walk.paths(max_length, limit)
    ranked = _ranked(walk, found)[:limit]
    told = _told(walk, ranked)
    terms = index.terms((*ends, *(node for path in ranked for node in path.nodes)))
    items = tuple(_path(path, walk, told, terms) for path in ranked)
    first, last = terms[ends[0]], terms[ends[1]]
    return Paths(
        items=items,
        total=len(found),
        next=None,
        left_out=left_out(graph, view, ends),
        coverage=coverage_of(index, view),
        start=first,
        end=last,
        complete=walk.complete,
    )


def number_of(index: StatementIndex, name: str) -> int:
    """Return the number of a thing. Raises ``NotFoundError`` where no claim names it."""
    number = index.number_of(thing_iri(name))
    if number is None:
        raise NotFoundError("thing in any claim", name)
    return number


def _ranked(walk: Walk, found: list[Nodes]) -> list[_Ranked]:
    """Return paths with what they are ranked by, the best first."""
    statements = {s for path in found for hop in pairwise(path) for s in _joining(walk, hop)}
    documents = find.corroboration(walk.index, statements, walk.view)
    nodes = {node for path in found for node in path}
    busy, terms = degrees(walk.index, nodes), walk.index.terms(nodes)

    def ranked(path: Nodes) -> _Ranked:
        hops = (max(documents[s] for s in _joining(walk, hop)) for hop in pairwise(path))
        busiest = max((busy[node] for node in path[1:-1]), default=0)
        names = tuple(f"{terms[node].text} {terms[node].iri}" for node in path[1:-1])
        return _Ranked(len(path) - 1, -min(hops), busiest, names, path)

    return sorted(map(ranked, found))


def _joining(walk: Walk, hop: tuple[int, int]) -> list[int]:
    return walk.edges[hop[0]][hop[1]]


def _told(walk: Walk, paths: Iterable[_Ranked]) -> dict[int, Statement]:
    hops = (hop for path in paths for hop in pairwise(path.nodes))
    return find.tell(walk.index, {s for hop in hops for s in _joining(walk, hop)}, walk.view)


def _path(path: _Ranked, walk: Walk, told: dict[int, Statement], terms: dict[int, Value]) -> Path:
    hops = tuple(
        _hop(terms[one], terms[two], [told[s] for s in _joining(walk, (one, two))])
        for one, two in pairwise(path.nodes)
    )
    text = hops[0].start.text + "".join(_text(hop) for hop in hops)
    return Path(path.length, -path.uncorroborated, path.busiest, text, hops)


def _hop(start: Value, end: Value, statements: list[Statement]) -> Hop:
    """Return a hop with its statements, the best corroborated first."""
    ordered = sorted(statements, key=lambda s: (-s.corroboration, s.predicate.text, s.claims))
    directed = tuple(
        Directed("forward" if s.subject.iri == start.iri else "backward", s) for s in ordered
    )
    return Hop(start, end, ordered[0].corroboration, directed)


def _text(hop: Hop) -> str:
    """Return a hop to be read, with its best corroborated statement, as in ``→ based in → France``."""
    best = hop.statements[0]
    arrow = "→" if best.direction == "forward" else "←"
    return f" {arrow} {best.statement.predicate.text} {arrow} {hop.end.text}"
