"""A timeline as a drawing: what has a time, from left to right, in as many rows as it takes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kzgraph.model import Period
from kzgraph.model.timeline import TimelineEntry

WIDTH: Final = 720
_MARGIN: Final = 24
_ROW: Final = 18
_LEAST: Final = 9
"""Width of a mark at the least, in the units of the drawing."""

_MOST_YEARS: Final = 9
"""Years that are named on the axis at the most."""


Place = Callable[[date], float]
"""Tells where a day is on the axis."""


@dataclass(frozen=True)
class Mark:
    """An entry as it is drawn; ``open`` says that an end of its time is not known."""

    entry: TimelineEntry
    x: float
    y: float
    width: float
    open: bool


@dataclass(frozen=True)
class Band:
    """A drawing ``WIDTH`` wide: its marks, and the years on its axis with their places."""

    height: int
    marks: tuple[Mark, ...]
    years: tuple[tuple[float, int], ...]


def band(entries: Sequence[TimelineEntry]) -> Band | None:
    """Return entries as a drawing; None where there is nothing to compare."""
    told = [entry for entry in entries if entry.period.first or entry.period.last]
    if len(told) < len(("one", "two")):
        return None
    days = [day for entry in told for day in _ends(entry.period) if day]
    first, last = min(days).replace(month=1, day=1), max(days).replace(month=12, day=31)
    scale = (WIDTH - 2 * _MARGIN) / max(1, (last - first).days)

    def place(day: date) -> float:
        return round(_MARGIN + (day - first).days * scale, 1)

    marks = tuple(_marks(told, place(first), place(last), place))
    rows = 1 + max(round(mark.y / _ROW) for mark in marks)
    step = 1 + (last.year - first.year) // _MOST_YEARS
    years = range(first.year, last.year + 1, step)
    return Band(rows * _ROW + 26, marks, tuple((place(date(y, 1, 1)), y) for y in years))


def _ends(period: Period) -> tuple[date | None, date | None]:
    first, last = (date.fromisoformat(day) if day else None for day in (period.first, period.last))
    return first, last


def _marks(
    entries: Sequence[TimelineEntry], left: float, right: float, place: Place
) -> Iterator[Mark]:
    """Yield the marks, each in the first row that has room for it."""
    free: list[float] = []
    for entry in entries:
        first, last = _ends(entry.period)
        start = place(first) if first else left
        width = max(_LEAST, (place(last) if last else right) - start)
        row = next((n for n, end in enumerate(free) if end <= start), len(free))
        free[row : row + 1] = [start + width + 3]
        yield Mark(entry, start, row * _ROW, round(width, 1), first is None or last is None)
