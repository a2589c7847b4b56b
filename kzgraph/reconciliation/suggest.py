"""Completing what somebody types: things, classes and properties, a page at a time."""

from collections.abc import Collection
from typing import Final, NamedTuple

from kzgraph.names.complete import MOST
from kzgraph.reconciliation.candidates import types_of
from kzgraph.reconciliation.catalogue import Catalogue
from kzgraph.reconciliation.model import Suggested, Term
from kzgraph.reconciliation.spaces import Space
from kzgraph.reconciliation.terms import general

FEW: Final = 10
"""Things that are suggested at a time where nobody says how many."""

MANY: Final = 100
"""Suggestions at a time at the most, and classes or properties: their names nobody knows beforehand."""


class Page(NamedTuple):
    """How many suggestions to skip, and how many to give; None for as many as is usual."""

    skipped: int = 0
    limit: int | None = None

    def bounds(self, usual: int) -> slice:
        """Return which suggestions these are."""
        return slice(self.skipped, self.skipped + min(self.limit or usual, MANY))


FIRST: Final = Page()


def entities(
    catalogue: Catalogue,
    space: Space,
    typed: str,
    page: Page = FIRST,
    *,
    type_name: str = "",
    language: str | None = None,
) -> list[Suggested]:
    """Return the things that may be meant, the likeliest first.

    ``type_name`` keeps things of a class. Raises ``BadRequestError`` for one that there is not.
    """
    iri = catalogue.types.find(type_name, "type").iri if type_name else None
    among = catalogue.members(iri) if iri else None
    bounds = page.bounds(FEW)
    found = dict.fromkeys(_found(catalogue, space, typed, among, bounds.stop, language))
    own = ((name, shown) for name in found if (shown := space.id_of(name)))
    return [_suggested(catalogue, name, shown, language) for name, shown in [*own][bounds]]


def types(catalogue: Catalogue, typed: str, page: Page = FIRST) -> list[Term]:
    """Return the classes with a label that begins so, in any language; all for nothing typed."""
    return catalogue.types.begun(typed)[page.bounds(MANY)]


def properties(catalogue: Catalogue, typed: str, page: Page = FIRST) -> list[Term]:
    """Return the properties with a label that begins so; ``name:fr`` is one as well."""
    named = general(typed.strip()) if ":" in typed else None
    found = catalogue.properties.begun(typed)
    return ([named, *found] if named else found)[page.bounds(MANY)]


def _found(
    catalogue: Catalogue,
    space: Space,
    typed: str,
    among: Collection[str] | None,
    end: int,
    language: str | None,
) -> list[str]:
    """Return the thing whose id was typed, then the likeliest, then all that a search finds."""
    graph = catalogue.graph
    own = space.iri_of(typed.strip())
    first = graph.completer.complete(typed, language=language or "en", among=among, limit=MOST)
    found = [match.iri for match in first]
    if end > FEW or len(found) >= MOST or space.name != "own":
        found += [match.iri for match in graph.names.find(typed, among=among).matches]
    return [own, *found] if own and (among is None or own in among) else found


def _suggested(catalogue: Catalogue, iri: str, name: str, language: str | None) -> Suggested:
    shown = catalogue.shown(iri, language)
    return Suggested(name, shown.name, shown.description, types_of(catalogue, shown.types))
