"""What lists of entities are filtered by."""

import difflib
from dataclasses import dataclass

from kzgraph.errors import BadRequestError
from kzgraph.identifiers import TERMS, slug_of
from kzgraph.queries import load
from kzgraph.rdf import text_or_empty
from kzgraph.read.entity_pairs import Flags, Pairs
from kzgraph.read.entity_sets import FACETS, FacetName
from kzgraph.read.graph import Graph
from kzgraph.read.names import document_iri, term_iri, thing_iri
from kzgraph.statements import View
from kzgraph.statements.view import ASSERTED

_MOST_FOUND = 1000
"""Entities that a name may mean at the most."""


@dataclass(frozen=True)
class EntityFilter:
    """Which entities are wanted; None leaves a part open, and all the others hold together.

    ``type`` is a class such as ``Company``, whose subclasses count as well. ``country`` and
    ``sector`` are ids such as ``state/kaz``: those that a statement joins an entity with, and a
    sector has its parts. ``source`` is a document that speaks of it. ``q`` is a name in any spelling.
    """

    type: str | None = None
    country: str | None = None
    sector: str | None = None
    source: str | None = None
    q: str | None = None


@dataclass(frozen=True)
class Parts:
    """A filter as sets of entities, one for each part of it that is given.

    ``relevance`` has the entities that a name means, by number, each with a key that sorts the
    surest first.
    """

    sets: dict[str, Flags]
    relevance: dict[int, str]

    def all_but(self, part: str = "") -> Flags:
        """Return the entities for which all parts hold, one of them left out."""
        found = self.sets["all"]
        for name, entities in self.sets.items():
            if name != part:
                found = found & entities
        return found


def parts(graph: Graph, wanted: EntityFilter, view: View) -> Parts:
    """Return a filter as sets. Raises ``BadRequestError`` for a class that there is not."""
    sets = {"all": graph.entities.everything}
    relevance: dict[int, str] = {}
    for name in FACETS:
        text = getattr(wanted, name)
        if text is not None:
            sets[name] = values_of(graph, name, view).having(_number(graph, name, text))
    if wanted.q is not None:
        relevance = _relevance(graph, wanted.q)
        sets["q"] = graph.entities.of(relevance)
    if narrows(view):
        sets["view"] = graph.entities.under(view).spoken_of
    return Parts(sets, relevance)


def values_of(graph: Graph, facet: FacetName, view: View) -> Pairs:
    """Return the values of a facet under a view, with the entities that have them."""
    if facet == "type":
        return graph.entities.types
    return graph.entities.under(view).facets[facet]


def narrows(view: View) -> bool:
    """Tell whether a view keeps only the entities that its claims speak of.

    Entities are curated, and there without claims; but not where somebody asks what was known on a
    day, what several witnesses say, or what is planned.
    """
    if view.valid_on or view.known_on or view.min_corroboration > 1:
        return True
    return view.modalities is not None and not view.modalities >= ASSERTED


def _number(graph: Graph, name: FacetName, text: str) -> int:
    """Return the number of what a part of a filter names; 0, which nothing has, for the unknown."""
    if name == "type":
        return _class(graph, text)
    iri = document_iri(text) if name == "source" else thing_iri(text)
    return graph.statements.number_of(iri) or 0


def _class(graph: Graph, name: str) -> int:
    iri = term_iri(name)
    number = graph.statements.number_of(iri) or 0
    if number not in graph.entities.types.numbers:
        classes = {text_or_empty(row["class"]) for row in graph.store.select(load("classes"))}
        if iri not in classes:
            raise BadRequestError(_no_class(name, classes))
    return number


def _no_class(name: str, classes: set[str]) -> str:
    known = {slug_of(iri).casefold(): slug_of(iri) for iri in classes if iri.startswith(TERMS)}
    near = difflib.get_close_matches(slug_of(name).casefold(), known, n=1)
    hint = f" Did you mean {known[near[0]]!r}?" if near else ""
    return f"There is no class {name!r} in the ontology.{hint}"


def _relevance(graph: Graph, query: str) -> dict[int, str]:
    matches = graph.names.search(query, limit=_MOST_FOUND)
    keys = {match.iri: f"{1 - match.score:.4f} {match.iri}" for match in matches}
    return {number: keys[iri] for iri, number in graph.statements.numbers_of(keys).items()}
