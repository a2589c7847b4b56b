"""What an editor of queries offers while one types: classes and properties, the most used first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kzgraph.describe.statistics import Statistics
from kzgraph.queries import load
from kzgraph.rdf import text_or_empty
from kzgraph.read.graph import Graph
from kzgraph.read.vocabulary import VocabularyTerm


@dataclass(frozen=True)
class Offered:
    """Classes and properties of a release, and its states by IRI with their codes.

    Codes are the three digits of ISO 3166-1, by which states stand on maps.
    """

    classes: tuple[VocabularyTerm, ...]
    properties: tuple[VocabularyTerm, ...]
    states: Mapping[str, str]


def offered(graph: Graph, statistics: Statistics) -> Offered:
    """Return what there is to write queries with. Raises ``StoreError``."""
    instances = {counted.iri: counted.found for counted in statistics.classes}
    triples = {used.property: used.triples for used in statistics.properties}
    vocabulary = graph.vocabulary
    return Offered(
        _by_use(vocabulary.classes, instances),
        _by_use(vocabulary.properties, triples),
        _codes(graph),
    )


def _by_use(
    terms: Iterable[VocabularyTerm], found: Mapping[str, int]
) -> tuple[VocabularyTerm, ...]:
    return tuple(sorted(terms, key=lambda term: (-found.get(term.iri, 0), term.iri)))


def _codes(graph: Graph) -> dict[str, str]:
    rows = graph.store.select(load("place_codes"))
    told = ((text_or_empty(row["thing"]), text_or_empty(row["numeric"])) for row in rows)
    return {state: numeric for state, numeric in told if numeric}
