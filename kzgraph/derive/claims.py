"""Claims as the derivation needs them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from kzgraph.dates import Interval, interval
from kzgraph.errors import Problem
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, Term, text_or_empty
from kzgraph.store import Row, Store
from kzgraph.vocab import KZ

ASSERTED = NamedNode(KZ + "Asserted")
PREFERRED = NamedNode(KZ + "PreferredRank")
DEPRECATED = NamedNode(KZ + "DeprecatedRank")

QUALIFIERS = tuple(KZ + name for name in ("scope", "statedAs", "hedge", "figureStatus"))
"""The properties of ``claim_qualifiers.rq``."""

Origins = Mapping[NamedNode, NamedNode]
"""Document, or claim with an origin of its own, to the document or origin that it goes back to."""


Qualifiers = Mapping[str, frozenset[Term]]
"""Property IRI to values, of kz:scope, kz:statedAs, kz:hedge and kz:figureStatus; absent: none."""


@dataclass(frozen=True)
class SourceClaim:
    """One claim: what is said, with which status, in which document, of which time.

    ``held`` are the days at which it holds; ``lasting`` says that they are told as a period, with a
    first or a last day. ``qualifiers`` are the values of those by which claims are compared.
    """

    iri: NamedNode
    subject: NamedNode
    predicate: NamedNode
    object: NamedNode | Literal
    modality: NamedNode
    rank: NamedNode
    document: NamedNode
    issued: Literal | None
    held: Interval | None
    lasting: bool
    qualifiers: Qualifiers = field(hash=False)

    @property
    def makes_fact(self) -> bool:
        """Tell whether a direct triple follows: asserted, and not deprecated."""
        return self.modality == ASSERTED and self.rank != DEPRECATED


def read_claims(
    store: Store, only: Iterable[NamedNode] | None = None
) -> tuple[list[SourceClaim], list[Problem]]:
    """Return the claims that facts can follow from, sorted by IRI, and what is wrong with others.

    All of the store, or only the given ones.
    """
    claims, problems = [], []
    query = load("claims_to_derive_from")
    named = () if only is None else sorted(only, key=str)
    qualifiers = _qualifiers(store, None if only is None else named)
    parts = [store.select(query, {"claim": claim}) for claim in named]
    for row in store.select(query) if only is None else chain.from_iterable(parts):
        try:
            claims.append(claim_of(row, qualifiers.get(row["claim"], {})))
        except (TypeError, ValueError) as exc:
            problems.append(problem_of(row, exc))
    return claims, problems


def problem_of(row: Row, error: Exception) -> Problem:
    """Return what is wrong with a claim of which ``claim_of`` cannot make one."""
    return Problem(str(error), subject=text_or_empty(row["claim"]), rule="claim-form")


def _qualifiers(store: Store, only: Iterable[NamedNode] | None) -> Mapping[Term | None, Qualifiers]:
    found: dict[Term | None, dict[str, frozenset[Term]]] = defaultdict(dict)
    query = load("claim_qualifiers")
    bindings = [None] if only is None else [{"claim": claim} for claim in only]
    for row in chain.from_iterable(store.select(query, bound) for bound in bindings):
        if row["value"] is not None:
            told, name = found[row["claim"]], text_or_empty(row["qualifier"])
            told[name] = told.get(name, frozenset()) | {row["value"]}
    return found


def claim_of(row: Row, qualifiers: Qualifiers) -> SourceClaim:
    """Return the claim of a row of ``claims_to_derive_from.rq``.

    Raises ``TypeError`` and ``ValueError`` where a value is of no use.
    """
    value = row["object"]
    return SourceClaim(
        iri=_node(row["claim"]),
        subject=_node(row["subject"]),
        predicate=_node(row["predicate"]),
        object=value if isinstance(value, Literal) else _node(value),
        modality=_node(row["modality"]),
        rank=_node(row["rank"]),
        document=_node(row["document"]),
        issued=_literal(row["issued"]),
        held=_held(_literal(row["at"]), _literal(row["from"]), _literal(row["until"])),
        lasting=row["from"] is not None or row["until"] is not None,
        qualifiers=qualifiers,
    )


def _node(term: Term | None) -> NamedNode:
    if not isinstance(term, NamedNode):
        raise TypeError(f"{term} stands where an IRI belongs")
    return term


def _literal(term: Term | None) -> Literal | None:
    return term if isinstance(term, Literal) else None


def _held(at: Literal | None, since: Literal | None, until: Literal | None) -> Interval | None:
    """Return the days at which a claim holds; an open end reaches to the end of time."""
    first, last = since or at, until or at
    if first is None and last is None:
        return None
    start = interval(first.value, first.datatype.value).first if first else date.min
    end = interval(last.value, last.datatype.value).last if last else date.max
    return Interval(start, end)


def independent_origins(
    store: Store, only: Iterable[NamedNode] | None = None
) -> dict[NamedNode, NamedNode]:
    """Return, for each document or claim that relays others, the document or origin it goes back to.

    Of all in the store, or at least of the given ones.
    A document with several origins goes back to the first by IRI, and origins that share a relay
    stay apart: counting too few witnesses is the lesser error, so a loop ends at its first member.
    """
    parents: dict[NamedNode, NamedNode] = {}
    query = load("document_derivations")
    for row in store.select(query) if only is None else _leading_back(store, query, only):
        parents.setdefault(_node(row["document"]), _node(row["origin"]))
    return {document: _root(document, parents) for document in parents}


def _leading_back(store: Store, query: str, only: Iterable[NamedNode]) -> Iterator[Row]:
    """Yield the rows of some documents and claims, and of whatever these go back to."""
    seen: set[Term | None] = set()
    waiting: list[NamedNode] = [*only]
    while waiting:
        node = waiting.pop()
        if node not in seen:
            seen.add(node)
            rows = [*store.select(query, {"document": node})]
            yield from rows
            waiting.extend(_node(row["origin"]) for row in rows)


def primary_documents(
    store: Store, only: Iterable[NamedNode] | None = None
) -> frozenset[NamedNode]:
    """Return the documents that were issued by who took part in the events, of all or the given ones."""
    query = load("primary_documents")
    bindings = [None] if only is None else [{"document": one} for one in only]
    rows = chain.from_iterable(store.select(query, bound) for bound in bindings)
    return frozenset(_node(row["document"]) for row in rows)


def _root(document: NamedNode, parents: Mapping[NamedNode, NamedNode]) -> NamedNode:
    seen = [document]
    while (parent := parents.get(seen[-1])) is not None:
        if parent in seen:
            return min(seen[seen.index(parent) :], key=str)
        seen.append(parent)
    return seen[-1]
