"""Statements: what one or more claims say, as it is seen under a view."""

from dataclasses import dataclass, field

from kzgraph.model.values import Value


@dataclass(frozen=True)
class Period:
    """The days on which claims say that a statement holds; None where an end is open."""

    first: str | None
    last: str | None


@dataclass(frozen=True)
class Statement:
    """Subject, property and value, with the claims that make it and the documents behind them.

    ``corroboration`` counts independent documents: relays of one text count once. ``primary`` counts
    those of them that are primary: issued by who took part in the events, in words of their own.
    """

    subject: Value
    predicate: Value
    object: Value
    claims: tuple[str, ...]
    modalities: tuple[str, ...]
    corroboration: int
    primary: int
    sources: tuple[str, ...]
    period: Period | None


@dataclass(frozen=True)
class LeftOut:
    """What a view left out of an answer: claims by the first reason, statements by corroboration."""

    rank: int = 0
    known_on: int = 0
    valid_on: int = 0
    modality: dict[str, int] = field(default_factory=dict)
    corroboration: int = 0
