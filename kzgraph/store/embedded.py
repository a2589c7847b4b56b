"""The default backend: Oxigraph inside this process, on disk or in memory."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Self

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    Variable,
)

from kzgraph.errors import NotAcceptableError, QuerySyntaxError, StoreError
from kzgraph.store.base import Answer, Bindings, Row, Store
from kzgraph.vocab import PREFIXES

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_PARSER_PLACE = re.compile(r"at line (\d+)(?: between columns| column) (\d+)")


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
        for solution in results:
            yield dict(zip(names, solution, strict=True))

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
        self, query: str, solutions_type: str | None, triples_type: str | None, sink: IO[bytes]
    ) -> Answer:
        """Evaluate any query and write its result to ``sink``."""
        results = self._query(query, None)
        if isinstance(results, QueryTriples):
            media_type = _wanted(triples_type, "triples")
            rdf_format = RdfFormat.from_media_type(media_type)
            pyoxigraph.serialize(results, sink, rdf_format, prefixes=_prefixes_for(rdf_format))
        else:
            media_type = _wanted(solutions_type, "solutions")
            results.serialize(sink, QueryResultsFormat.from_media_type(media_type))
        return Answer(media_type)

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Return the quads of one graph or of all."""
        name = NamedNode(graph) if graph is not None else None
        return self._store.quads_for_pattern(None, None, None, name)

    def graphs(self) -> list[str]:
        """Return the names of the named graphs, sorted."""
        return sorted(graph.value for graph in self._store.named_graphs())

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads in bulk."""
        self._store.bulk_extend(quads)

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

    def close(self) -> None:
        """Flush to disk and let go of the files."""
        if self._writable:
            self._store.flush()
        del self._store

    def _query(
        self, query: str, bindings: Bindings | None
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        fixed: dict[Variable, NamedNode | BlankNode | Literal | Triple] = {
            Variable(name): term for name, term in (bindings or {}).items()
        }
        try:
            return self._store.query(query, prefixes=PREFIXES, substitutions=fixed or None)
        except SyntaxError as exc:
            raise _syntax_error(exc) from exc
        except OSError as exc:
            raise StoreError(f"The store could not be read: {exc}") from exc


def _opened(opener: Callable[[str], pyoxigraph.Store], path: Path) -> pyoxigraph.Store:
    try:
        return opener(str(path))
    except OSError as exc:
        raise StoreError(f"The store at {path} cannot be opened: {exc}") from exc


def _wanted(media_type: str | None, what: str) -> str:
    if media_type is None:
        raise NotAcceptableError(f"The query gives {what}, and no accepted type can carry them.")
    return media_type


def _prefixes_for(rdf_format: RdfFormat | None) -> dict[str, str] | None:
    named = {RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML, RdfFormat.JSON_LD}
    return PREFIXES if rdf_format in named else None


def _syntax_error(exc: SyntaxError) -> QuerySyntaxError:
    """Oxigraph tells the place in the text of its message; take it out of there."""
    text = exc.msg or str(exc)
    match = _PLACE.match(text)
    if match:
        # The parser lists every character class that it would take after the words; leave those out.
        words = match[3].strip().split(", [")[0]
        return QuerySyntaxError(words, int(match[1]), int(match[2]))
    place = _PARSER_PLACE.search(text)
    return QuerySyntaxError(text, int(place[1]), int(place[2])) if place else QuerySyntaxError(text)
