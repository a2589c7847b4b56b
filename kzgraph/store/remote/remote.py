"""A store in another engine, behind the same face as the embedded one."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Self, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, QuerySolutions

from kzgraph.errors import BadRequestError, NotAcceptableError, QuerySyntaxError, StoreError
from kzgraph.model import DEFAULT_GRAPH, Dataset
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, Quad, RdfFormat, Term, Triple, text_or_empty
from kzgraph.store.base import Bindings, Result, Row, Store
from kzgraph.store.bounds import Bounds
from kzgraph.store.remote import writing
from kzgraph.store.remote.answers import Answers, uncut, whole
from kzgraph.store.remote.asking import Asked, asked
from kzgraph.store.remote.endpoint import Endpoint
from kzgraph.store.remote.kinds import kind_of
from kzgraph.store.remote.places import PLACE_DIGITS, Place, SharedPlace
from kzgraph.store.remote.transport import Transport
from kzgraph.store.results import graph as as_graph
from kzgraph.store.results import prefixes_for
from kzgraph.store.results import table as as_table


class RemoteStore(Store):
    """A release in a remote engine. Open it with ``of_release``; any number of threads may use it."""

    def __init__(self, endpoint: Endpoint, place: Place) -> None:
        self.endpoint = endpoint
        self._place = place
        self._kind = kind_of(endpoint)
        self._transport = Transport(endpoint, self._kind)
        self._answers = Answers(self._transport, self._kind, place.back)

    @classmethod
    def of_release(cls, endpoint: Endpoint, release: str) -> Self:
        """Return the place of a release, by its hash; nothing is asked yet, and it may be empty."""
        place = release[:PLACE_DIGITS]
        kind = kind_of(endpoint)
        shared = not endpoint.parted or kind.shares
        return cls(endpoint.at(place), SharedPlace(place, kind.renamed) if shared else Place())

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
        wanted = asked(query, self._place, None, dataset)
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
        wanted = asked(load("remote/count"), self._place, None, _alone(graph))
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

    def load(self, quads: Iterable[Quad]) -> None:
        """Add quads, some thousands at a time."""
        most = None if self.endpoint.graphs else self._kind.most_triples
        for graph, triples in writing.batches(quads, most):
            name, lines = self._name(graph), writing.as_lines(triples, self._place)
            if self.endpoint.graphs:
                self._transport.add(name, lines)
            else:
                self._transport.update(writing.insertion(name, lines), again=True)

    def change(self, added: Iterable[Quad], removed: Iterable[Quad]) -> None:
        """Remove some quads and add some, in one request where the engine takes as many."""
        for text in writing.changes(added, removed, self._place, self._kind.most_triples):
            self._transport.update(text, again=True)

    def drop(self, graph: str | None) -> None:
        """Remove a named graph, or empty the default one."""
        name = self._name(graph)
        self._transport.update(
            "CLEAR DEFAULT" if name is None else self._kind.drop.format(graph=name), again=True
        )

    def add_graph(self, graph: str) -> None:
        """Make a named graph, where the engine has empty ones."""
        self._transport.update(f"CREATE SILENT GRAPH <{self._place.name(graph)}>", again=True)

    def update(self, text: str) -> None:
        """Apply an update, where the release has a dataset of its own."""
        if self._place.default is not None:
            raise BadRequestError(
                "A release that shares a remote dataset with others never changes: build another."
            )
        self._transport.update(text)

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

    def fill_default_graph(self) -> None:
        """Put every triple of the named graphs into the default graph, within the engine."""
        for graph in self.graphs():
            self._transport.update(
                writing.copy(self._place.name(graph), self._place.default), again=True
            )

    @property
    def place(self) -> Place:
        """How the graphs of the release are called in the engine."""
        return self._place

    def copy(self, release: str, graph: str | None) -> None:
        """Add what a graph of another release in the same dataset holds, within the engine."""
        other = SharedPlace(release[:PLACE_DIGITS])
        source = other.default if graph is None else other.name(graph)
        self._transport.update(writing.copy(str(source), self._name(graph)), again=True)

    def snapshot(self, target: Path) -> None:
        """Refuse: what is elsewhere has no files to link. Raises ``StoreError``."""
        raise StoreError(f"A remote store cannot be copied to {target}: write a dump instead.")

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

    def close(self) -> None:
        """Close the connections."""
        self._transport.close()

    def _wanted(self, query: str, bindings: Bindings | None, called: str, *forms: str) -> Asked:
        wanted = asked(query, self._place, bindings)
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
        wanted = asked(load("remote/triples"), self._place, None, _alone(graph))
        return map(_triple, self._rows(wanted))

    def _quads_of(self, graph: str | None) -> Iterator[Quad]:
        name = DefaultGraph() if graph is None else NamedNode(graph)
        for triple in self._whole(graph):
            yield Quad(triple.subject, triple.predicate, triple.object, name)

    def _matching(self, parts: Mapping[str, Term | None]) -> Iterator[Triple]:
        return map(_triple, self.select(load("remote/triples"), _bindings(parts)))

    def _name(self, graph: str | None) -> str | None:
        """Return what a graph is called in the engine; None for its own default graph."""
        return self._place.default if graph is None else self._place.name(graph)


def _alone(graph: str | None) -> Dataset:
    """Return the dataset in which a graph is the default one."""
    return Dataset((DEFAULT_GRAPH if graph is None else graph,))


def _triple(row: Row) -> Triple:
    return Triple(row["subject"], row["predicate"], row["object"])  # type: ignore[arg-type]


def _bindings(parts: Mapping[str, Term | None]) -> dict[str, NamedNode | Literal]:
    """Return which variables are bound; a blank node binds none, since it has no name elsewhere."""
    return {name: term for name, term in parts.items() if isinstance(term, NamedNode | Literal)}
