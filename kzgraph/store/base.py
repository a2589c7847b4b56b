"""The interface that every backend of the store has."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kzgraph.errors import DataError, Problem, StoreError
from kzgraph.model import Dataset
from kzgraph.rdf import Literal, NamedNode, Quad, RdfFormat, Term, Triple, stream_file
from kzgraph.store.bounds import Bounds

Row = Mapping[str, Term | None]
"""One solution: variable name (without the question mark) to term, or None where unbound."""

Bindings = Mapping[str, NamedNode | Literal]


@dataclass(frozen=True)
class Result:
    """A serialised answer.

    ``truncated`` is None, or tells the bound at which the answer was cut, as in ``rows=1000000``.
    ``rows`` is about the number of solutions or triples, None for ASK.
    """

    media_type: str
    body: bytes
    truncated: str | None = None
    rows: int | None = None


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Tell what is wrong with a file that is loaded as an error of ours."""
    try:
        yield
    except SyntaxError as exc:
        problem = Problem(f"does not parse: {exc.msg}", str(path), exc.lineno or 1, rule="syntax")
        raise DataError([problem]) from exc
    except OSError as exc:
        raise StoreError(f"{path} could not be loaded: {exc}") from exc


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
        self,
        query: str,
        solutions_type: str | None,
        triples_type: str | None,
        dataset: Dataset | None = None,
        bounds: Bounds = Bounds(),  # noqa: B008  # frozen
    ) -> Result:
        """Evaluate any query and serialise its result, cut at the bounds.

        ``solutions_type`` and ``triples_type`` are the media types to use for SELECT or ASK and for
        CONSTRUCT or DESCRIBE; None where the client takes none (raises ``NotAcceptableError``).
        ``dataset`` overrides FROM and FROM NAMED of the query. Raises ``BadRequestError`` when it
        names what is no absolute IRI, and ``ResultTooLargeError`` when nothing can be cut away.
        """

    @abstractmethod
    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Return all quads of one named graph, or of every graph (the default one as well)."""

    @abstractmethod
    def graphs(self) -> list[str]:
        """Return the names of the named graphs, sorted."""

    @abstractmethod
    def lines(self, graph: str | None) -> list[bytes]:
        """Return the sorted N-Triples lines of a named graph, or of the default one (None)."""

    @abstractmethod
    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads in bulk."""

    def load_file(self, path: Path) -> None:
        """Add the quads of a file of any RDF format in bulk.

        Raises ``DataError`` with the line where the syntax is wrong, and ``StoreError`` where the file
        cannot be read; a part of it may be there then.
        """
        with reading(path):
            self.load(stream_file(path))

    @abstractmethod
    def change(self, added: Iterable[Quad], removed: Iterable[Quad]) -> None:
        """Remove some quads and add some, as one step."""

    @abstractmethod
    def drop(self, graph: str | None) -> None:
        """Remove a named graph, or empty the default one (None); fine when it is not there."""

    @abstractmethod
    def add_graph(self, graph: str) -> None:
        """Make a named graph, if need be an empty one."""

    @abstractmethod
    def update(self, text: str) -> None:
        """Apply a SPARQL update as one step.

        Raises ``QuerySyntaxError``, and ``BadRequestError`` where a graph is wanted that is not
        there, or a new one that is.
        """

    @abstractmethod
    def about(self, node: NamedNode, predicate: NamedNode | None = None) -> Iterator[Triple]:
        """Return the default graph's triples with a node as subject, and a predicate if given."""

    @abstractmethod
    def pointing_to(self, node: NamedNode, predicate: NamedNode | None = None) -> Iterator[Triple]:
        """Return the default graph's triples with a node as object, and a predicate if given."""

    @abstractmethod
    def is_named(self, triple: Triple, graph: str | None = None) -> bool:
        """Tell whether a named graph holds a triple: any of them, or the given one."""

    @abstractmethod
    def fill_default_graph(self) -> None:
        """Put every triple of the named graphs into the default graph, once each."""

    @abstractmethod
    def snapshot(self, target: Path) -> None:
        """Copy the store to a new folder; cheap where the backend can link files."""

    @abstractmethod
    def dump(self, target: Path, rdf_format: RdfFormat) -> None:
        """Write all graphs to a file, or the default one alone where the format has no graphs.

        Takes little memory, whatever there is. Raises ``StoreError``.
        """

    @abstractmethod
    def close(self) -> None:
        """Flush to disk and let go of files."""
