"""Facts: the direct triples that follow from claims, each with a record of its reasons."""

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from functools import cache

from kzgraph.derive.claims import Origins, SourceClaim
from kzgraph.identifiers import DERIVED_GRAPH, FACTS_GRAPH
from kzgraph.rdf import Literal, NamedNode, Quad
from kzgraph.vocab import ID, KZ, RDF_TYPE, STATEMENT, XSD

_RECORDS = NamedNode(DERIVED_GRAPH)
_FACTS = NamedNode(FACTS_GRAPH)
_TYPE, _FACT, _SUPPORTED = map(NamedNode, (RDF_TYPE, KZ + "Fact", KZ + "supportedBy"))
_PARTS = tuple(map(NamedNode, STATEMENT))
_COUNTED = (NamedNode(KZ + "corroboration"), NamedNode(KZ + "primaryCorroboration"))


def named_by(kind: str, *parts: object) -> NamedNode:
    """Return an IRI whose slug is a hash of the parts: the same content has the same name."""
    spelled = "\n".join(str(part) for part in parts)
    return NamedNode(f"{ID}{kind}/{hashlib.sha256(spelled.encode()).hexdigest()[:16]}")


def fact_quads(
    claims: Iterable[SourceClaim], origins: Origins, primary: Container[NamedNode]
) -> Iterator[Quad]:
    """Return each direct triple once, and its record: the claims behind it and how many witnesses.

    Corroboration is the number of independent documents: relays of one text count once. It is
    told apart how many of them are among the ``primary`` ones.
    """
    support = defaultdict(list)
    for claim in claims:
        if claim.makes_fact:
            support[claim.subject, claim.predicate, claim.object].append(claim)
    for (subject, predicate, value), reasons in support.items():
        yield Quad(subject, predicate, value, _FACTS)
        fact = named_by("fact", subject, predicate, value)
        witnesses = {_witness(claim, origins) for claim in reasons}
        own = {_witness(claim, origins) for claim in reasons if _is_own(claim, origins, primary)}
        yield Quad(fact, _TYPE, _FACT, _RECORDS)
        for part, term in zip(_PARTS, (subject, predicate, value), strict=True):
            yield Quad(fact, part, term, _RECORDS)
        for prop, number in zip(_COUNTED, (witnesses, own), strict=True):
            yield Quad(fact, prop, _integer(len(number)), _RECORDS)
        for claim in reasons:
            yield Quad(fact, _SUPPORTED, claim.iri, _RECORDS)


def _witness(claim: SourceClaim, origins: Origins) -> NamedNode:
    """Return where a claim comes from: its own origin, or else that of its document."""
    return origins.get(claim.iri) or origins.get(claim.document, claim.document)


def _is_own(claim: SourceClaim, origins: Origins, primary: Container[NamedNode]) -> bool:
    """Tell whether a primary document says it for itself: it may pass on what an agency counted."""
    return claim.document in primary and claim.iri not in origins


@cache
def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(XSD + "integer"))
