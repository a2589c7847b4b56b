"""What a write may do to a store: a SPARQL update, or a graph put, extended or deleted."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from kzgraph.errors import NotFoundError
from kzgraph.identifiers import DERIVED_GRAPH, FACTS_GRAPH, LINKS_GRAPH
from kzgraph.rdf import BlankNode, DefaultGraph, Quad, text_of
from kzgraph.sparql.updates import as_insertions, graphs_of_data
from kzgraph.store import EmbeddedStore, Store
from kzgraph.uploads import ONE_GRAPH, parse_upload

FOLLOWING = (FACTS_GRAPH, DERIVED_GRAPH)
"""The named graphs that follow from the others, as the default graph does."""

GUARDED = (*FOLLOWING, LINKS_GRAPH)
"""The named graphs that no write may change: they come from other graphs, or from tables."""


@dataclass(frozen=True)
class Update:
    """A SPARQL update; ``text`` has passed ``guard_update``."""

    text: str
    name = "update"
    guarded = GUARDED

    @property
    def touched(self) -> frozenset[str] | None:
        """The named graphs that it can change, or None where that cannot be told."""
        return None if self._data is None else frozenset(self._data.graphs())

    def mentioned(self) -> frozenset[Quad] | None:
        """Return all quads that it can add or remove, or None where they cannot be told."""
        quads = frozenset(() if self._data is None else self._data.quads())
        blank = any(isinstance(term, BlankNode) for quad in quads for term in quad)
        return None if blank or self._data is None else quads

    @cached_property
    def _data(self) -> Store | None:
        """All that an update of data names, as the store reads it; None for another update."""
        if graphs_of_data(self.text) is None:
            return None
        store = EmbeddedStore.in_memory()
        store.update(as_insertions(self.text))
        return store

    def apply(self, store: Store) -> None:
        """Apply it. Raises ``QuerySyntaxError``."""
        store.update(self.text)


@dataclass(frozen=True)
class Document:
    """RDF as it was sent; ``media_type`` is one of ``kzgraph.uploads.FORMATS``."""

    data: bytes
    media_type: str


@dataclass(frozen=True)
class Upload:
    """Documents that replace a graph or are added to it; ``graph`` is None for the default one."""

    graph: str | None
    documents: tuple[Document, ...]
    base: str
    replace: bool
    name = "upload"
    guarded = GUARDED

    @property
    def touched(self) -> frozenset[str] | None:
        """The named graphs that it can change, or None where that cannot be told."""
        single = all(document.media_type in ONE_GRAPH for document in self.documents)
        return frozenset((self.graph,)) if single and self.graph is not None else None

    def mentioned(self) -> None:
        """Tell nothing of what it adds or removes; its graph is read."""

    def apply(self, store: Store) -> None:
        """Apply it. Raises ``BadRequestError`` when a document cannot be taken."""
        parsed = [
            parse_upload(document.data, document.media_type, self.graph, self.base)
            for document in self.documents
        ]
        if self.replace:
            store.drop(self.graph)
        store.change(chain.from_iterable(parsed), ())
        if self.graph is not None:
            store.add_graph(self.graph)


@dataclass(frozen=True)
class Deletion:
    """A graph that is removed; the default one is emptied."""

    graph: str | None
    name = "deletion"
    guarded = GUARDED

    @property
    def touched(self) -> frozenset[str] | None:
        """The named graphs that it can change, or None where that cannot be told."""
        return None if self.graph is None else frozenset((self.graph,))

    def mentioned(self) -> None:
        """Tell nothing of what it adds or removes; its graph is read."""

    def apply(self, store: Store) -> None:
        """Apply it. Raises ``NotFoundError`` when there is no such graph."""
        if self.graph is not None and self.graph not in store.graphs():
            raise NotFoundError("graph", self.graph)
        store.drop(self.graph)


@dataclass(frozen=True)
class Replacement:
    """Named graphs with all that they are to hold, as files say it; an empty one goes.

    ``quads`` bear the names of their graphs.
    """

    graphs: frozenset[str]
    quads: frozenset[Quad]
    _changed: set[Quad] = field(default_factory=set)
    name = "build"
    guarded = FOLLOWING

    @property
    def touched(self) -> frozenset[str]:
        """The named graphs that it can change."""
        return self.graphs

    def mentioned(self) -> frozenset[Quad]:
        """Return all quads that it adds or removes; none before it is applied."""
        return frozenset(self._changed)

    def apply(self, store: Store) -> None:
        """Apply it, touching nothing that stays."""
        wanted = _as_stored(self.quads)
        held = {quad for graph in self.graphs for quad in store.quads(graph)}
        self._changed.update(wanted ^ held)
        store.change(wanted - held, held - wanted)
        for graph in self.graphs - {_name(quad) for quad in wanted}:
            store.drop(graph)


def _name(quad: Quad) -> str:
    graph = quad.graph_name
    return "" if isinstance(graph, DefaultGraph) else text_of(graph)


def _as_stored(quads: Iterable[Quad]) -> set[Quad]:
    """Return quads as a store spells them: it keeps numbers and not their digits."""
    store = EmbeddedStore.in_memory()
    store.load(quads)
    return set(store.quads())


Change = Update | Upload | Deletion | Replacement
