"""The interface that every backend of the store has."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kzgraph.rdf import Literal, NamedNode, Quad, Term, Triple

Row = Mapping[str, Term | None]
"""One solution: variable name (without the question mark) to term, or None where unbound."""

Bindings = Mapping[str, NamedNode | Literal]


@dataclass(frozen=True)
class Answer:
    """A serialised answer: its media type; the bytes went to the sink that the caller gave."""

    media_type: str


class Store(ABC):
    """A set of triples in a default graph and in named graphs, queried by SPARQL 1.1.

    The default graph is stored, not a union: a triple that two named graphs hold is there once.
    """

    @abstractmethod
    def select(self, query: str, bindings: Bindings | None = None) -> Iterator[Row]:
        """Evaluate a SELECT query; ``bindings`` fix variables, never by pasting text.

        Raises ``QuerySyntaxError`` and ``StoreError``.
        """

    @abstractmethod
    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Evaluate an ASK query."""

    @abstractmethod
    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[Triple]:
        """Evaluate a CONSTRUCT or DESCRIBE query."""

    @abstractmethod
    def answer(
        self, query: str, solutions_type: str | None, triples_type: str | None, sink: IO[bytes]
    ) -> Answer:
        """Evaluate any query and write its result to ``sink``.

        ``solutions_type`` and ``triples_type`` are the media types to use for SELECT or ASK and for
        CONSTRUCT or DESCRIBE; None where the client takes none (raises ``NotAcceptableError``).
        """

    @abstractmethod
    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Return all quads of one named graph, or of every graph (the default one as well)."""

    @abstractmethod
    def graphs(self) -> list[str]:
        """Return the names of the named graphs, sorted."""

    @abstractmethod
    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads in bulk."""

    @abstractmethod
    def fill_default_graph(self) -> None:
        """Put every triple of the named graphs into the default graph, once each."""

    @abstractmethod
    def snapshot(self, target: Path) -> None:
        """Copy the store to a new folder; cheap where the backend can link files."""

    @abstractmethod
    def close(self) -> None:
        """Flush to disk and let go of files."""
