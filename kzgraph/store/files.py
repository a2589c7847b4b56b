"""Reading a file as the store would tell it: canonical N-Triples, without an object for each term.

A store writes numbers and dates in their canonical form, whatever stood in the file. So lines that
come out of an empty store in memory are those that any store tells of the same file.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from kzgraph.rdf import SUFFIXES

_BATCH = 50_000
"""Quads that are held at once where a file is large."""
_LARGE = 8 * 1024 * 1024
_BLANK = re.compile(rb"^_:|> _:[^ ]+ \.$", re.MULTILINE)


class UnfitFileError(ValueError):
    """A file that needs a closer look: it has blank nodes, or triples of another graph."""


def lines_of_file(path: Path, graph: str) -> Iterator[bytes]:
    """Yield the triples of a file as blocks of N-Triples lines, each triple once in a block.

    Raises ``SyntaxError`` for what does not parse, and ``UnfitFileError`` for blank nodes, and where
    a TriG file has triples outside of the graph.
    """
    if path.stat().st_size > _LARGE:
        for quads in _batches(pyoxigraph.parse(path=str(path), format=SUFFIXES[path.suffix])):
            store = pyoxigraph.Store()
            store.extend(_placed(path, quads, graph))
            yield _fit(store, graph)
        return
    store = pyoxigraph.Store()
    if path.suffix == ".trig":
        store.load(path=str(path), format=RdfFormat.TRIG)
    else:
        store.load(path=str(path), format=SUFFIXES[path.suffix], to_graph=NamedNode(graph))
    yield _fit(store, graph)


def lines_of_quads(quads: Iterable[Quad]) -> Iterator[tuple[str, bytes]]:
    """Yield quads of named graphs as blocks of N-Triples lines, each with the name of its graph."""
    for some in _batches(quads):
        store = pyoxigraph.Store()
        store.extend(some)
        for graph in store.named_graphs():
            yield str(graph.value), _dump(store, graph)


def spelled(quads: Iterable[Quad]) -> Iterator[tuple[str, bytes]]:
    """Yield what ``lines_of_quads`` does, where all literals are spelled as a store spells them."""
    for some in _batches(quads):
        graphs: dict[NamedNode, list[Quad]] = {}
        for quad in some:
            if isinstance(quad.graph_name, NamedNode):
                graphs.setdefault(quad.graph_name, []).append(quad)
        for graph, own in graphs.items():
            lines = pyoxigraph.serialize(own, format=RdfFormat.N_QUADS) or b""
            yield graph.value, lines.replace(f" {graph} .\n".encode(), b" .\n")


def _batches(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    waiting = iter(quads)
    while some := list(islice(waiting, _BATCH)):
        yield some


def _placed(path: Path, quads: Iterable[Quad], graph: str) -> Iterable[Quad]:
    """Return triples of a file without graphs in theirs."""
    if path.suffix == ".trig":
        return quads
    name = NamedNode(graph)
    return (Quad(quad.subject, quad.predicate, quad.object, name) for quad in quads)


def _fit(store: pyoxigraph.Store, graph: str) -> bytes:
    name = NamedNode(graph)
    foreign = [other for other in store.named_graphs() if other != name]
    if foreign or any(store.quads_for_pattern(None, None, None, DefaultGraph())):
        raise UnfitFileError
    lines = _dump(store, name)
    if b"_:" in lines and _BLANK.search(lines):
        raise UnfitFileError
    return lines


def _dump(store: pyoxigraph.Store, graph: NamedNode | pyoxigraph.BlankNode) -> bytes:
    return store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
