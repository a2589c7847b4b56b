"""What is written to a remote engine: data in bounded pieces, and updates of data."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple

from kzgraph.store.remote.places import Place

_MOST_TRIPLES: Final = 20_000
"""Triples of one request: some megabytes, which the engines tried here load in about a second."""


def batches(
    quads: Iterable[Quad], most: int | None = None
) -> Iterator[tuple[str | None, list[Triple]]]:
    """Yield the quads as lists of triples of one graph each (None: the default one)."""
    most = most or _MOST_TRIPLES
    waiting: dict[str | None, list[Triple]] = defaultdict(list)
    held = 0
    for quad in quads:
        graph = quad.graph_name
        name = graph.value if isinstance(graph, NamedNode) else None
        waiting[name].append(quad.triple)
        held += 1
        if len(waiting[name]) == most:
            yield name, waiting.pop(name)
            held -= most
        elif held == 2 * most:
            yield from waiting.items()
            waiting.clear()
            held = 0
    yield from waiting.items()


def as_lines(triples: Iterable[Triple], place: Place) -> bytes:
    """Return triples as N-Triples with names as they are in the engine."""
    return place.data(pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES) or b"")


def insertion(graph: str | None, lines: bytes) -> str:
    """Return the update that adds N-Triples to a graph, by its name in the engine."""
    return f"INSERT DATA {{ {_block(graph, lines.decode())} }}"


def changes(
    added: Iterable[Quad], removed: Iterable[Quad], place: Place, most: int | None
) -> Iterator[str]:
    """Yield the updates that remove some quads and add some: one, unless it has ``most`` triples."""
    parts = [*_operations("DELETE", removed, place, most)]
    parts += _operations("INSERT", added, place, most)
    if most is None:
        parts = [" ;\n".join(parts)] if parts else []
    yield from parts


def copy(source: str, target: str | None) -> str:
    """Return the update that adds what one graph holds to another; both by names in the engine."""
    into = _block(target, "?s ?p ?o")
    return f"INSERT {{ {into} }} WHERE {{ GRAPH <{source}> {{ ?s ?p ?o }} }}"


def _operations(verb: str, quads: Iterable[Quad], place: Place, most: int | None) -> Iterator[str]:
    waiting = iter(quads)
    while part := list(islice(waiting, most)):
        blocks = (
            _block(
                place.default if graph is None else place.name(graph),
                as_lines(triples, place).decode(),
            )
            for graph, triples in batches(part)
        )
        yield f"{verb} DATA {{ {' '.join(blocks)} }}"


def _block(graph: str | None, triples: str) -> str:
    return triples if graph is None else f"GRAPH <{graph}> {{ {triples} }}"
