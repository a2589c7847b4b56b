"""A store in another engine, behind the same face as the embedded one: what is written to it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Self

from kzgraph.errors import BadRequestError, StoreError
from kzgraph.rdf import Quad
from kzgraph.store.remote import writing
from kzgraph.store.remote.answers import Answers
from kzgraph.store.remote.endpoint import Endpoint
from kzgraph.store.remote.kinds import kind_of
from kzgraph.store.remote.places import PLACE_DIGITS, Place, SharedPlace
from kzgraph.store.remote.reader import RemoteReader
from kzgraph.store.remote.transport import Transport


class RemoteStore(RemoteReader):
    """A release in a remote engine. Open it with ``of_release``; any number of threads may use it."""

    def __init__(self, endpoint: Endpoint, place: Place) -> None:
        self._kind = kind_of(endpoint)
        self._transport = Transport(endpoint, self._kind)
        super().__init__(endpoint, place, Answers(self._transport, self._kind, place.back))

    @classmethod
    def of_release(cls, endpoint: Endpoint, release: str) -> Self:
        """Return the place of a release, by its hash; nothing is asked yet, and it may be empty."""
        place = release[:PLACE_DIGITS]
        kind = kind_of(endpoint)
        shared = not endpoint.parted or kind.shares
        return cls(endpoint.at(place), SharedPlace(place, kind.renamed) if shared else Place())

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads, some thousands at a time."""
        most = None if self.endpoint.graphs else self._kind.most_triples
        for graph, triples in writing.batches(quads, most):
            name, lines = self._name(graph), writing.as_lines(triples, self.place)
            if self.endpoint.graphs:
                self._transport.add(name, lines)
            else:
                self._transport.update(writing.insertion(name, lines), again=True)

    def change(self, added: Iterable[Quad], removed: Iterable[Quad]) -> None:
        """Remove some quads and add some, in one request where the engine takes as many."""
        for text in writing.changes(added, removed, self.place, self._kind.most_triples):
            self._transport.update(text, again=True)

    def drop(self, graph: str | None) -> None:
        """Remove a named graph, or empty the default one."""
        name = self._name(graph)
        self._transport.update(
            "CLEAR DEFAULT" if name is None else self._kind.drop.format(graph=name), again=True
        )

    def add_graph(self, graph: str) -> None:
        """Make a named graph, where the engine has empty ones."""
        self._transport.update(f"CREATE SILENT GRAPH <{self.place.name(graph)}>", again=True)

    def update(self, text: str) -> None:
        """Apply an update, where the release has a dataset of its own."""
        if self.place.default is not None:
            raise BadRequestError(
                "A release that shares a remote dataset with others never changes: build another."
            )
        self._transport.update(text)

    def fill_default_graph(self) -> None:
        """Put every triple of the named graphs into the default graph, within the engine."""
        for graph in self.graphs():
            self._transport.update(
                writing.copy(self.place.name(graph), self.place.default), again=True
            )

    def copy(self, release: str, graph: str | None) -> None:
        """Add what a graph of another release in the same dataset holds, within the engine."""
        other = SharedPlace(release[:PLACE_DIGITS])
        source = other.default if graph is None else other.name(graph)
        self._transport.update(writing.copy(str(source), self._name(graph)), again=True)

    def snapshot(self, target: Path) -> None:
        """Refuse: what is elsewhere has no files to link. Raises ``StoreError``."""
        raise StoreError(f"A remote store cannot be copied to {target}: write a dump instead.")

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def _name(self, graph: str | None) -> str | None:
        """Return what a graph is called in the engine; None for its own default graph."""
        return self.place.default if graph is None else self.place.name(graph)
