"""Judgements as RDF: the triples of the sure ones, and a record of each, which says who and why.

Records follow the SSSOM data model, a property of its namespace for each column. They are no
``owl:Axiom``, as its RDF has it: a reader of OWL would take the negative ones for assertions.
"""

import hashlib
from collections.abc import Iterable, Iterator
from decimal import Decimal

from kzgraph.identifiers import LINKS_GRAPH, thing
from kzgraph.links.cells import NO_TERM
from kzgraph.links.model import Judgement
from kzgraph.rdf import Literal, NamedNode, Quad
from kzgraph.vocab import KZ, RDF_TYPE, RDFS, SSSOM, XSD

_SHORT = 16
"""Hexadecimal digits of an id: enough for billions of judgements."""


def record_iri(judgement: Judgement) -> str:
    """Return the IRI of the record: one for each pair, relation and set that was searched.

    Its id is a hash of what is judged and not of the verdict, so that a judgement that is revised
    keeps its name.
    """
    judged = (judgement.subject, judgement.predicate, judgement.object or judgement.object_source)
    return thing("link", hashlib.sha256("\n".join(judged).encode()).hexdigest()[:_SHORT])


def quads_of(judgements: Iterable[Judgement]) -> Iterator[Quad]:
    """Yield all that judgements say, in the graph of links."""
    graph = NamedNode(LINKS_GRAPH)
    for judgement in judgements:
        record = NamedNode(record_iri(judgement))
        for name, value in _said(judgement):
            yield Quad(record, NamedNode(name), value, graph)
        if judgement.verdict == "match" and judgement.object is not None:
            subject, relation = NamedNode(judgement.subject), NamedNode(judgement.predicate)
            yield Quad(subject, relation, NamedNode(judgement.object), graph)


def _said(judgement: Judgement) -> Iterator[tuple[str, NamedNode | Literal]]:
    yield RDF_TYPE, NamedNode(KZ + "LinkJudgement")
    yield SSSOM + "subject_id", NamedNode(judgement.subject)
    yield SSSOM + "predicate_id", NamedNode(judgement.predicate)
    yield SSSOM + "object_id", NamedNode(judgement.object or NO_TERM)
    yield KZ + "verdict", Literal(judgement.verdict)
    if judgement.verdict == "no-match":
        yield SSSOM + "predicate_modifier", NamedNode(SSSOM + "NegatedPredicate")
    yield SSSOM + "mapping_justification", NamedNode(judgement.justification)
    yield SSSOM + "mapping_date", Literal(judgement.date.isoformat(), datatype=_type("date"))
    yield from _author(judgement.author)
    if judgement.confidence is not None:
        yield (
            SSSOM + "confidence",
            Literal(_decimal(judgement.confidence), datatype=_type("decimal")),
        )
    if judgement.object_source:
        yield SSSOM + "object_source", NamedNode(judgement.object_source)
    yield from ((KZ + "linkEvidence", Literal(text)) for text in judgement.evidence)
    texts = {
        SSSOM + "subject_label": judgement.subject_label,
        SSSOM + "object_label": judgement.object_label,
        RDFS + "comment": judgement.comment,
    }
    yield from ((name, Literal(text)) for name, text in texts.items() if text)


def _author(author: str) -> Iterator[tuple[str, NamedNode | Literal]]:
    if author.startswith(("http://", "https://", "urn:")):
        yield from ((SSSOM + "author_id", NamedNode(iri)) for iri in author.split("|"))
    else:
        yield SSSOM + "author_label", Literal(author)


def _decimal(value: Decimal) -> str:
    """Write a decimal as Oxigraph does, so that what is loaded is what was hashed."""
    return format(value.normalize(), "f")


def _type(name: str) -> NamedNode:
    return NamedNode(XSD + name)
