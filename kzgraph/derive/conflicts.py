"""Conflicts: claims about one thing that cannot all be true, and what kind of difference it is."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from itertools import combinations

from kzgraph.derive.claims import DEPRECATED, PREFERRED, SourceClaim
from kzgraph.derive.facts import named_by
from kzgraph.derive.kinds import COMPARED, DENIED, Party, Worth, kind_of
from kzgraph.identifiers import DERIVED_GRAPH
from kzgraph.rdf import NamedNode, Quad, Term
from kzgraph.vocab import KZ, RDF_TYPE

_GRAPH = NamedNode(DERIVED_GRAPH)

Pair = tuple[Party, Party, str]
"""Two claims, and the kind of their difference."""


def conflict_quads(
    claims: Iterable[SourceClaim], single: Set[Term | None], worth: Worth
) -> Iterator[Quad]:
    """Return one record for each subject and property with claims that cannot all be true.

    They give two values to a single-valued property (``single``), or one denies what another says,
    or they name one value otherwise. A conflict is resolved when the claims of the best rank agree;
    ranks stand in the data, with their reasons.
    """
    groups = defaultdict(list)
    for claim in claims:
        if claim.modality in COMPARED:
            groups[claim.subject, claim.predicate].append(worth.party(claim))
    for (subject, predicate), group in groups.items():
        alike = [group] if predicate in single else _of_one_value(group)
        pairs = [pair for parties in alike for pair in _clashing(parties, worth)]
        if pairs:
            yield from _record(subject, predicate, pairs)


def _of_one_value(group: list[Party]) -> Iterable[list[Party]]:
    """Part claims by their values: a property of many values has a conflict about each alone."""
    values = defaultdict(list)
    for party in group:
        if party.claim.modality == DENIED or party.told("statedAs"):
            values[party.claim.object].append(party)
    denied = {value for value, parties in values.items() if _denies(parties)}
    for party in group:
        if party.claim.object in denied and party not in values[party.claim.object]:
            values[party.claim.object].append(party)
    return values.values()


def _denies(parties: list[Party]) -> bool:
    return any(party.claim.modality == DENIED for party in parties)


def _clashing(group: list[Party], worth: Worth) -> list[Pair]:
    """Return the pairs of claims that differ, each with the kind of the difference."""
    kinds = ((one, other, kind_of(one, other, worth)) for one, other in combinations(group, 2))
    return [(one, other, kind) for one, other, kind in kinds if kind is not None]


def _record(subject: NamedNode, predicate: NamedNode, pairs: list[Pair]) -> Iterator[Quad]:
    conflict = named_by("conflict", subject, predicate)
    claims = sorted({p.claim for pair in pairs for p in pair[:2]}, key=lambda c: c.iri.value)
    status = "ResolvedConflict" if _settled(pairs, claims) else "OpenConflict"
    yield Quad(conflict, NamedNode(RDF_TYPE), NamedNode(KZ + "Conflict"), _GRAPH)
    yield Quad(conflict, NamedNode(KZ + "conflictSubject"), subject, _GRAPH)
    yield Quad(conflict, NamedNode(KZ + "conflictProperty"), predicate, _GRAPH)
    yield Quad(conflict, NamedNode(KZ + "conflictStatus"), NamedNode(KZ + status), _GRAPH)
    for kind in sorted({kind for _, _, kind in pairs}):
        yield Quad(conflict, NamedNode(KZ + "conflictKind"), NamedNode(KZ + kind), _GRAPH)
    for claim in claims:
        yield Quad(conflict, NamedNode(KZ + "conflictingClaim"), claim.iri, _GRAPH)


def _settled(pairs: list[Pair], claims: list[SourceClaim]) -> bool:
    """Tell whether no two of the claims that count differ: the preferred ones, or the undeprecated."""
    preferred = {claim for claim in claims if claim.rank == PREFERRED}
    best = preferred or {claim for claim in claims if claim.rank != DEPRECATED}
    return not any(one.claim in best and other.claim in best for one, other, _ in pairs)
