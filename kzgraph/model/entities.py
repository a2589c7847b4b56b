"""Entities: names, identifiers, and the statements about them."""

from dataclasses import dataclass, field

from kzgraph.model.claims import Saying
from kzgraph.model.links import Link
from kzgraph.model.page import Page
from kzgraph.model.statements import LeftOut, Statement
from kzgraph.model.values import Value


@dataclass(frozen=True)
class EntitySummary:
    """An entity in short."""

    id: str
    iri: str
    label: str
    types: tuple[str, ...]


@dataclass(frozen=True)
class ListedEntity(EntitySummary):
    """An entity in a list.

    ``corroboration`` counts the independent documents that speak of it, ``claims`` all claims about
    it, whatever their modality and rank.
    """

    corroboration: int
    claims: int


@dataclass(frozen=True)
class FacetValue:
    """A value to filter by, as the filter takes it, and how many entities have it."""

    id: str
    label: str
    count: int


@dataclass(frozen=True)
class Facet:
    """The commonest values of a filter under all the other filters; ``total`` counts every value."""

    values: tuple[FacetValue, ...]
    total: int


@dataclass(frozen=True)
class EntityPage(Page[ListedEntity]):
    """A page of entities.

    ``facets`` are by the name of the filter. ``unseen`` counts the entities that the same filters
    find among all claims, and that the view leaves out.
    """

    # Told again: pydantic reads no type arguments of a base.
    items: tuple[ListedEntity, ...]
    facets: dict[str, Facet] = field(default_factory=dict)
    unseen: int = 0


@dataclass(frozen=True)
class Totals:
    """How many statements and claims there are; an answer holds the first of them."""

    facts: int
    incoming: int
    unasserted: int


@dataclass(frozen=True)
class Entity:
    """An entity: names, identifiers, facts, and what points to it.

    ``names``, ``other_names`` and ``description`` are by language tag, ``attributes`` by property:
    what is curated and needs no claim. ``same_as`` has the IRIs that others have for it, ``judgements``
    who says so and why, with what was rejected and what was searched in vain. ``facts``
    and ``incoming`` are what the view sees, with the entity as subject and as object; ``unasserted``
    is what is only said, planned, proposed and so on. ``totals`` counts the three where they are too
    long to be here in full.
    """

    id: str
    iri: str
    types: tuple[Value, ...]
    names: dict[str, str]
    other_names: dict[str, tuple[str, ...]]
    description: dict[str, str]
    same_as: tuple[str, ...]
    judgements: tuple[Link, ...]
    attributes: dict[str, tuple[Value, ...]]
    facts: tuple[Statement, ...]
    incoming: tuple[Statement, ...]
    unasserted: tuple[Saying, ...]
    totals: Totals
    left_out: LeftOut
