"""Figures of a series as a drawing: time from left to right, amounts from below.

A figure is a line as long as its period: months must not pass for years. On it stands a dot for each
document that gives it. Bounds make it an area.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from math import floor, log10
from typing import Final, Literal

from kzgraph.dates import from_text
from kzgraph.model import Value
from kzgraph.model.amounts import Amount
from kzgraph.model.trade import TradeFigure

WIDTH: Final = 720
HEIGHT: Final = 240
_LEFT, _RIGHT, _TOP, _FLOOR = 118, 704, 14, 212
_DOT: Final = 9
"""Room for a dot on a line."""

_MOST_STEPS: Final = 5
_MOST_YEARS: Final = 12

Shape = Literal["value", "range", "least", "most"]


@dataclass(frozen=True)
class Mark:
    """A figure as it is drawn: a line from ``x`` on at ``y``, or down to ``lower`` where bounds are told.

    ``dots`` are places on the line, one for each document. ``differs`` says that documents give the
    same observation otherwise.
    """

    figure: TradeFigure
    shape: Shape
    x: float
    y: float
    lower: float
    width: float
    dots: tuple[float, ...]
    differs: bool


@dataclass(frozen=True)
class Chart:
    """A drawing ``WIDTH`` by ``HEIGHT``: its marks, the amounts and the years on its axes, and zero."""

    measure: Value
    marks: tuple[Mark, ...]
    amounts: tuple[tuple[float, Amount], ...]
    years: tuple[tuple[float, int], ...]
    zero: float


@dataclass(frozen=True)
class _Axes:
    first: date
    last: date
    least: float
    most: float

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(_LEFT + share * (_RIGHT - _LEFT), 1)

    def y(self, value: float) -> float:
        share = (value - self.least) / (self.most - self.least)
        return round(_FLOOR - share * (_FLOOR - _TOP), 1)


def charts(figures: Iterable[TradeFigure]) -> tuple[Chart, ...]:
    """Return a drawing for each measure and unit in which two figures or more can be compared."""
    found: dict[tuple[Value, str | None], list[TradeFigure]] = {}
    for figure in figures:
        if figure.amount and figure.starts and figure.ends and _bounds(figure.amount):
            unit = figure.amount.unit
            name = figure.amount.currency or (unit.iri or unit.text if unit else None)
            found.setdefault((figure.measure, name), []).append(figure)
    several = (group for group in found.values() if len(group) >= len(("one", "two")))
    return tuple(_chart(group) for group in several)


def _chart(figures: list[TradeFigure]) -> Chart:
    days = [day for figure in figures for day in _days(figure)]
    first, last = min(days).replace(month=1, day=1), max(days).replace(month=12, day=31)
    step, least, most = _steps([bound for one in figures for bound in _bounds(one.amount)])
    axes = _Axes(first, last, least, most)
    ticks = (least + n * step for n in range(1 + round((most - least) / step)))
    skip = 1 + (last.year - first.year) // _MOST_YEARS
    return Chart(
        figures[0].measure,
        tuple(sorted(_marks(figures, axes), key=lambda mark: -mark.width)),  # small ones on top
        tuple((axes.y(tick), _told(figures[0], tick)) for tick in ticks),
        tuple((axes.x(date(y, 1, 1)), y) for y in range(first.year, last.year + 1, skip)),
        axes.y(0),
    )


def _marks(figures: list[TradeFigure], axes: _Axes) -> Iterator[Mark]:
    for figure in figures:
        same = [one for one in figures if one.observation == figure.observation]
        dots = sum(len(one.documents) for one in same)
        before = sum(len(one.documents) for one in same[: same.index(figure)])
        first, last = _days(figure)
        x, bounds = axes.x(first), sorted(axes.y(bound) for bound in _bounds(figure.amount))
        width = round(max(axes.x(last) - x, _DOT * dots), 1)
        # The dots of an observation stand side by side: 21 and 21.1 are nearly at one height.
        places = range(before + 1, before + 1 + len(figure.documents))
        yield Mark(
            figure,
            _shape(figure.amount),
            x,
            bounds[0],
            bounds[-1],
            width,
            tuple(round(x + width * n / (dots + 1), 1) for n in places),
            len(same) > 1,
        )


def _steps(values: list[float]) -> tuple[float, float, float]:
    """Return a step of 1, 2 or 5 times a power of ten, and the first and the last that cover values."""
    low, high = min(0.0, *values), max(0.0, *values)
    wanted = (high - low or 1.0) / _MOST_STEPS
    powers = (10.0 ** (floor(log10(wanted)) + n) for n in count())
    step = next(p * by for p in powers for by in (1, 2, 5) if p * by >= wanted)
    return step, floor(low / step) * step, -floor(-high / step) * step or step


def _told(figure: TradeFigure, value: float) -> Amount:
    """Return an amount in the unit of a figure."""
    alike = figure.amount or Amount(None, None, None, None, None, None)
    return replace(alike, value=value, least=None, most=None, hedge=None)


def _shape(amount: Amount | None) -> Shape:
    if amount is None or amount.value is not None:
        return "value"
    if amount.least is not None and amount.most is not None:
        return "range"
    return "most" if amount.least is None else "least"


def _bounds(amount: Amount | None) -> list[float]:
    told = (amount.value, amount.least, amount.most) if amount else ()
    return [bound for bound in told if bound is not None]


def _days(figure: TradeFigure) -> tuple[date, date]:
    return from_text(figure.starts or "").first, from_text(figure.ends or "").last
