"""What of the index of statements a change touches, and the part of the store that it is made of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kzgraph.derive.relays import is_claim, pointing, relaying, resting_on
from kzgraph.identifiers import ENTITIES_GRAPH, TERMS
from kzgraph.rdf import DefaultGraph, NamedNode, Quad, Triple
from kzgraph.store import EmbeddedStore, Store
from kzgraph.vocab import KZ, OA, PROV, RDF_TYPE, RDFS, SKOS

_MOST: Final = 5_000
"""Things and claims; beyond that the whole index is made anew."""

_TYPE, _ABOVE, _LABEL = (NamedNode(iri) for iri in (RDF_TYPE, RDFS + "subClassOf", RDFS + "label"))
_SECTOR, _DOCUMENT = NamedNode(KZ + "Sector"), NamedNode(KZ + "Document")
_EVIDENCE, _PARTY = NamedNode(KZ + "evidence"), NamedNode(KZ + "conflictingClaim")
_SOURCE, _SELECTOR = NamedNode(OA + "hasSource"), NamedNode(OA + "hasSelector")
_ORIGIN, _KIND = NamedNode(PROV + "wasDerivedFrom"), NamedNode(KZ + "documentKind")
_BROADER, _NAME = NamedNode(SKOS + "broader"), NamedNode(SKOS + "prefLabel")
_OF_PASSAGE: Final = frozenset((_SOURCE, _SELECTOR, NamedNode(KZ + "sha256")))
_OF_SELECTOR: Final = frozenset((NamedNode(OA + "start"), NamedNode(OA + "end")))


@dataclass(frozen=True)
class Touched:
    """Claims, and all other things, whose rows a change can alter.

    Things are documents, observations, amounts, conflicts, entities and whatever has a label.
    """

    claims: frozenset[NamedNode]
    things: frozenset[NamedNode]


def touched_by(changed: Iterable[Triple], stores: Sequence[Store]) -> Touched | None:
    """Return what a change of triples touches, or None where that is nearly everything.

    ``stores`` hold the data before and after. A claim is touched by its passages, by the origin and
    the kind of its document, and by the conflicts that it is party to.
    """
    triples = [triple for triple in changed if isinstance(triple.subject, NamedNode)]
    if any(_is_far(triple) for triple in triples):
        return None
    things = {triple.subject for triple in triples if isinstance(triple.subject, NamedNode)}
    claims = {thing for thing in things if is_claim(thing, stores)}
    for triple in triples:
        if isinstance(triple.subject, NamedNode) and len(claims) + len(things) <= _MOST:
            claims.update(_citing(triple.subject, triple, stores))
    conflicts = _in_dispute(claims, things, stores)
    if len(claims) + len(things) > _MOST:
        return None
    return Touched(frozenset(claims), frozenset(things | conflicts))


def _is_far(triple: Triple) -> bool:
    """Tell whether a triple is about a term of ours, or about which sector is part of which."""
    subject = triple.subject
    if isinstance(subject, NamedNode) and subject.value.startswith(TERMS):
        return True
    return triple.predicate == _BROADER or triple.object == _SECTOR


def _citing(node: NamedNode, triple: Triple, stores: Sequence[Store]) -> Iterator[NamedNode]:
    """Yield the claims that rest on a node of which a triple has changed."""
    if triple.predicate in _OF_PASSAGE:
        yield from pointing(node, _EVIDENCE, stores)
    elif triple.predicate in _OF_SELECTOR:
        for passage in pointing(node, _SELECTOR, stores):
            yield from pointing(passage, _EVIDENCE, stores)
    elif triple.predicate in (_ORIGIN, _KIND) or triple.object == _DOCUMENT:
        for relay in relaying(node, stores):
            yield from resting_on(relay, stores)


def _in_dispute(
    claims: set[NamedNode], things: Iterable[NamedNode], stores: Sequence[Store]
) -> set[NamedNode]:
    """Return the conflicts of claims and those that changed; add to the claims all that are party."""
    conflicts: set[NamedNode] = set()
    found = {thing for thing in things if _parties(thing, stores)}
    found.update(one for claim in claims for one in pointing(claim, _PARTY, stores))
    while found:
        conflicts |= found
        new = {claim for one in found for claim in _parties(one, stores)} - claims
        claims |= new
        found = {one for claim in new for one in pointing(claim, _PARTY, stores)} - conflicts
    return conflicts


def _parties(conflict: NamedNode, stores: Sequence[Store]) -> set[NamedNode]:
    found = (triple.object for store in stores for triple in store.about(conflict, _PARTY))
    return {claim for claim in found if isinstance(claim, NamedNode)}


def part_of(store: Store, touched: Touched) -> Store:
    """Return a store in memory with all that the rows of what is touched are made of."""
    told = {triple for node in touched.things | touched.claims for triple in store.about(node)}
    told |= _sources(store, {t.object for t in told if t.predicate == _EVIDENCE} | touched.claims)
    told |= _classes(store, {t.object for t in told if t.predicate == _TYPE})
    nodes = {node for triple in told for node in triple if isinstance(node, NamedNode)}
    told.update(triple for node in nodes for triple in store.about(node, _LABEL))
    part = EmbeddedStore.in_memory()
    part.load(_quads(store, told))
    return part


def _quads(store: Store, triples: Iterable[Triple]) -> Iterator[Quad]:
    """Yield triples of the default graph, and of entities those that make them ones."""
    for triple in triples:
        yield Quad(triple.subject, triple.predicate, triple.object, DefaultGraph())
        if triple.predicate in (_TYPE, _NAME) and store.is_named(triple, ENTITIES_GRAPH):
            graph = NamedNode(ENTITIES_GRAPH)
            yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _sources(store: Store, evidence: Iterable[object]) -> set[Triple]:
    """Return what is said of passages, of their documents' kinds and of whatever those go back to."""
    told: set[Triple] = set()
    seen: set[NamedNode] = set()
    nodes = {node for node in evidence if isinstance(node, NamedNode)}
    while nodes:
        seen |= nodes
        new = {
            triple
            for node in nodes
            for prop in (*_OF_PASSAGE, *_OF_SELECTOR, _ORIGIN, _KIND, _TYPE)
            for triple in store.about(node, prop)
        }
        told |= new
        ends = (t.object for t in new if t.predicate not in (_TYPE, _KIND))
        nodes = {node for node in ends if isinstance(node, NamedNode)} - seen
    return told


def _classes(store: Store, classes: Iterable[object]) -> set[Triple]:
    """Return what makes some classes classes, and those above them."""
    told: set[Triple] = set()
    nodes = {node for node in classes if isinstance(node, NamedNode)}
    while nodes:
        new = {t for node in nodes for t in (*store.about(node, _ABOVE), *store.about(node, _TYPE))}
        above = (t.object for t in new - told if t.predicate == _ABOVE)
        nodes = {node for node in above if isinstance(node, NamedNode)}
        told |= new
    return told
