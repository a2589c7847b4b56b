"""Completing what somebody types: things, classes and properties, a page at a time."""

from collections.abc import Collection
from typing import Final

from kzgraph.names.complete import MOST
from kzgraph.reconciliation.candidates import types_of
from kzgraph.reconciliation.catalogue import Catalogue
from kzgraph.reconciliation.model import Suggested, Term
from kzgraph.reconciliation.spaces import Space
from kzgraph.reconciliation.terms import Terms, general

PAGE: Final = 10
"""Things that are suggested at a time; the cursor says how many to skip."""

TERMS_PAGE: Final = 100
"""Classes or properties at a time: nobody knows their names beforehand."""


def entities(
    catalogue: Catalogue,
    space: Space,
    typed: str,
    cursor: int = 0,
    *,
    type_name: str = "",
    language: str | None = None,
) -> list[Suggested]:
    """Return the things that may be meant, the likeliest first.

    ``type_name`` keeps things of a class. Raises ``BadRequestError`` for one that there is not.
    """
    iri = catalogue.types.find(type_name, "type").iri if type_name else None
    among = catalogue.members(iri) if iri else None
    found = dict.fromkeys(_found(catalogue, space, typed, among, cursor, language))
    own = ((name, shown) for name in found if (shown := space.id_of(name)))
    page = list(own)[cursor : cursor + PAGE]
    return [_suggested(catalogue, name, shown, language) for name, shown in page]


def types(catalogue: Catalogue, typed: str, cursor: int = 0) -> list[Term]:
    """Return the classes with a label that begins so, in any language; all for nothing typed."""
    return _page(catalogue.types, typed, cursor)


def properties(catalogue: Catalogue, typed: str, cursor: int = 0) -> list[Term]:
    """Return the properties with a label that begins so; ``name:fr`` is one as well."""
    named = general(typed.strip()) if ":" in typed else None
    found = _page(catalogue.properties, typed, cursor)
    return [named, *found] if named and not cursor else found


def _page(terms: Terms, typed: str, cursor: int) -> list[Term]:
    return terms.begun(typed)[cursor : cursor + TERMS_PAGE]


def _found(
    catalogue: Catalogue,
    space: Space,
    typed: str,
    among: Collection[str] | None,
    cursor: int,
    language: str | None,
) -> list[str]:
    """Return the thing whose id was typed, then the likeliest, then all that a search finds."""
    graph = catalogue.graph
    own = space.iri_of(typed.strip())
    first = graph.completer.complete(typed, language=language or "en", among=among, limit=MOST)
    found = [match.iri for match in first]
    if cursor or len(found) >= MOST or space.name != "own":
        found += [match.iri for match in graph.names.find(typed, among=among).matches]
    return [own, *found] if own and (among is None or own in among) else found


def _suggested(catalogue: Catalogue, iri: str, name: str, language: str | None) -> Suggested:
    shown = catalogue.shown(iri, language)
    return Suggested(name, shown.name, shown.description, types_of(catalogue, shown.types))
