"""Reading a file as the store would tell it: canonical N-Triples, without looking at each term.

A store writes numbers and dates in their canonical form, whatever stood in the file. So lines with a
literal of another form go through an empty store in memory; most lines have none, and need not.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat

from kzgraph.rdf import SUFFIXES

_BATCH: Final = 50_000
"""Quads that are held at once where a file is large."""

_LITERALS: Final = 65_536
"""Literals of which it is known whether they are canonical: days and numbers come again and again."""

_BLANK = re.compile(rb"^_:|> _:[^ ]+ \.$", re.MULTILINE)
_TYPE: Final = b'"^^<'
_TYPED = re.compile(rb'("[^"\\\n]*"\^\^<[^>\n]*>) \.\n')


class UnfitFileError(ValueError):
    """A file that needs a closer look: it has blank nodes, or triples of another graph."""


def lines_of_file(path: Path, graph: str) -> Iterator[bytes]:
    """Yield the triples of a file as blocks of N-Triples lines; what it says twice may come twice.

    Raises ``SyntaxError`` for what does not parse, and ``UnfitFileError`` for blank nodes, and where
    a TriG file has triples outside of the graph.
    """
    own = NamedNode(graph) if path.suffix == ".trig" else DefaultGraph()
    quads = _held_to(own, pyoxigraph.parse(path=str(path), format=SUFFIXES[path.suffix]))
    while lines := _serialised(islice(quads, _BATCH), own):
        if b"_:" in lines and _BLANK.search(lines):
            raise UnfitFileError
        yield lines if _is_canonical(lines) else _told(lines)


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
            yield graph.value, _serialised(own, graph)


def _batches(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    waiting = iter(quads)
    while some := list(islice(waiting, _BATCH)):
        yield some


def _held_to(graph: NamedNode | DefaultGraph, quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if quad.graph_name != graph:
            raise UnfitFileError
        yield quad


def _serialised(quads: Iterable[Quad], graph: NamedNode | DefaultGraph) -> bytes:
    """Return quads, all of one graph, as N-Triples lines."""
    lines = pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""
    if isinstance(graph, DefaultGraph):
        return lines
    return lines.replace(f" {graph} .\n".encode(), b" .\n")


def _is_canonical(lines: bytes) -> bool:
    """Tell whether a store spells all literals of some lines as they are."""
    typed = _TYPED.findall(lines)
    # What else looks like one has signs that are written otherwise, or is quoted: seldom, and slow.
    return len(typed) == lines.count(_TYPE) and all(map(_is_kept, set(typed)))


@lru_cache(_LITERALS)
def _is_kept(literal: bytes) -> bool:
    line = b"<urn:s> <urn:p> " + literal + b" .\n"
    return _told(line) == line


def _told(lines: bytes) -> bytes:
    """Return N-Triples lines as a store tells them."""
    store = pyoxigraph.Store()
    store.load(lines, format=RdfFormat.N_TRIPLES)
    return _dump(store, DefaultGraph())


def _dump(store: pyoxigraph.Store, graph: NamedNode | pyoxigraph.BlankNode | DefaultGraph) -> bytes:
    return store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
