"""The network around an entity: the nearest things, best corroborated first, and what joins them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kzgraph.identifiers import compact, slug_of
from kzgraph.model import LeftOut
from kzgraph.model.relations import Network, Node
from kzgraph.rdf import NamedNode, text_of
from kzgraph.read.entities import summarise
from kzgraph.read.entity_list import types_of
from kzgraph.read.graph import Graph
from kzgraph.read.lookup import entity_iri
from kzgraph.read.things import left_out
from kzgraph.statements import View, coverage_of, find
from kzgraph.statements.view import Values
from kzgraph.vocab import ID, RDF_TYPE

DEEPEST: Final = 3
MOST_NODES: Final = 250
MOST_EDGES: Final = 500

_SEEN: Final = """SELECT s.id, s.key, {other} AS other, COUNT(DISTINCT c.origin) AS witnesses
    FROM statement AS s JOIN witness AS c ON c.statement = s.id
    WHERE {ends} AND {condition}
    GROUP BY s.id HAVING witnesses >= :min_corroboration"""
_AMONG: Final = "{end} IN (SELECT value FROM json_each(:{name}))"
# Literals and amounts have no label, and codes such as a stage are no things: neither is a node.
_NEXT: Final = f"""SELECT n.other, COUNT(*) OVER () FROM ({{out}} UNION ALL {{into}}) AS n
    JOIN term AS t ON t.id = n.other AND t.text GLOB '{ID}*'
    WHERE NOT {_AMONG.format(end="n.other", name="shown")}
        AND EXISTS (SELECT 1 FROM label WHERE label.term = n.other)
    GROUP BY n.other ORDER BY MAX(n.witnesses) DESC, COUNT(*) DESC, t.text LIMIT :room"""
_BETWEEN: Final = """SELECT id, COUNT(*) OVER () FROM ({seen})
    ORDER BY witnesses DESC, key LIMIT :room"""


@dataclass(frozen=True)
class _Found:
    """The numbers of things, each with its depth, and how many more are as near."""

    depths: dict[int, int]
    reached: int
    more: int


def network(graph: Graph, name: str, view: View, depth: int = 1, limit: int = 50) -> Network:
    """Return at most ``limit`` things within ``depth`` steps of an entity, and what joins them.

    Of things equally near those come first that more documents and more statements tell of. Both
    numbers are cut at ``DEEPEST`` and ``MOST_NODES``. Raises ``NotFoundError`` and ``ReplacedError``.
    """
    iri = entity_iri(graph, name)
    middle, coverage = graph.statements.number_of(iri), coverage_of(graph.statements, view)
    if middle is None:
        alone = summarise(graph.store, iri)
        node = Node(alone.id, iri, alone.label, alone.types, 0)
        return Network(alone.id, 0, (node,), (), 0, 0, LeftOut(), coverage)
    found = _found(graph, middle, view, min(depth, DEEPEST), min(limit, MOST_NODES))
    edges, total = _edges(graph, found.depths, view)
    statements = find.tell(graph.statements, edges, view)
    return Network(
        compact(iri),
        found.reached,
        _nodes(graph, found.depths),
        tuple(statements[number] for number in edges),
        found.more,
        total - len(edges),
        left_out(graph, view, [middle]),
        coverage,
    )


def _found(graph: Graph, middle: int, view: View, depth: int, limit: int) -> _Found:
    """Go outwards step by step, until the last step or until there is no place left."""
    depths, frontier = {middle: 0}, [middle]
    for step in range(1, depth + 1):
        near, total = _next(graph, frontier, depths, view, limit - len(depths))
        depths |= dict.fromkeys(near, step)
        if total > len(near):
            return _Found(depths, step, total - len(near))
        if not near:
            return _Found(depths, step - 1, 0)
        frontier = near
    return _Found(depths, depth, 0)


def _next(
    graph: Graph, frontier: list[int], shown: Iterable[int], view: View, room: int
) -> tuple[list[int], int]:
    """Return the best things one step further, as many as there is room for, and their number."""
    out, into = (
        _SEEN.format(
            other=f"s.{other}",
            ends=_AMONG.format(end=f"s.{end}", name="frontier"),
            condition=view.condition(),
        )
        for end, other in (("subject", "object"), ("object", "subject"))
    )
    lists: Values = {"frontier": json.dumps(frontier), "shown": json.dumps(sorted(shown))}
    # One at the least, so that the number of all is told where there is no room.
    values = view.values() | lists | {"room": max(room, 1)}
    rows = graph.statements.rows(_NEXT.format(out=out, into=into), values)
    return [row[0] for row in rows[:room]], rows[0][1] if rows else 0


def _edges(graph: Graph, shown: Iterable[int], view: View) -> tuple[list[int], int]:
    ends = " AND ".join(
        _AMONG.format(end=f"s.{end}", name="shown") for end in ("subject", "object")
    )
    seen = _SEEN.format(other="0", ends=ends, condition=view.condition())
    values = view.values() | {"shown": json.dumps(sorted(shown)), "room": MOST_EDGES}
    rows = graph.statements.rows(_BETWEEN.format(seen=seen), values)
    return [row[0] for row in rows], rows[0][1] if rows else 0


def _nodes(graph: Graph, depths: dict[int, int]) -> tuple[Node, ...]:
    terms, types = graph.statements.terms(depths), types_of(graph.statements, depths)
    nodes = []
    for number, depth in depths.items():
        iri = terms[number].iri or ""
        classes = types[number] or _classes(graph, iri)
        nodes.append(Node(compact(iri), iri, terms[number].text, classes, depth))
    return tuple(nodes)


def _classes(graph: Graph, iri: str) -> tuple[str, ...]:
    """Return the classes of what is no curated entity, such as a sector."""
    triples = graph.store.about(NamedNode(iri), NamedNode(RDF_TYPE))
    return tuple(sorted(slug_of(text_of(triple.object)) for triple in triples))
