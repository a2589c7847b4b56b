"""What is made of rules, as plain values: whoever only asks them needs no rdflib, which reads them."""

from dataclasses import dataclass

Names = frozenset[str]

Roles = frozenset[tuple[str, str]]
"""What makes a node a target, or what a shape takes for one: a way of SHACL to target, and an IRI."""


@dataclass(frozen=True)
class Check:
    """A query for ``?focus``, ``?value`` and ``?path``, and what a row of it means.

    ``component`` is the constraint component of SHACL; ``path`` is that of the shape, where it is one
    property and the query finds no other.
    """

    query: str
    severity: str
    rule: str
    message: str
    component: str
    path: str | None


@dataclass(frozen=True)
class Aimed:
    """What a shape is meant for, and its checks."""

    targets: Roles
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Reach:
    """How far shapes look: properties by IRI.

    ``beyond`` are those that a shape reads of another node than its focus: rdf:type (of values, for
    sh:class), what follows the first step of a path, what shapes read that values must have.
    ``backward`` are those that it reads from object to subject.
    """

    beyond: Names
    backward: Names


@dataclass(frozen=True)
class Place:
    """A place of a pattern: a variable, or None; and the IRIs that can stand there, or None for any."""

    variable: str | None
    iris: Names | None


@dataclass(frozen=True)
class Tie:
    """A pattern that must hold too: from a variable by a property to one that tells a row."""

    local: str
    property: str
    telling: str
    forward: bool


@dataclass(frozen=True)
class Pattern:
    """A triple pattern; ``added`` and ``removed`` tell which changes can bring rows through it.

    ``telling`` are the variables that tell a row. A path that can be longer than one triple has
    places without variables: a triple in the middle of it says nothing about its ends. ``graph`` is
    the named graph that it is matched in, where it is named.
    """

    places: tuple[Place, Place, Place]
    telling: Names
    ties: tuple[Tie, ...]
    added: bool
    removed: bool
    graph: str | None


@dataclass(frozen=True)
class Needed:
    """A pattern with one property that every row matches; ``value`` is an IRI that it asks for."""

    subject: str | None
    property: str
    object: str | None
    value: str | None


@dataclass(frozen=True)
class Reading:
    """What a query reads: all of its patterns, and those that every row matches.

    ``looks_up`` tells whether NOT EXISTS says the same in place of its every MINUS.
    """

    patterns: tuple[Pattern, ...]
    needed: tuple[Needed, ...]
    looks_up: bool
