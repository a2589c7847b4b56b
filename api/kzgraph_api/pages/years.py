"""Years as a drawing: a bar for each, as high as there is much to tell of it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from kzgraph.model.timeline import TimelineEntry

WIDTH: Final = 720
HEIGHT: Final = 120
_FLOOR: Final = 96
_MOST_BARS: Final = 60
_MOST_NAMES: Final = 12
"""Years that are named on the axis at the most."""


@dataclass(frozen=True)
class Bar:
    """A year, how many entries begin in it, and its bar; ``named`` tells whether the axis names it."""

    year: str
    number: int
    x: float
    y: float
    width: float
    height: float
    named: bool


@dataclass(frozen=True)
class Year:
    """The entries that begin in a year; those whose beginning nobody knows have none."""

    year: str | None
    entries: tuple[TimelineEntry, ...]


def bars(entries: Iterable[TimelineEntry]) -> tuple[Bar, ...]:
    """Return a bar for each year in which entries begin, the last sixty at the most."""
    counted = Counter(year for entry in entries if (year := _year(entry)))
    years = sorted(counted)[-_MOST_BARS:]
    if not years:
        return ()
    step, highest = WIDTH / len(years), max(counted[year] for year in years)
    skip = 1 + len(years) // _MOST_NAMES
    return tuple(
        _bar(year, counted[year], at * step, step, highest, named=at % skip == 0)
        for at, year in enumerate(years)
    )


def by_year(entries: Sequence[TimelineEntry]) -> list[Year]:
    """Return entries by the year in which they begin, in the order in which they are given."""
    return [Year(year, tuple(group)) for year, group in groupby(entries, _year)]


def _bar(year: str, number: int, x: float, step: float, highest: int, *, named: bool) -> Bar:
    height = max(3.0, round(number / highest * (_FLOOR - 8), 1))
    width = min(step * 0.8, 40.0)
    left = x + (step - width) / 2
    return Bar(year, number, round(left, 1), _FLOOR - height, round(width, 1), height, named)


def _year(entry: TimelineEntry) -> str | None:
    return entry.period.first[: len("2024")] if entry.period.first else None
