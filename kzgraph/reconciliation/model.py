"""What a reconciliation asks for and what it is answered, whatever version of the protocol is spoken."""

from dataclasses import dataclass
from typing import Literal

Quantifier = Literal["any", "all", "none"]
Strictness = Literal["any", "all", "should"]

MOST_CANDIDATES = 100
"""Candidates of one question at the most; more are never looked through by hand."""

FEW = 5
"""Candidates where nobody says how many."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A thing that a cell was matched with before; ``name`` is what the client calls it."""

    id: str
    name: str = ""


Given = str | int | float | bool | Reference
"""A value that a client compares with ours."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Values to compare with a property of a candidate.

    ``property`` is an IRI or a general one of ``terms``. ``required``: what does not meet the
    condition is no candidate.
    """

    property: str
    values: tuple[Given, ...]
    quantifier: Quantifier = "any"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Naming:
    """Names to compare with those of a candidate."""

    values: tuple[str, ...]
    quantifier: Quantifier = "any"
    required: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One cell to reconcile. ``types`` are IRIs of classes.

    ``strictness``: a candidate has ``any`` or ``all`` of the types, or rather ``should`` have one.
    """

    names: tuple[Naming, ...] = ()
    conditions: tuple[Condition, ...] = ()
    types: tuple[str, ...] = ()
    strictness: Strictness = "any"
    limit: int = FEW


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property: its id in the protocol, its IRI, its label, and what it means."""

    id: str
    iri: str
    name: str
    description: str = ""
    broader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for a score, from 0 to 1."""

    id: str
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that may be meant. ``score`` is from 0 to 100; ``match`` says that it surely is."""

    id: str
    iri: str
    name: str
    description: str
    types: tuple[Term, ...]
    score: float
    match: bool
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """What may be meant by the letters that somebody has typed."""

    id: str
    name: str
    description: str = ""
    types: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a property: a thing with ``id`` and ``name``, or one of the other members.

    ``date`` is an ISO date with time; a date of lower precision is a ``text``.
    """

    id: str = ""
    name: str = ""
    text: str | None = None
    number: int | float | None = None
    date: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A property that is fetched. ``foreign``: its ids belong to the other space of this service."""

    property: Term
    type: Term | None = None
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A property to fetch, and how: ``limit`` 0 is no limit, ``language`` "" is every language."""

    property: str
    limit: int = 0
    content: Literal["literal", "id", "count"] = "literal"
    language: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """Properties to fetch for things, by the ids of both."""

    ids: tuple[str, ...]
    properties: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Extended:
    """The columns, and for each id, as it was asked for, the cells of each column."""

    columns: tuple[Column, ...]
    rows: dict[str, tuple[tuple[Cell, ...], ...]]


@dataclass(frozen=True, slots=True)
class Card:
    """What a preview shows of a thing, a class or a property."""

    id: str
    iri: str
    name: str
    description: str
    types: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    facts: tuple[tuple[str, tuple[str, ...]], ...] = ()
