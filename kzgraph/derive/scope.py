"""How far a change reaches in what is derived.

A fact and its record follow from the claims with one subject, predicate and object, a conflict from
those with one subject and predicate, a label from the names of one thing. So what is derived can
differ only for the statements whose claims the change touched, and for the things that it named.
The date of a document touches its claims; its origin and its kind those of its relays as well.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from kzgraph.derive.relays import is_claim, pointing, relaying, resting_on
from kzgraph.rdf import NamedNode, Triple
from kzgraph.store import Store
from kzgraph.vocab import DCTERMS, KZ, OA, PROV, QUDT, RDF_TYPE, SCHEMA, SKOS, STATEMENT

_MOST = 1_000
"""Statements and things; beyond that the whole is as quick."""

_SUBJECT, _PREDICATE, _OBJECT = (NamedNode(part) for part in STATEMENT)
_EVIDENCE, _PART = NamedNode(KZ + "evidence"), NamedNode(KZ + "partOfSet")
_OF_CLAIM: Final = frozenset(STATEMENT) | {
    KZ + name
    for names in (
        ("Claim", "modality", "rank", "evidence", "scope", "figureStatus"),
        ("statedAs", "hedge"),
        ("validAt", "validFrom", "validUntil"),
    )
    for name in names
}
_OF_NUMBER: Final = frozenset((QUDT + "hasUnit", KZ + "hedge")) | {
    SCHEMA + name for name in ("value", "minValue", "maxValue", "currency", "unitText")
}
_OF_WITNESS: Final = frozenset((PROV + "wasDerivedFrom", KZ + "Document", KZ + "documentKind"))
_OF_ALL: Final = frozenset(KZ + name for name in ("StatementProperty", "SingleValuedProperty"))


@dataclass(frozen=True)
class Scope:
    """Claims that a change touched, their statements (subject and predicate), and things named."""

    touched: frozenset[NamedNode]
    statements: frozenset[tuple[NamedNode, NamedNode]]
    things: frozenset[NamedNode]

    def claims(self, store: Store) -> frozenset[NamedNode]:
        """Return the touched claims, and all that a store has of the statements."""
        return self.touched | self._stating(store)

    def _stating(self, store: Store) -> set[NamedNode]:
        return {
            triple.subject
            for subject, predicate in self.statements
            for triple in store.pointing_to(subject, _SUBJECT)
            if isinstance(triple.subject, NamedNode)
            and any(t.object == predicate for t in store.about(triple.subject, _PREDICATE))
        }


def scope_of(changed: Iterable[Triple], stores: Sequence[Store]) -> Scope | None:
    """Return how far a change of the named graphs reaches; None where that is far.

    ``stores`` hold the data before and after it. The kind of a property reaches far, and so does
    what touches very many claims.
    """
    claims: set[NamedNode] = set()
    things: set[NamedNode] = set()
    for triple in changed:
        term = _telling(triple)
        if term in _OF_ALL:
            return None
        if isinstance(triple.subject, NamedNode) and len(claims) <= _MOST:
            claims.update(_touched(triple.subject, term, stores))
            if term == SKOS + "prefLabel":
                things.add(triple.subject)
    if len(claims) + len(things) > _MOST:
        return None
    claims |= _beside(claims, stores)
    if len(claims) + len(things) > _MOST:
        return None
    statements = frozenset(_statements(claims, stores))
    return Scope(frozenset(claims), statements, frozenset(things))


def _telling(triple: Triple) -> str:
    """Return the class where a triple gives one, the predicate otherwise."""
    if triple.predicate.value == RDF_TYPE and isinstance(triple.object, NamedNode):
        return triple.object.value
    return triple.predicate.value


def _touched(node: NamedNode, term: str, stores: Sequence[Store]) -> Iterator[NamedNode]:
    """Yield the claims from which something else can follow when this is said of a node, or not."""
    if term in _OF_CLAIM:
        yield node
    elif term == OA + "hasSource":
        yield from pointing(node, _EVIDENCE, stores)
    elif term == DCTERMS + "issued":
        yield from resting_on(node, stores)
    elif term in _OF_WITNESS:
        for relay in relaying(node, stores):
            yield from resting_on(relay, stores)
    if term in _OF_NUMBER:
        yield from pointing(node, _OBJECT, stores)


def _beside(claims: Iterable[NamedNode], stores: Sequence[Store]) -> set[NamedNode]:
    """Return the claims whose value is the part, for claims that a thing is a part of a set.

    Values of one statement are told apart by the sets that they are part of.
    """
    return {
        other
        for claim in claims
        for subject, predicate in _statements([claim], stores)
        if predicate == _PART
        for other in pointing(subject, _OBJECT, stores)
        if is_claim(other, stores)
    }


def _statements(
    claims: Iterable[NamedNode], stores: Iterable[Store]
) -> Iterable[tuple[NamedNode, NamedNode]]:
    for claim, store in product(claims, stores):
        for subject, predicate in product(
            store.about(claim, _SUBJECT), store.about(claim, _PREDICATE)
        ):
            if isinstance(subject.object, NamedNode) and isinstance(predicate.object, NamedNode):
                yield subject.object, predicate.object
