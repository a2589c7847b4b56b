"""Which lines the named graphs of a store have gained and lost, against the store before."""

from collections.abc import Iterable, Iterator, Mapping

from kzgraph.rdf import NamedNode, Quad, RdfFormat, Triple, digest, text_of, write_bytes
from kzgraph.store import Store

LineSet = frozenset[bytes]
Found = dict[str, tuple[set[bytes], set[bytes]]]
"""Graph to the lines that it gained and lost."""


def found_among(
    then: Store, now: Store, mentioned: Iterable[Quad], touched: Iterable[str]
) -> Found:
    """Return what graphs gained and lost, of quads that can have changed; each is looked up."""
    found: Found = {name: (set(), set()) for name in touched}
    for graph, line, triple in lines_of(mentioned):
        is_there, was_there = now.is_named(triple, graph), then.is_named(triple, graph)
        if is_there != was_there:
            found[graph][was_there].add(line)
    return found


def found_in(then: Store, now: Store, graphs: Iterable[str], digests: Mapping[str, str]) -> Found:
    """Read some graphs; return what they gained and lost. ``digests`` are those of before."""
    found: Found = {}
    for graph in graphs:
        lines = now.lines(graph)
        before = lines if digest(lines) == digests.get(graph) else then.lines(graph)
        found[graph] = (set(lines).difference(before), set(before).difference(lines))
    return found


def lines_of(quads: Iterable[Quad]) -> Iterator[tuple[str, bytes, Triple]]:
    """Yield the graph, the line and the triple of each quad of a named graph."""
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            triple = Triple(quad.subject, quad.predicate, quad.object)
            yield text_of(quad.graph_name), write_bytes([triple], RdfFormat.N_TRIPLES), triple
