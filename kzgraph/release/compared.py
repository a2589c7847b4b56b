"""Whether a graph in another store is the one that stands here: by count, and by digest or sample.

A graph is read back whole and its digest compared. One of more than ``WHOLE`` triples is not: its
triples are counted, and ``SAMPLES`` of them, evenly spread, are looked up there one by one. A batch
that was lost or came twice shows in the count, one that was mangled in the samples.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from kzgraph.queries import load
from kzgraph.rdf import BlankNode, NamedNode, Triple, digest, text_of
from kzgraph.store import Store
from kzgraph.store.remote import RemoteStore

WHOLE: Final = 200_000
"""Triples of a graph that are read back at the most: 13 µs each, and 150 bytes of memory."""

SAMPLES: Final = 1_000
"""Triples of a larger graph that are looked up."""


def size_of(store: Store, graph: str | None) -> int:
    """Return the number of triples of a named graph, or of the default one (None)."""
    if isinstance(store, RemoteStore):
        return store.count(graph)
    if graph is None:
        rows = store.select(load("default_size"))
    else:
        rows = store.select(load("graph_size"), {"graph": NamedNode(graph)})
    return next((int(text_of(row["count"])) for row in rows if row["count"] is not None), 0)


def names_graphs(here: Store, graph: str | None) -> bool:
    """Tell whether a graph says something in which a graph of ours is named.

    That is spelled otherwise in each place of a shared dataset.
    """
    if graph is None:
        return here.ask(load("default_naming_graphs"))
    return here.ask(load("graph_naming_graphs"), {"graph": NamedNode(graph)})


def triples_of(store: Store, graph: str | None) -> Iterator[Triple]:
    """Yield the triples of one graph, each time in the same order where the store never changes."""
    if graph is None:
        return store.construct(load("default_triples"))
    return (quad.triple for quad in store.quads(graph))


def fault_of(
    here: Store, there: Store, graph: str | None, expected: str | None, count: int
) -> str | None:
    """Tell how a graph there differs from the one here, or None where it does not.

    ``count`` is the number of its triples here, and ``expected`` their digest, where it is known.
    """
    if count <= WHOLE:
        return _fault_of_lines(here, there.lines(graph), graph, expected)
    found = size_of(there, graph)
    if found != count:
        return f"{found} triples are there, {count} here"
    samples = islice(triples_of(here, graph), 0, None, count // SAMPLES)
    missing = sum(1 for triple in samples if not _holds(there, graph, triple))
    return f"{missing} of {SAMPLES} triples looked up are not there" if missing else None


def arrived(
    there: Store, graph: str | None, gained: Iterable[Triple], lost: Iterable[Triple]
) -> bool:
    """Tell whether a change took place there, by ``SAMPLES`` of what it adds and of what it removes."""
    return all(_holds(there, graph, triple) for triple in islice(gained, SAMPLES)) and not any(
        _holds(there, graph, triple) for triple in islice(lost, SAMPLES)
    )


def _fault_of_lines(
    here: Store, found: list[bytes], graph: str | None, expected: str | None
) -> str | None:
    if expected is not None and digest(found) == expected:
        return None
    wanted = here.lines(graph)
    if len(found) != len(wanted):
        return f"{len(found)} triples are there, {len(wanted)} here"
    # Blank nodes have other names in each store; a plain dataset may have some.
    return None if _ground(found) == _ground(wanted) else "its triples are others than here"


def _ground(lines: list[bytes]) -> list[bytes]:
    return [line for line in lines if b"_:" not in line]


def _holds(store: Store, graph: str | None, triple: Triple) -> bool:
    if isinstance(triple.subject, BlankNode) or isinstance(triple.object, BlankNode):
        return True
    if graph is not None:
        return store.is_named(triple, graph)
    subject = triple.subject
    return isinstance(subject, NamedNode) and triple in store.about(subject, triple.predicate)
