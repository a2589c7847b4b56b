"""Figures on trade, as a data cube has them."""

from dataclasses import dataclass

from kzgraph.model.amounts import Amount
from kzgraph.model.values import Value


@dataclass(frozen=True)
class TradeFigure:
    """A figure of a series: dimensions, measure, amount, and who says so.

    A series is what one ``reporter`` trades with one ``partner`` in one direction (``flow``), of one
    ``product`` or, where that is None, of all goods together. The period runs from ``starts`` to
    ``ends``: days, months or years, both included. ``measure`` is what is stated: the trade value, its
    growth since the observation ``compared_with``, or the share in the observation ``share_of``. A
    figure that two documents state differently stands there twice, and ``conflicts`` has the ids of
    the conflicts that it is part of. ``corroboration`` counts independent documents, ``primary`` those
    of them that are primary.
    """

    observation: Value
    reporter: Value | None
    partner: Value | None
    flow: Value | None
    product: Value | None
    starts: str | None
    ends: str | None
    measure: Value
    amount: Amount | None
    compared_with: tuple[Value, ...]
    share_of: tuple[Value, ...]
    modalities: tuple[str, ...]
    corroboration: int
    primary: int
    claims: tuple[str, ...]
    speakers: tuple[Value, ...]
    documents: tuple[Value, ...]
    conflicts: tuple[str, ...]
