"""Finding things by the values of their properties, for questions that give no name."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, text_of, text_or_empty
from kzgraph.reconciliation.catalogue import Catalogue
from kzgraph.reconciliation.compare import Comparison
from kzgraph.reconciliation.model import Condition, Given, Reference
from kzgraph.reconciliation.spaces import Space
from kzgraph.reconciliation.terms import (
    IRI,
    NAME,
    OTHER_NAMES,
    TYPE,
    WIKIDATA,
    iri_of,
    is_iri,
    language_of,
)

_MOST: Final = 1000
"""Things that are looked at for a condition."""


def having(
    catalogue: Catalogue, space: Space, compared: Comparison, conditions: Iterable[Condition]
) -> dict[str, None]:
    """Return the things that meet one of the conditions or nearly do, in a fixed order."""
    found: dict[str, None] = {}
    for condition in conditions:
        if condition.quantifier != "none":
            for given in condition.values:
                things = _with(catalogue, space, compared, condition.property, given)
                found |= dict.fromkeys(islice(things, _MOST))
    return {iri: None for iri in sorted(found) if catalogue.is_thing(iri)}


def _with(
    catalogue: Catalogue, space: Space, compared: Comparison, prop: str, given: Given
) -> Iterator[str]:
    name = given.id if isinstance(given, Reference) else str(given)
    if prop in (NAME, OTHER_NAMES) or language_of(prop) is not None:
        yield from compared.meant(name)
    elif prop in (WIKIDATA, IRI):
        yield space.iri_of(name) or ""
    elif prop == TYPE:
        kind = iri_of(name)
        yield from sorted(catalogue.members(kind)) if is_iri(kind) else ()
    else:
        yield from _stated(catalogue, space, compared, prop, given)


def _stated(
    catalogue: Catalogue, space: Space, compared: Comparison, prop: str, given: Given
) -> Iterator[str]:
    store, node = catalogue.graph.store, NamedNode(prop)
    if isinstance(given, Reference):
        meant = [space.iri_of(given.id) or given.id]
    else:
        meant = list(compared.meant(given)) if isinstance(given, str) else []
        bound: dict[str, NamedNode | Literal] = {"property": node, "text": Literal(str(given))}
        rows = store.select(load("reconcile_having"), bound)
        yield from (text_or_empty(row["thing"]) for row in rows)
    for iri in meant:
        if is_iri(iri):
            yield from (text_of(t.subject) for t in store.pointing_to(NamedNode(iri), node))
