"""Bringing a release to a remote store: graph by graph, resumable, verified before anyone reads it.

A graph that the store holds already as it should (the engine's own loader brought it, or another
machine) is not sent. One that an earlier release has there is copied by the engine, and only the
difference sent; a copy that was interrupted is not tried again. What is left is sent in batches;
after each it is noted how far the push has come, so that the next one goes on there. The default
graph comes last.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Final

from kzgraph.errors import StoreError
from kzgraph.rdf import DefaultGraph, NamedNode, Quad, Triple
from kzgraph.release.compared import WHOLE, arrived, fault_of, names_graphs, size_of, triples_of
from kzgraph.release.differing import Differing
from kzgraph.release.earlier import Earlier, digest_of
from kzgraph.release.home import Release
from kzgraph.release.pushed import Pushed
from kzgraph.store import Store
from kzgraph.store.remote import RefusedError

BATCH: Final = 50_000
"""Triples that are sent before it is noted that they were."""

Progress = Callable[[str], None]


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
        ways = ((self._gone_on_with,) if begun else ()) + (self._copied, self._sent)
        if self.note.copying == _key(graph):
            ways = (self._sent,)  # as many triples as here may be there, and not those
        for way in ways:
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
        if graph is not None and not count:
            self.place.add_graph(graph)
        for batch in _batches(islice(triples_of(here, graph), begun, None), graph):
            self.progress(f"push {_key(graph)}: {begun} of {count}")
            self.place.load(batch)
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
        self.place.drop(graph)
        self.note.note_sent(_key(graph), 0)

    def _copied(self, here: Store, graph: str | None, count: int) -> bool:
        """Have the engine copy a graph of the earlier release, and send the difference, if small."""
        earlier = self.earlier
        # Of what is not read back nobody would see that it names graphs of the earlier release.
        if earlier is None or (count > WHOLE and names_graphs(here, graph)):
            return False
        if earlier.holds(self.release, graph):
            return self._copied_from(earlier, graph)
        if not earlier.stands:
            return False
        self.progress(f"compare {_key(graph)}")
        found = earlier.differing(here, graph, count)
        if found is None or found.has_blank_nodes or not self._copied_from(earlier, graph):
            return False
        self._change(graph, found)
        return count <= WHOLE or arrived(self.place, graph, *found)

    def _copied_from(self, earlier: Earlier, graph: str | None) -> bool:
        self._empty(graph)
        self.progress(f"copy {_key(graph)}")
        self.note.note_copying(_key(graph))
        try:
            earlier.copy(graph)
        except RefusedError:  # not every engine can copy
            return False
        return True

    def _change(self, graph: str | None, found: Differing) -> None:
        """Send a difference, a batch at a time."""
        for lost in _batches(found.lost, graph):
            self.place.change((), lost)
        for gained in _batches(found.gained, graph):
            self.place.change(gained, ())


def _key(graph: str | None) -> str:
    return "default" if graph is None else graph


def _batches(triples: Iterable[Triple], graph: str | None) -> Iterator[list[Quad]]:
    """Yield the quads that triples are in a graph, ``BATCH`` at a time."""
    name = DefaultGraph() if graph is None else NamedNode(graph)
    quads = (Quad(t.subject, t.predicate, t.object, name) for t in triples)
    while batch := list(islice(quads, BATCH)):
        yield batch
