"""What the build derives from claims: facts, corroboration, times, conflicts and labels.

Nobody writes a direct triple by hand. ``derive(store)`` reads the claims that a store holds and
returns every quad that follows from them; each has its reason in the claims it points to.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from kzgraph.derive.claims import (
    SourceClaim,
    independent_origins,
    primary_documents,
    read_claims,
)
from kzgraph.derive.conflicts import conflict_quads
from kzgraph.derive.facts import fact_quads
from kzgraph.derive.kinds import Worth, wholes_of
from kzgraph.derive.measures import measures_of
from kzgraph.derive.scope import Scope, scope_of
from kzgraph.derive.stated import sort_claims, stated_claims
from kzgraph.errors import Problem
from kzgraph.identifiers import DERIVED_GRAPH
from kzgraph.lines import telling
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, Quad, Term, Triple
from kzgraph.store import Store
from kzgraph.vocab import KZ, RDFS, SKOS, XSD

__all__ = ["Derived", "Scope", "derive", "derive_all", "label_lines", "scope_of", "sort_claims"]

_GRAPH = NamedNode(DERIVED_GRAPH)
_DAY, _LABEL = NamedNode(XSD + "date"), NamedNode(RDFS + "label")
_EARLIEST, _LATEST, _PUBLISHED = (
    NamedNode(KZ + name) for name in ("earliest", "latest", "published")
)

_LINES = 10_000
"""Of a block."""

Labelled = tuple[Term | None, Term | None]
"""A thing and its preferred label."""


@dataclass(frozen=True)
class Derived:
    """What follows from claims, and what is wrong with claims from which nothing can follow."""

    quads: list[Quad]
    problems: list[Problem]


def derive(store: Store, scope: Scope | None = None) -> Derived:
    """Return all that follows from the claims in the store's default graph.

    With a scope, what follows from the claims of its statements, and the labels of its things.
    """
    claims, problems = read_claims(store, None if scope is None else scope.claims(store))
    documents = None if scope is None else {claim.document for claim in claims}
    relays = None if documents is None else documents | {claim.iri for claim in claims}
    origins = independent_origins(store, relays)
    single = {row["property"] for row in store.select(load("single_valued_properties"))}
    parts = (
        fact_quads(claims, origins, primary_documents(store, documents)),
        _time_quads(claims),
        conflict_quads(claims, single, _worth(store, claims, scope)),
        _label_quads(_labels(store, None if scope is None else scope.things)),
    )
    return Derived(list(chain.from_iterable(parts)), problems)


def derive_all(store: Store, claims: Path, problems: list[Problem]) -> Iterator[Quad]:
    """Yield all that follows from claims, as ``derive`` does, however many there are; no labels.

    ``claims`` are those of the store's default graph, in a file of ``sort_claims``; what is wrong with
    them is added to the problems.
    """
    origins, primary = independent_origins(store), primary_documents(store)
    single = {row["property"] for row in store.select(load("single_valued_properties"))}
    worth = Worth(measures_of(store), wholes_of(store))
    for group in stated_claims(claims, problems):
        yield from fact_quads(group, origins, primary)
        yield from _time_quads(group)
        yield from conflict_quads(group, single, worth)


def label_lines(lines: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the labels that ``derive`` gives, as blocks of N-Triples lines, each with its graph.

    ``lines`` are those of the data.
    """
    told = telling(lines, SKOS + "prefLabel")
    labels = (f"<{thing}> <{RDFS}label> {label} .\n" for thing, label in told)
    while some := "".join(islice(labels, _LINES)):
        yield DERIVED_GRAPH, some.encode()


def _worth(store: Store, claims: list[SourceClaim], scope: Scope | None) -> Worth:
    """Return what the values of claims are worth beside each other; with a scope, of theirs alone."""
    values = {claim.object for claim in claims if isinstance(claim.object, NamedNode)}
    wanted = None if scope is None else values
    return Worth(measures_of(store, wanted), wholes_of(store, wanted))


def _time_quads(claims: list[SourceClaim]) -> Iterator[Quad]:
    """Give each claim the days at which it holds and the time of its publication, for sorting."""
    for claim in claims:
        if claim.held:
            first, last = claim.held.first.isoformat(), claim.held.last.isoformat()
            yield Quad(claim.iri, _EARLIEST, Literal(first, datatype=_DAY), _GRAPH)
            yield Quad(claim.iri, _LATEST, Literal(last, datatype=_DAY), _GRAPH)
        if claim.issued:
            yield Quad(claim.iri, _PUBLISHED, claim.issued, _GRAPH)


def _labels(store: Store, only: Iterable[NamedNode] | None) -> Iterator[Labelled]:
    """Yield things with their preferred labels: all, or the given ones."""
    query = load("preferred_labels")
    bindings = [None] if only is None else [{"thing": thing} for thing in only]
    for row in chain.from_iterable(store.select(query, bound) for bound in bindings):
        yield row["thing"], row["label"]


def _label_quads(labelled: Iterable[Labelled]) -> Iterator[Quad]:
    """Copy skos:prefLabel to rdfs:label, which most tools ask for."""
    for thing, label in labelled:
        if isinstance(thing, NamedNode) and label is not None and not isinstance(label, Triple):
            yield Quad(thing, _LABEL, label, _GRAPH)
