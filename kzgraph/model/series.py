"""Figures on trade, put together to series."""

from dataclasses import dataclass

from kzgraph.model.trade import TradeFigure
from kzgraph.model.values import Value


@dataclass(frozen=True)
class Dimensions:
    """What a series counts: whose trade with whom, in which direction, and of what.

    ``product`` is None where all goods are counted together; another part is None where the data do
    not tell it.
    """

    reporter: Value | None
    partner: Value | None
    flow: Value | None
    product: Value | None


@dataclass(frozen=True)
class TradeSeries:
    """The figures of one series, in the order of time."""

    dimensions: Dimensions
    figures: tuple[TradeFigure, ...]
