"""Facets of a list of entities: what else it can be filtered by, and how many that would leave."""

from typing import Final

import numpy as np

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
    values = values_of(graph, name, view)
    counts = values.counts(asked.all_but(name))
    total = int(np.count_nonzero(counts))
    # Classes of other vocabularies have no short name to filter by; there are few classes.
    least = (
        1
        if name == "type" or total <= MOST_VALUES
        else -np.partition(-counts, MOST_VALUES)[MOST_VALUES - 1]
    )
    numbers = dict(
        zip(values.numbers[counts >= least].tolist(), counts[counts >= least].tolist(), strict=True)
    )
    found = [
        FacetValue(_short(name, value), value.text, numbers[number])
        for number, value in graph.statements.terms(numbers).items()
        if name != "type" or (value.iri or "").startswith(TERMS)
    ]
    found.sort(key=lambda value: (-value.count, value.label, value.id))
    return Facet(tuple(found[:MOST_VALUES]), len(found) if name == "type" else total)


def _short(name: FacetName, value: Value) -> str:
    iri = value.iri or ""
    return compact(iri) if name in ("country", "sector") else slug_of(iri)
