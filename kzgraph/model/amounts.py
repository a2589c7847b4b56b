"""Amounts of money and other quantities: what was written, and what it means."""

from dataclasses import dataclass

from kzgraph.model.values import Value


@dataclass(frozen=True)
class Amount:
    """An amount of money or a quantity.

    ``value`` is set where one number is told, ``least`` and ``most`` where bounds are. ``currency``
    is an ISO 4217 code; ``unit`` is a unit of QUDT, or a word such as ``companies``. ``hedge`` says
    how the number is put: ``MoreThan``, ``LessThan``, ``About`` or ``Between``.
    """

    value: float | None
    least: float | None
    most: float | None
    currency: str | None
    unit: Value | None
    hedge: str | None
