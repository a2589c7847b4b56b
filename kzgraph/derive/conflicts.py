"""Conflicts: asserted claims that give one subject two values of a single-valued property."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from itertools import combinations

from kzgraph.dates import interval, is_partial_date
from kzgraph.derive.claims import ASSERTED, DEPRECATED, PREFERRED, SourceClaim
from kzgraph.derive.facts import named_by
from kzgraph.identifiers import DERIVED_GRAPH
from kzgraph.rdf import Literal, NamedNode, Quad, Term
from kzgraph.vocab import KZ, RDF_TYPE

_GRAPH = NamedNode(DERIVED_GRAPH)


def conflict_quads(claims: Iterable[SourceClaim], single: Set[Term | None]) -> Iterator[Quad]:
    """Return one record for each subject and property with claims that cannot all be true.

    A conflict is resolved when the claims of the best rank agree; ranks stand in the data, with
    their reasons. A date that lies within another of less precision does not conflict with it.
    """
    groups = defaultdict(list)
    for claim in claims:
        if claim.modality == ASSERTED and claim.predicate in single:
            groups[claim.subject, claim.predicate].append(claim)
    for (subject, predicate), group in groups.items():
        clashing = _clashing(group)
        if clashing:
            yield from _record(subject, predicate, clashing)


def _clashing(group: list[SourceClaim]) -> list[SourceClaim]:
    """Return the claims that contradict at least one other claim of the group."""
    pairs = [pair for pair in combinations(group, 2) if _contradict(*pair)]
    return sorted({claim for pair in pairs for claim in pair}, key=lambda claim: claim.iri.value)


def _contradict(one: SourceClaim, other: SourceClaim) -> bool:
    if one.held and other.held and not one.held.overlaps(other.held):
        return False
    return not _compatible(one.object, other.object)


def _compatible(one: NamedNode | Literal, other: NamedNode | Literal) -> bool:
    if one == other:
        return True
    if not (isinstance(one, Literal) and isinstance(other, Literal)):
        return False
    if not (is_partial_date(one.datatype.value) and is_partial_date(other.datatype.value)):
        return False
    first = interval(one.value, one.datatype.value)
    second = interval(other.value, other.datatype.value)
    return first.contains(second) or second.contains(first)


def _record(
    subject: NamedNode, predicate: NamedNode, clashing: list[SourceClaim]
) -> Iterator[Quad]:
    conflict = named_by("conflict", subject, predicate)
    best = [claim for claim in clashing if claim.rank == PREFERRED] or [
        claim for claim in clashing if claim.rank != DEPRECATED
    ]
    status = "OpenConflict" if _clashing(best) else "ResolvedConflict"
    yield Quad(conflict, NamedNode(RDF_TYPE), NamedNode(KZ + "Conflict"), _GRAPH)
    yield Quad(conflict, NamedNode(KZ + "conflictSubject"), subject, _GRAPH)
    yield Quad(conflict, NamedNode(KZ + "conflictProperty"), predicate, _GRAPH)
    yield Quad(conflict, NamedNode(KZ + "conflictStatus"), NamedNode(KZ + status), _GRAPH)
    for claim in clashing:
        yield Quad(conflict, NamedNode(KZ + "conflictingClaim"), claim.iri, _GRAPH)
