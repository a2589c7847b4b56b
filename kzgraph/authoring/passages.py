"""Passages as rows name them: a start, an end and a digest; their IRIs follow from these."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kzgraph.identifiers import thing
from kzgraph.rdf import Literal, NamedNode, Triple
from kzgraph.vocab import KZ, OA, RDF_TYPE


@dataclass(frozen=True, order=True)
class PassageAt:
    """A passage of a document: where it begins, where it has ended, and the digest of its words."""

    start: int
    end: int
    sha256: str

    def node(self, source: str) -> NamedNode:
        """Return the IRI of the passage."""
        return NamedNode(thing("passage", f"{source}-{self.start}-{self.end}"))

    def selector(self, source: str) -> NamedNode:
        """Return the IRI of its position."""
        return NamedNode(thing("selector", f"{source}-{self.start}-{self.end}"))

    def triples(self, source: str) -> Iterator[Triple]:
        """Yield what is said of the passage and of its selector."""
        passage = self.node(source)
        selector = self.selector(source)
        kind, document = NamedNode(RDF_TYPE), NamedNode(thing("document", source))
        yield Triple(passage, kind, NamedNode(KZ + "Passage"))
        yield Triple(passage, NamedNode(OA + "hasSource"), document)
        yield Triple(passage, NamedNode(OA + "hasSelector"), selector)
        yield Triple(passage, NamedNode(KZ + "sha256"), Literal(self.sha256))
        yield Triple(selector, kind, NamedNode(OA + "TextPositionSelector"))
        yield Triple(selector, NamedNode(OA + "start"), Literal(self.start))
        yield Triple(selector, NamedNode(OA + "end"), Literal(self.end))


def read_passages(source: str, triples: Iterable[Triple]) -> dict[str, PassageAt]:
    """Return the passages among some triples by IRI: those of which everything fits into a row."""
    said = set(triples)
    selectors = {t.subject: t.object for t in said if t.predicate.value == OA + "hasSelector"}
    digests = {t.subject: t.object for t in said if t.predicate.value == KZ + "sha256"}
    ends = {(t.subject, t.predicate.value): t.object for t in said}
    found = {}
    for node, selector in selectors.items():
        if not isinstance(selector, NamedNode):
            continue
        start, end = (ends.get((selector, OA + place)) for place in ("start", "end"))
        told = (start, end, digests.get(node))
        if all(isinstance(term, Literal) for term in told) and isinstance(node, NamedNode):
            passage = _passage(*(term.value for term in told if isinstance(term, Literal)))
            if passage and set(passage.triples(source)) <= said and passage.node(source) == node:
                found[node.value] = passage
    return found


def _passage(start: str, end: str, sha256: str) -> PassageAt | None:
    digits = (start.isdecimal() and end.isdecimal()) and start.isascii() and end.isascii()
    return PassageAt(int(start), int(end), sha256) if digits else None
