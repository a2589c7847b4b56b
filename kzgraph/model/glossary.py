"""The terms of the ontology, as people look them up."""

from dataclasses import dataclass
from typing import Literal

from kzgraph.model.values import Value

Role = Literal["class", "property", "concept"]


@dataclass(frozen=True)
class Entry:
    """A term in the list of all: its IRI, what it is, and for a concept the list that it is of."""

    iri: str
    role: Role
    scheme: str | None


@dataclass(frozen=True)
class Term:
    """A term with what is said of it: labels, definitions and examples by language, and its place.

    ``above`` are the classes or properties that it specialises, ``below`` those that specialise it.
    ``of`` are the classes that have the property, ``to`` those of its values; ``scheme`` is the list
    that a concept is of. ``matches`` are terms of other vocabularies with the relation to each.
    """

    iri: str
    name: str
    roles: tuple[str, ...]
    labels: dict[str, str]
    definition: dict[str, str]
    example: dict[str, str]
    above: tuple[Value, ...]
    below: tuple[Value, ...]
    of: tuple[Value, ...]
    to: tuple[Value, ...]
    scheme: tuple[Value, ...]
    matches: tuple[tuple[Value, Value], ...]
