"""Facets of a list of entities: what else it can be filtered by, and how many that would leave."""

from typing import Final

from kzgraph.identifiers import TERMS, compact, slug_of
from kzgraph.model import Value
from kzgraph.model.entities import Facet, FacetValue
from kzgraph.read.entity_filter import Parts, values_of
from kzgraph.read.entity_sets import FacetName
from kzgraph.read.graph import Graph
from kzgraph.statements import View

MOST_VALUES: Final = 100
"""Values of a facet, the commonest first."""


def facet(graph: Graph, asked: Parts, view: View, name: FacetName) -> Facet:
    """Return the values of a facet among the entities that all other filters leave.

    It shows what another choice of it would give, so its own filter does not count.
    """
    among = asked.all_but(name)
    counts = {
        value: (entities & among).bit_count()
        for value, entities in values_of(graph, name, view).items()
    }
    terms = graph.statements.terms(number for number, count in counts.items() if count)
    found = [
        FacetValue(_short(name, value), value.text, counts[number])
        for number, value in terms.items()
        # Classes of other vocabularies have no short name to filter by.
        if name != "type" or (value.iri or "").startswith(TERMS)
    ]
    found.sort(key=lambda value: (-value.count, value.label, value.id))
    return Facet(tuple(found[:MOST_VALUES]), len(found))


def _short(name: FacetName, value: Value) -> str:
    iri = value.iri or ""
    return compact(iri) if name in ("country", "sector") else slug_of(iri)
