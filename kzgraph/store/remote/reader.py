"""What is read from a release in another engine: half of the face of the embedded store."""

from collections.abc import Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import cast

import pyoxigraph
from pyoxigraph import DefaultGraph, QuerySolutions

from kzgraph.errors import NotAcceptableError, QuerySyntaxError, StoreError
from kzgraph.model import DEFAULT_GRAPH, Dataset
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, Quad, RdfFormat, Term, Triple, text_or_empty
from kzgraph.store.base import Bindings, Result, Row, Store
from kzgraph.store.bounds import Bounds
from kzgraph.store.remote.answers import Answers, uncut, whole
from kzgraph.store.remote.asking import Asked, asked
from kzgraph.store.remote.endpoint import Endpoint
from kzgraph.store.remote.places import Place
from kzgraph.store.results import graph as as_graph
from kzgraph.store.results import prefixes_for
from kzgraph.store.results import table as as_table


class RemoteReader(Store):
    """Asks an engine for what a release holds there; ``RemoteStore`` writes as well.

    ``place`` is how the graphs of the release are called in the engine.
    """

    def __init__(self, endpoint: Endpoint, place: Place, answers: Answers) -> None:
        self.endpoint, self.place, self._answers = endpoint, place, answers

    def select(self, query: str, bindings: Bindings | None = None) -> Iterator[Row]:
        """Evaluate a SELECT query."""
        yield from self._rows(self._wanted(query, bindings, "a SELECT", "select"))

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """Evaluate an ASK query."""
        wanted = self._wanted(query, bindings, "an ASK", "ask")
        with self._answers.solutions(wanted, self.endpoint.seconds) as (found, _):
            return bool(found)

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[Triple]:
        """Evaluate a CONSTRUCT or DESCRIBE query."""
        wanted = self._wanted(query, bindings, "a CONSTRUCT or DESCRIBE", "construct", "describe")
        yield from self._triples(wanted)

    def answer(
        self,
        query: str,
        solutions_type: str | None,
        triples_type: str | None,
        dataset: Dataset | None = None,
        bounds: Bounds = Bounds(),  # noqa: B008  # frozen
        *,
        seconds: float | None = None,
    ) -> Result:
        """Evaluate any query within some seconds, and serialise its result."""
        wanted = asked(query, self.place, None, dataset)
        graph = wanted.form in ("construct", "describe")
        if (triples_type if graph else solutions_type) is None:
            what = "triples" if graph else "solutions"
            raise NotAcceptableError(
                f"The query gives {what}, and no accepted type can carry them."
            )
        within = seconds or self.endpoint.seconds
        if graph:
            with self._answers.triples(wanted, within) as (triples, cap):
                return as_graph(triples, triples_type, bounds.at_most(cap))
        with self._answers.solutions(wanted, within) as (solutions, cap):
            return as_table(solutions, solutions_type, bounds.at_most(cap))

    def count(self, graph: str | None) -> int:
        """Return how many triples a named graph holds, or the default one (None)."""
        wanted = asked(load("remote/count"), self.place, None, _alone(graph))
        with self._answers.solutions(wanted, self.endpoint.seconds) as (found, _):
            return int(text_or_empty(next(cast("QuerySolutions", found))["triples"]))

    def quads(self, graph: str | None = None) -> Iterator[Quad]:
        """Return the quads of one graph or of all."""
        if graph is not None:
            return self._quads_of(graph)
        return chain.from_iterable(map(self._quads_of, (None, *self.graphs())))

    def graphs(self) -> list[str]:
        """Return the names of the named graphs, sorted. Most engines know no empty ones."""
        return sorted(text_or_empty(row["graph"]) for row in self.select(load("remote/graphs")))

    def lines(self, graph: str | None) -> list[bytes]:
        """Return the sorted N-Triples lines of one graph."""
        data = pyoxigraph.serialize(self._whole(graph), format=RdfFormat.N_TRIPLES) or b""
        return sorted(data.splitlines(keepends=True))

    def about(self, node: NamedNode, predicate: NamedNode | None = None) -> Iterator[Triple]:
        """Return the triples about a node."""
        return self._matching({"subject": node, "predicate": predicate})

    def pointing_to(self, node: NamedNode, predicate: NamedNode | None = None) -> Iterator[Triple]:
        """Return the triples that point to a node."""
        return self._matching({"object": node, "predicate": predicate})

    def is_named(self, triple: Triple, graph: str | None = None) -> bool:
        """Tell whether a named graph holds a triple."""
        parts = {"subject": triple.subject, "predicate": triple.predicate, "object": triple.object}
        found = self.select(load("remote/named"), _bindings(parts))
        return any(graph is None or text_or_empty(row["graph"]) == graph for row in found)

    def dump(self, target: Path, rdf_format: RdfFormat) -> None:
        """Write all graphs, or the default one, to a file; it is there when it is whole."""
        begun = target.with_name(f"{target.name}.part")
        quads = self.quads() if rdf_format.supports_datasets else self._quads_of(None)
        try:
            pyoxigraph.serialize(quads, str(begun), rdf_format, prefixes=prefixes_for(rdf_format))
            begun.replace(target)
        except OSError as exc:
            raise StoreError(f"The store could not be written to {target}: {exc}") from exc
        finally:
            begun.unlink(missing_ok=True)

    def _wanted(self, query: str, bindings: Bindings | None, called: str, *forms: str) -> Asked:
        wanted = asked(query, self.place, bindings)
        if wanted.form not in forms:
            raise QuerySyntaxError(f"{called} query is wanted here")
        return wanted

    def _rows(self, wanted: Asked) -> Iterator[Row]:
        with self._answers.solutions(wanted, self.endpoint.seconds) as (found, cap):
            uncut(cap)
            solutions = cast("QuerySolutions", found)
            names = [variable.value for variable in solutions.variables]
            for solution in solutions:
                yield dict(zip(names, solution, strict=True))

    def _triples(self, wanted: Asked) -> Iterator[Triple]:
        with self._answers.triples(wanted, self.endpoint.seconds) as (triples, cap):
            yield from whole(triples, cap)

    def _whole(self, graph: str | None) -> Iterator[Triple]:
        """Return the triples of a graph, all of them: of solutions, engines say where they cut them."""
        wanted = asked(load("remote/triples"), self.place, None, _alone(graph))
        return map(_triple, self._rows(wanted))

    def _quads_of(self, graph: str | None) -> Iterator[Quad]:
        name = DefaultGraph() if graph is None else NamedNode(graph)
        for triple in self._whole(graph):
            yield Quad(triple.subject, triple.predicate, triple.object, name)

    def _matching(self, parts: Mapping[str, Term | None]) -> Iterator[Triple]:
        return map(_triple, self.select(load("remote/triples"), _bindings(parts)))


def _alone(graph: str | None) -> Dataset:
    """Return the dataset in which a graph is the default one."""
    return Dataset((DEFAULT_GRAPH if graph is None else graph,))


def _triple(row: Row) -> Triple:
    return Triple(row["subject"], row["predicate"], row["object"])  # type: ignore[arg-type]


def _bindings(parts: Mapping[str, Term | None]) -> dict[str, NamedNode | Literal]:
    """Return which variables are bound; a blank node binds none, since it has no name elsewhere."""
    return {name: term for name, term in parts.items() if isinstance(term, NamedNode | Literal)}
