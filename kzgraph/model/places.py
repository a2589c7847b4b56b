"""Where things are and happen, by state."""

from dataclasses import dataclass

from kzgraph.model.statements import Statement
from kzgraph.model.values import Value


@dataclass(frozen=True)
class LocatedPlace:
    """A place, or a state as a whole, and the statements that lead to it."""

    place: Value
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class LocatedState:
    """A state, what leads to it as a whole, and the places in it.

    ``code`` is its number in ISO 3166-1, three digits; None where the data give none.
    """

    state: Value
    code: str | None
    statements: tuple[Statement, ...]
    places: tuple[LocatedPlace, ...]


@dataclass(frozen=True)
class Whereabouts:
    """The states and places of something; ``elsewhere`` are places whose state the data do not tell."""

    states: tuple[LocatedState, ...]
    elsewhere: tuple[LocatedPlace, ...]
