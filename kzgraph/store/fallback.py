"""Reading from a remote store, and from a local copy of the same data while that does not answer."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NoReturn, TypeVar

from kzgraph.errors import QuerySyntaxError, QueryTimeoutError, StoreError, StoreUnavailableError
from kzgraph.model import Dataset
from kzgraph.rdf import NamedNode, Quad, RdfFormat, Triple
from kzgraph.store.availability import Availability
from kzgraph.store.base import Bindings, Result, Row, Store
from kzgraph.store.bounds import Bounds

Answer = TypeVar("Answer")


class FallbackStore(Store):
    """A store to read from: the remote one, or the local one (if it is kept) while that is down.

    It is asked queries of kzgraph's own alone; one that the engine does not compile is evaluated here,
    and counted in ``refused``. Answers are taken whole before they are given, so that none begins in
    one store and ends in the other. What reads everything (``quads``, ``lines``, ``dump``) reads the
    local store, where there is one. Nothing is written through it.
    """

    def __init__(self, remote: Store, local: Store | None, availability: Availability) -> None:
        self._remote, self._local, self._availability = remote, local, availability
        self.refused = 0

    def select(self, query: str, bindings: Bindings | None = None) -> Iterator[Row]:
        """Evaluate a SELECT query."""
        return iter(self._read(lambda store: list(store.select(query, bindings))))

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Evaluate an ASK query."""
        return self._read(lambda store: store.ask(query, bindings))

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[Triple]:
        """Evaluate a CONSTRUCT or DESCRIBE query."""
        return iter(self._read(lambda store: list(store.construct(query, bindings))))

    def answer(
        self,
        query: str,
        solutions_type: str | None,
        triples_type: str | None,
        dataset: Dataset | None = None,
        bounds: Bounds = Bounds(),  # noqa: B008  # frozen
    ) -> Result:
        """Evaluate any query and serialise its result."""
        types = solutions_type, triples_type
        return self._read(lambda store: store.answer(query, *types, dataset, bounds))

    def graphs(self) -> list[str]:
        """Return the names of the named graphs, sorted."""
        return self._read(lambda store: store.graphs())

    def about(self, node: NamedNode, predicate: NamedNode | None = None) -> Iterator[Triple]:
        """Return the triples about a node."""
        return iter(self._read(lambda store: list(store.about(node, predicate))))

    def pointing_to(self, node: NamedNode, predicate: NamedNode | None = None) -> Iterator[Triple]:
        """Return the triples that point to a node."""
        return iter(self._read(lambda store: list(store.pointing_to(node, predicate))))

    def is_named(self, triple: Triple, graph: str | None = None) -> bool:
        """Tell whether a named graph holds a triple."""
        return self._read(lambda store: store.is_named(triple, graph))

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Return the quads of one graph or of all."""
        return self._whole.quads(graph)

    def lines(self, graph: str | None) -> list[bytes]:
        """Return the sorted N-Triples lines of one graph."""
        return self._whole.lines(graph)

    def dump(self, target: Path, rdf_format: RdfFormat) -> None:
        """Write all graphs, or the default one, to a file."""
        self._whole.dump(target, rdf_format)

    def snapshot(self, target: Path) -> None:
        """Copy the store to a new folder."""
        self._whole.snapshot(target)

    def load(self, quads: Iterable[Quad]) -> None:
        """Refuse."""
        _refuse(quads)

    def change(self, added: Iterable[Quad], removed: Iterable[Quad]) -> None:
        """Refuse."""
        _refuse(added, removed)

    def drop(self, graph: str | None) -> None:
        """Refuse."""
        _refuse(graph)

    def add_graph(self, graph: str) -> None:
        """Refuse."""
        _refuse(graph)

    def update(self, text: str) -> None:
        """Refuse."""
        _refuse(text)

    def fill_default_graph(self) -> None:
        """Refuse."""
        _refuse()

    def close(self) -> None:
        """Let go of both."""
        self._remote.close()
        if self._local is not None:
            self._local.close()

    @property
    def _whole(self) -> Store:
        return self._local or self._remote

    def _read(self, ask: Callable[[Store], Answer]) -> Answer:
        """Ask the remote store, or the local one where that fails. Raises ``StoreUnavailableError``."""
        if not self._availability.may_ask():
            if self._local is None:
                raise StoreUnavailableError(str(self._availability.fault))
            return ask(self._local)
        try:
            answer = ask(self._remote)
        except (StoreUnavailableError, QueryTimeoutError) as exc:
            self._availability.note_fault(exc)
            if self._local is None:
                raise
            return ask(self._local)
        except QuerySyntaxError:
            if self._local is None:
                raise
            self.refused += 1
            return ask(self._local)
        self._availability.note_answer()
        return answer


def _refuse(*_: object) -> NoReturn:
    raise StoreError("A release is read here, never written.")
