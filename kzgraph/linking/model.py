"""What is compared: a thing of ours and an item of theirs, each with what tells it apart."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from kzgraph.names import Name

COUNTRY: Final = ("P17", "P27")
DATES: Final = ("P571", "P580", "P582", "P585", "P1619")
IDENTIFIERS: Final = ("P297", "P298", "P299", "P1278", "P1566", "P5437", "P213", "P214")
"""ISO 3166-1 (three), LEI, GeoNames, EuroVoc, ISNI, VIAF."""

Facts = Mapping[str, frozenset[str]]
"""Values by property of Wikidata (``P17``): IRIs of items, dates as written, identifiers as text."""


@dataclass(frozen=True, slots=True)
class Ours:
    """A thing of ours; ``classes`` are IRIs, ``facts`` are told in Wikidata's terms."""

    iri: str
    label: str
    names: tuple[Name, ...]
    classes: frozenset[str]
    description: str = ""
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Theirs:
    """An item that may be the same thing.

    ``names`` are its label and aliases, the label first. ``fits`` tells whether its classes do: 1 the
    class of ours, 0.5 a wider one, None unknown; one whose classes do not fit is no candidate.
    ``replaces`` is the item that was found, where another has taken its place. ``rating`` is the
    service's own score, where there is one.
    """

    iri: str
    names: tuple[str, ...]
    description: str = ""
    types: tuple[str, ...] = ()
    fits: float | None = None
    facts: Facts = field(default_factory=dict)
    replaces: str = ""
    rating: float | None = None


class Finds(Protocol):
    """What finds candidates: an endpoint or a reconciliation service."""

    def candidates(self, ours: Ours, known: frozenset[str]) -> list[Theirs]:
        """Return the items that may be the thing; ``known`` are those that were judged before."""
