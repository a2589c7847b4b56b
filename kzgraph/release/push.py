"""Bringing a release to a remote store: graph by graph, resumable, verified before anyone reads it.

A graph that the store holds already as it should (the engine's own loader brought it, or another
machine) is not sent. One that an earlier release has there is copied by the engine, and only the
difference sent. What is left is sent in batches; after each it is noted how far the push has come,
so that the next one goes on there. The default graph comes last.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Final

from kzgraph.errors import BadRequestError, StoreError
from kzgraph.rdf import DefaultGraph, NamedNode, Quad, Triple, from_lines
from kzgraph.release.compared import WHOLE, fault_of, size_of, triples_of
from kzgraph.release.home import Release
from kzgraph.release.pushed import Pushed
from kzgraph.store import Store

BATCH: Final = 50_000
"""Triples that are sent before it is noted that they were."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Earlier:
    """A release that is in the store already; ``copy`` makes a graph of it one of the new release."""

    release: Release
    copy: Callable[[str | None], None]


@dataclass(frozen=True)
class Push:
    """One release on its way to its place in a store."""

    release: Release
    place: Store
    note: Pushed
    earlier: Earlier | None
    progress: Progress

    def run(self) -> None:
        """Bring what is not there yet, and verify each graph.

        Raises ``StoreUnavailableError``, and ``StoreError`` where a graph is not what was sent.
        """
        with closing(self.release.open_store()) as here:
            graphs, there = here.graphs(), {*self.place.graphs()}
            for graph in (*graphs, None):
                if not self._is_held(graph, there):
                    self._bring(here, graph, begun=graph is None or graph in there)
            for graph in sorted(there.difference(graphs)):
                self.place.drop(graph)
        self.note.note_verified()

    def _is_held(self, graph: str | None, there: Collection[str]) -> bool:
        """Tell whether a graph was verified, and the engine has not lost it since."""
        held = self.note.held.get(_key(graph))
        return held is not None and (graph is None or held == 0 or graph in there)

    def _bring(self, here: Store, graph: str | None, *, begun: bool) -> None:
        """Bring a graph in the cheapest way after which it is there as it should be.

        ``begun`` tells whether something of it may be there already.
        """
        count = size_of(here, graph)
        fault: str | None = "nothing is there"
        for way in ((self._gone_on_with,) if begun else ()) + (self._copied, self._sent):
            if fault is not None and way(here, graph, count):
                fault = self._fault(here, graph, count)
        if fault is not None:
            raise StoreError(
                f"{_key(graph)} was sent, but is not there as it should be: {fault}. "
                "The release that is current goes on."
            )
        self.note.note_held(_key(graph), count)

    def _fault(self, here: Store, graph: str | None, count: int) -> str | None:
        self.progress(f"verify {_key(graph)}")
        return fault_of(here, self.place, graph, digest_of(self.release, graph), count)

    def _send(self, here: Store, graph: str | None, begun: int, count: int) -> None:
        """Send the triples of a graph from the given one on."""
        name = DefaultGraph() if graph is None else NamedNode(graph)
        if graph is not None and not count:
            self.place.add_graph(graph)
        triples = islice(triples_of(here, graph), begun, None)
        while batch := list(islice(triples, BATCH)):
            self.progress(f"push {_key(graph)}: {begun} of {count}")
            self.place.load(Quad(t.subject, t.predicate, t.object, name) for t in batch)
            begun += len(batch)
            self.note.note_sent(_key(graph), begun)

    def _gone_on_with(self, here: Store, graph: str | None, count: int) -> bool:
        """Send what an interrupted push has not sent; nothing, where others brought the graph."""
        begun = self.note.sent.get(_key(graph), 0)
        if begun:
            self._send(here, graph, begun, count)
        return True

    def _sent(self, here: Store, graph: str | None, count: int) -> bool:
        self._empty(graph)
        self._send(here, graph, 0, count)
        return True

    def _empty(self, graph: str | None) -> None:
        self.note.note_sent(_key(graph), 0)
        self.place.drop(graph)

    def _copied(self, here: Store, graph: str | None, count: int) -> bool:
        """Have the engine copy a graph of the earlier release, and send the difference, if small."""
        if self.earlier is None:
            return False
        self._empty(graph)
        try:
            return self._copied_from(self.earlier, here, graph, count)
        except BadRequestError:  # not every engine can copy
            return False

    def _copied_from(self, earlier: Earlier, here: Store, graph: str | None, count: int) -> bool:
        same = digest_of(earlier.release, graph)
        if same is not None and same == digest_of(self.release, graph):
            earlier.copy(graph)
            return True
        with closing(earlier.release.open_store()) as then:
            before = size_of(then, graph)
            if not before or max(before, count) > WHOLE:
                return False
            old, new = set(then.lines(graph)), set(here.lines(graph))
        different = old ^ new
        if len(different) > len(new) // 2 or any(b"_:" in line for line in different):
            return False
        earlier.copy(graph)
        self.place.change(_quads(new - old, graph), _quads(old - new, graph))
        return True


def digest_of(release: Release, graph: str | None) -> str | None:
    """Return the digest of a graph, where the manifest has it."""
    manifest = release.manifest
    return manifest.default if graph is None else manifest.graphs.get(graph)


def _key(graph: str | None) -> str:
    return "default" if graph is None else graph


def _quads(lines: Iterable[bytes], graph: str | None) -> Iterator[Quad]:
    name = DefaultGraph() if graph is None else NamedNode(graph)
    triples: list[Triple] = from_lines(sorted(lines))
    return (Quad(triple.subject, triple.predicate, triple.object, name) for triple in triples)
