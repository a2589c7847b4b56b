"""One thing as linked data: what is said of it, what points to it, and the records of its facts.

The description is bounded, for a state of a large graph is pointed to by everything. It is made of
look-ups of one node each: a query that joins labels reads all labels there are.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from kzgraph.errors import NotFoundError
from kzgraph.rdf import NamedNode, Triple
from kzgraph.store import Store
from kzgraph.vocab import FOAF, KZ, RDF, RDF_TYPE, RDFS, SKOS, VOID

MOST_STATEMENTS: Final = 5000
MOST_MENTIONS: Final = 2000

_NAME: Final = NamedNode(SKOS + "prefLabel")
_LABEL: Final = NamedNode(RDFS + "label")
_ENDS: Final = (NamedNode(RDF + "subject"), NamedNode(RDF + "object"))
_IS_FACT: Final = (NamedNode(RDF_TYPE), NamedNode(KZ + "Fact"))


def is_described(store: Store, iri: str) -> bool:
    """Tell whether anything is said of a thing."""
    return any(True for _ in store.about(NamedNode(iri)))


def is_named(store: Store, iri: str) -> bool:
    """Tell whether a thing has a name that people read; entities do, passages and records do not."""
    return any(triple.predicate == _NAME for triple in store.about(NamedNode(iri)))


def describe_thing(store: Store, iri: str, document: str, dataset: str) -> list[Triple]:
    """Return the triples that describe a thing, each once, those of the thing itself first.

    After them come what points to it, the records of its facts, and the labels of whatever was
    named; and what the document is in which all this stands: about the thing, of the dataset.
    Raises ``NotFoundError`` when nothing is said of the thing.
    """
    node = NamedNode(iri)
    own = list(islice(store.about(node), MOST_STATEMENTS))
    if not own:
        raise NotFoundError("thing", iri)
    mentions = list(islice(store.pointing_to(node), MOST_MENTIONS))
    parts = (
        own,
        mentions,
        _fact_records(store, mentions),
        _labels(store, [*own, *mentions], node),
        _document(NamedNode(document), node, NamedNode(dataset)),
    )
    return list(dict.fromkeys(triple for part in parts for triple in part))


def _fact_records(store: Store, mentions: Iterable[Triple]) -> Iterator[Triple]:
    """Yield the records of the facts that have the thing as subject or object."""
    for mention in mentions:
        if mention.predicate in _ENDS and isinstance(mention.subject, NamedNode):
            record = list(store.about(mention.subject))
            if any((triple.predicate, triple.object) == _IS_FACT for triple in record):
                yield from record


def _labels(store: Store, triples: Iterable[Triple], thing: NamedNode) -> Iterator[Triple]:
    """Yield the labels of all that triples name, beside the thing itself."""
    terms = (term for t in triples for term in (t.subject, t.predicate, t.object))
    for node in dict.fromkeys(term for term in terms if isinstance(term, NamedNode)):
        if node != thing:
            yield from (triple for triple in store.about(node) if triple.predicate == _LABEL)


def _document(document: NamedNode, thing: NamedNode, dataset: NamedNode) -> Iterator[Triple]:
    yield Triple(document, NamedNode(FOAF + "primaryTopic"), thing)
    yield Triple(document, NamedNode(VOID + "inDataset"), dataset)
