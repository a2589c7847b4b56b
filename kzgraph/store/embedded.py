"""The default backend: Oxigraph inside this process, on disk or in memory."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Self

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    Variable,
)

from kzgraph.errors import BadRequestError, QuerySyntaxError, StoreError
from kzgraph.identifiers import BASE
from kzgraph.model import DEFAULT_GRAPH, Dataset
from kzgraph.rdf import SUFFIXES
from kzgraph.store.base import Bindings, Result, Row, Store, reading
from kzgraph.store.bounds import Bounds
from kzgraph.store.results import graph, prefixes_for, table
from kzgraph.store.syntax import prefixes_in, syntax_error
from kzgraph.vocab import PREFIXES


class EmbeddedStore(Store):
    """A store in this process. Open it with one of the class methods."""

    def __init__(self, store: pyoxigraph.Store, *, writable: bool = True) -> None:
        self._store = store
        self._writable = writable

    @classmethod
    def in_memory(cls) -> Self:
        """Return an empty store that lives in memory."""
        return cls(pyoxigraph.Store())

    @classmethod
    def create(cls, path: Path) -> Self:
        """Open a store on disk for writing; the folder is made when it is missing."""
        return cls(_opened(pyoxigraph.Store, path))

    @classmethod
    def read_only(cls, path: Path) -> Self:
        """Open a store on disk that nobody writes to; any number of processes may."""
        return cls(_opened(pyoxigraph.Store.read_only, path), writable=False)

    def select(self, query: str, bindings: Bindings | None = None) -> Iterator[Row]:
        """Evaluate a SELECT query."""
        results = self._query(query, bindings)
        if not isinstance(results, QuerySolutions):
            raise QuerySyntaxError("a SELECT query is wanted here")
        names = [variable.value for variable in results.variables]
        try:
            for solution in results:
                yield dict(zip(names, solution, strict=True))
        except OSError as exc:
            raise StoreError(f"The store could not be read: {exc}") from exc

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Evaluate an ASK query."""
        results = self._query(query, bindings)
        if not isinstance(results, QueryBoolean):
            raise QuerySyntaxError("an ASK query is wanted here")
        return bool(results)

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[Triple]:
        """Evaluate a CONSTRUCT or DESCRIBE query."""
        results = self._query(query, bindings)
        if not isinstance(results, QueryTriples):
            raise QuerySyntaxError("a CONSTRUCT or DESCRIBE query is wanted here")
        yield from results

    def answer(
        self,
        query: str,
        solutions_type: str | None,
        triples_type: str | None,
        dataset: Dataset | None = None,
        bounds: Bounds = Bounds(),  # noqa: B008  # frozen
    ) -> Result:
        """Evaluate any query and serialise its result."""
        results = self._query(query, None, dataset)
        if isinstance(results, QueryTriples):
            return graph(results, triples_type, bounds)
        return table(results, solutions_type, bounds)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Return the quads of one graph or of all."""
        name = NamedNode(graph) if graph is not None else None
        return self._store.quads_for_pattern(None, None, None, name)

    def graphs(self) -> list[str]:
        """Return the names of the named graphs, sorted."""
        return sorted(graph.value for graph in self._store.named_graphs())

    def lines(self, graph: str | None) -> list[bytes]:
        """Return the sorted N-Triples lines of one graph."""
        name = DefaultGraph() if graph is None else NamedNode(graph)
        data = self._store.dump(format=RdfFormat.N_TRIPLES, from_graph=name) or b""
        return sorted(data.splitlines(keepends=True))

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads in bulk."""
        self._store.bulk_extend(quads)

    def load_file(self, path: Path) -> None:
        """Add the quads of a file in bulk, without making a Python object of any."""
        with reading(path):
            self._store.bulk_load(path=str(path), format=SUFFIXES[path.suffix])

    def load_lines(self, paths: Iterable[Path], most: int) -> None:
        """Add what files of N-Quads or N-Triples lines say, as ``load_file`` does, in parts.

        Loading takes several times the bytes of what it is given; ``most`` is how many that are at
        once, of one file or of several: the fewer the parts, the less has to be merged later. Lines
        are those that a store has told: they are not checked again, which would take a sixth of the
        time. Raises ``StoreError``.
        """
        waiting: list[bytes] = []
        for path in paths:
            with reading(path), path.open("rb") as file:
                while more := file.read(most - sum(map(len, waiting))):
                    waiting += more, file.readline()
                    if sum(map(len, waiting)) >= most:
                        self._load_part(waiting)
        self._load_part(waiting)

    def _load_part(self, waiting: list[bytes]) -> None:
        lines = b"".join(waiting)
        # What is joined would take memory twice while it is loaded.
        waiting.clear()
        try:
            self._store.bulk_load(lines, format=RdfFormat.N_QUADS, lenient=True)
        except OSError as exc:
            raise StoreError(f"The store could not be written: {exc}") from exc

    def change(self, added: Iterable[Quad], removed: Iterable[Quad]) -> None:
        """Remove some quads and add some."""
        for quad in removed:
            self._store.remove(quad)
        self._store.extend(added)

    def drop(self, graph: str | None) -> None:
        """Remove a named graph, or empty the default one."""
        if graph is None:
            self._store.clear_graph(DefaultGraph())
        else:
            self._store.remove_graph(NamedNode(graph))

    def add_graph(self, graph: str) -> None:
        """Make a named graph."""
        self._store.add_graph(NamedNode(graph))

    def update(self, text: str) -> None:
        """Apply a SPARQL update."""
        try:
            self._store.update(text, base_iri=BASE, prefixes=PREFIXES)
        except SyntaxError as exc:
            raise syntax_error(exc) from exc
        except RuntimeError as exc:
            # A graph that is not there, or is already; Oxigraph has no exception of its own for it.
            raise BadRequestError(f"The update cannot be made: {exc}.") from exc
        except OSError as exc:
            raise StoreError(f"The store could not be written: {exc}") from exc

    def about(self, node: NamedNode, predicate: NamedNode | None = None) -> Iterator[Triple]:
        """Return the triples about a node."""
        for quad in self._store.quads_for_pattern(node, predicate, None, DefaultGraph()):
            yield quad.triple

    def pointing_to(self, node: NamedNode, predicate: NamedNode | None = None) -> Iterator[Triple]:
        """Return the triples that point to a node."""
        for quad in self._store.quads_for_pattern(None, predicate, node, DefaultGraph()):
            yield quad.triple

    def is_named(self, triple: Triple, graph: str | None = None) -> bool:
        """Tell whether a named graph holds a triple."""
        name = NamedNode(graph) if graph is not None else None
        found = self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, name)
        return any(not isinstance(quad.graph_name, DefaultGraph) for quad in found)

    def fill_default_graph(self) -> None:
        """Put every triple of the named graphs into the default graph."""
        triples = (
            Quad(quad.subject, quad.predicate, quad.object, DefaultGraph())
            for quad in self._store.quads_for_pattern(None, None, None, None)
            if not isinstance(quad.graph_name, DefaultGraph)
        )
        self._store.bulk_extend(triples)

    def snapshot(self, target: Path) -> None:
        """Copy the store to a new folder by hard links."""
        self._store.backup(str(target))

    def dump(self, target: Path, rdf_format: RdfFormat) -> None:
        """Write all graphs, or the default one, to a file."""
        graph = None if rdf_format.supports_datasets else DefaultGraph()
        prefixes = prefixes_for(rdf_format)
        try:
            self._store.dump(str(target), rdf_format, from_graph=graph, prefixes=prefixes)
        except OSError as exc:
            raise StoreError(f"The store could not be written to {target}: {exc}") from exc

    def close(self) -> None:
        """Flush to disk and let go of the files."""
        if self._writable:
            self._store.flush()
        del self._store

    def _query(
        self, query: str, bindings: Bindings | None, dataset: Dataset | None = None
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        fixed: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(name): term for name, term in (bindings or {}).items()
        }
        default, named = _graphs(dataset)
        try:
            return self._store.query(
                query,
                base_iri=BASE,
                prefixes=prefixes_in(query),
                default_graph=default,
                named_graphs=named,
                substitutions=fixed or None,
            )
        except SyntaxError as exc:
            raise syntax_error(exc) from exc
        except OSError as exc:
            raise StoreError(f"The store could not be read: {exc}") from exc


def _graphs(
    dataset: Dataset | None,
) -> tuple[list[NamedNode | BlankNode | DefaultGraph] | None, list[NamedNode | BlankNode] | None]:
    """Return the graphs of a dataset; None stands for those of the query or of the store."""
    if dataset is None:
        return None, None
    try:
        default: list[NamedNode | BlankNode | DefaultGraph] = [
            DefaultGraph() if name == DEFAULT_GRAPH else NamedNode(name) for name in dataset.default
        ]
        return default, [NamedNode(name) for name in dataset.named]
    except ValueError as exc:
        raise BadRequestError(f"A graph is named by an absolute IRI: {exc}.") from exc


def _opened(opener: Callable[[str], pyoxigraph.Store], path: Path) -> pyoxigraph.Store:
    try:
        return opener(str(path))
    except OSError as exc:
        raise StoreError(f"The store at {path} cannot be opened: {exc}") from exc
