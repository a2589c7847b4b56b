"""Lists of entities: filtered, sorted, page by page, with facets."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Final, Literal, cast

import numpy as np

from kzgraph.errors import BadRequestError
from kzgraph.identifiers import compact, slug_of
from kzgraph.model import Part
from kzgraph.model.entities import EntityPage, ListedEntity
from kzgraph.read import cursor as cursors
from kzgraph.read.entity_facets import facet
from kzgraph.read.entity_filter import EntityFilter, Parts, narrows, parts
from kzgraph.read.entity_pairs import Flags
from kzgraph.read.entity_sets import EVERY, FACETS, FacetName, Listed
from kzgraph.read.graph import Graph
from kzgraph.read.names import document_iri
from kzgraph.statements import StatementIndex, View, coverage_of

Sort = Literal["relevance", "name", "-name", "corroboration", "-corroboration", "claims", "-claims"]
"""The order of a list; ``-`` puts the last or the largest first."""

_MOST: Final = 10**9

# Texts that sort as the list is sorted; each ends in what no other entity has.
_KEYS: Final[dict[str, Callable[[Listed], str]]] = {
    "name": lambda entity: entity.sorting,
    "-name": lambda entity: entity.sorting,
    "corroboration": lambda entity: f"{entity.documents:010} {entity.sorting}",
    "-corroboration": lambda entity: f"{_MOST - entity.documents:010} {entity.sorting}",
    "claims": lambda entity: f"{entity.claims:010} {entity.sorting}",
    "-claims": lambda entity: f"{_MOST - entity.claims:010} {entity.sorting}",
}


def list_entities(
    graph: Graph,
    wanted: EntityFilter,
    view: View,
    part: Part,
    sort: Sort | None = None,
    facets: Collection[FacetName] | None = None,
) -> EntityPage:
    """Return a page of entities; sorted by relevance where a name is asked for, by name otherwise.

    ``facets`` says which to count: None means all on the first page, and none on the others.
    Raises ``BadRequestError`` for an unknown class, for relevance without a name, and for a foreign
    cursor.
    """
    order = sort or ("relevance" if wanted.q is not None else "name")
    binding = ("entities", wanted, view, order)
    after = cursors.decode(part.cursor, *binding)
    asked = parts(graph, wanted, view)
    key = _key(order, wanted, asked)
    found = _ordered(graph, asked.all_but(), order, key)
    entities = graph.entities.entities
    start = _start(found, order, lambda place: key(entities[place]), after) if after else 0
    page = [entities[place] for place in found[start : start + part.limit]]
    more = len(found) > start + part.limit
    chosen = (() if part.cursor else FACETS) if facets is None else facets
    return EntityPage(
        _told(graph.statements, page),
        len(found),
        cursors.encode(key(page[-1]), *binding) if more else None,
        coverage=coverage_of(graph.statements, view, _document(graph, wanted)),
        facets={name: facet(graph, asked, view, name) for name in FACETS if name in chosen},
        unseen=_unseen(graph, wanted, view, asked),
    )


def _document(graph: Graph, wanted: EntityFilter) -> int | None:
    """Return the number of the document that the list is kept to; 0, which none has, for no document."""
    if wanted.source is None:
        return None
    return graph.statements.number_of(document_iri(wanted.source)) or 0


def _key(order: str, wanted: EntityFilter, asked: Parts) -> Callable[[Listed], str]:
    if order != "relevance":
        return _KEYS[order]
    if wanted.q is None:
        raise BadRequestError("Entities are sorted by relevance only where `q` gives a name.")
    return lambda entity: asked.relevance[entity.number]


def _ordered(
    graph: Graph, entities: Flags, order: str, key: Callable[[Listed], str]
) -> Sequence[int]:
    """Return the places of entities in an order; only those of a page are looked at themselves."""
    sets = graph.entities
    places = np.flatnonzero(entities)  # by name
    if order == "relevance":
        places = np.array(sorted(places, key=lambda place: key(sets.entities[place])), dtype=int)
    elif not order.endswith("name"):
        column = sets.claims if order.endswith("claims") else sets.documents
        falling = -1 if order.startswith("-") else 1
        places = places[np.argsort(falling * column[places], kind="stable")]
    return cast("Sequence[int]", places[::-1] if order == "-name" else places)


def _start(found: Sequence[int], order: str, key: Callable[[int], str], after: str) -> int:
    """Return where the entities after a key begin."""
    if order == "-name":
        return len(found) - bisect_left(found[::-1], after, key=key)
    return bisect_right(found, after, key=key)


def _unseen(graph: Graph, wanted: EntityFilter, view: View, asked: Parts) -> int:
    """Return how many more entities there are where every claim counts."""
    if not (narrows(view) or wanted.country or wanted.sector or wanted.source):
        return 0
    every = parts(graph, replace(wanted, q=None), EVERY).all_but()
    named = asked.sets.get("q", asked.sets["all"])
    return int(np.count_nonzero(every & named & ~asked.all_but()))


def _told(index: StatementIndex, page: list[Listed]) -> tuple[ListedEntity, ...]:
    types = types_of(index, [entity.number for entity in page])
    return tuple(
        ListedEntity(compact(iri), iri, label, types[number], documents, claims)
        for number, iri, label, _, documents, claims in page
    )


def types_of(index: StatementIndex, numbers: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return the local names of the classes of entities, by their numbers."""
    listed = ",".join(str(int(number)) for number in numbers)
    rows = index.rows(
        f"""SELECT k.entity, t.text FROM entity_class AS k JOIN term AS t ON t.id = k.class
        WHERE k.direct AND k.entity IN ({listed})"""  # numbers
    )
    found: dict[int, list[str]] = defaultdict(list)
    for number, iri in rows:
        found[number].append(slug_of(iri))
    return defaultdict(tuple, {number: tuple(sorted(names)) for number, names in found.items()})
