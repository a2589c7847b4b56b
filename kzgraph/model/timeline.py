"""Timelines."""

from dataclasses import dataclass
from typing import Literal

from kzgraph.model.statements import Period
from kzgraph.model.values import Value

What = Literal["starts", "ends", "established", "signed", "intended", "holds"]
Precision = Literal["day", "month", "year"]


@dataclass(frozen=True)
class TimelineEntry:
    """Something that claims give a time: the time, what it means, and the statement with its reasons.

    ``date`` is the time as it is written: 2024, 2024-11, 2024-11-05, or from and until with a slash
    between them and ``..`` for an open end. ``period`` has the days that it covers. ``what`` tells
    whether the subject starts, ends, is established, signed or intended at that time, or whether the
    statement holds then. ``text`` is a claim in our own words, by language. ``corroboration`` counts
    independent documents, ``primary`` those of them that are primary.
    """

    date: str
    period: Period
    precision: Precision
    what: What
    subject: Value
    predicate: Value
    object: Value
    text: dict[str, str]
    claims: tuple[str, ...]
    modalities: tuple[str, ...]
    corroboration: int
    primary: int
    sources: tuple[str, ...]
