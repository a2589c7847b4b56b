"""Numbers as documents give them: between which bounds they lie, how finely, and in what unit.

Two documents that write "about 170", "more than 170" and "196" may all be right. So numbers are
compared as what their words allow, and not as figures.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import chain
from typing import Final, Self

from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, Term, text_of, text_or_empty
from kzgraph.store import Store
from kzgraph.vocab import KZ, QUDT, SCHEMA

_HALF: Final = Decimal("0.5")
_ABOUT: Final = Decimal("0.1")
"""Of a number that is said to be about so much: further off nobody would say so."""
_ROUNDED: Final = Decimal("0.05")
"""Of a number: "1" for 1.2 is another number, "3 billion" for 3.05 is the same one, rounded."""


_QUDT_UNIT: Final = "http://qudt.org/vocab/unit/"
_SCALES: Final = {
    _QUDT_UNIT + unit: (Decimal(scale), _QUDT_UNIT + base)
    for base, units in {
        "W": {"KiloW": "1e3", "MegaW": "1e6", "GigaW": "1e9"},
        "W-HR": {"KiloW-HR": "1e3", "MegaW-HR": "1e6", "GigaW-HR": "1e9"},
        "MO": {"YR": "12"},
        "M": {"KiloM": "1e3"},
    }.items()
    for unit, scale in units.items()
}
"""Units of one kind, and how many of the first each of them is (QUDT)."""

ABOUT: Final = NamedNode(KZ + "About")


@dataclass(frozen=True)
class Measure:
    """An amount of money or a quantity.

    ``value`` is the number where one is told, ``least`` and ``most`` the bounds of what the words
    allow (both included, None: open). ``unit`` is a currency code, the IRI of a unit, or a word.
    """

    value: Decimal | None
    least: Decimal | None
    most: Decimal | None
    unit: str
    money: bool

    @classmethod
    def exactly(cls, number: str) -> Self:
        """Return a bare number. Raises ``ValueError`` for what is no number."""
        try:
            value = Decimal(number)
        except InvalidOperation as exc:
            raise ValueError(f"{number!r} is not a number") from exc
        return cls(value, value, value, "", money=False)

    def about(self) -> "Measure":
        """Return the same number as it is meant by who says that it is about so much."""
        if self.value is None:
            return self
        spread = min(_step(self.value) * _HALF, abs(self.value) * _ABOUT)
        return replace(self, least=self.value - spread, most=self.value + spread)

    def agrees(self, other: "Measure") -> bool:
        """Tell whether one number can be meant by both; units are not looked at."""
        return _not_over(self.least, other.most) and _not_over(other.least, self.most)

    def rounds(self, other: "Measure") -> bool:
        """Tell whether one number is the other, written with fewer digits."""
        if self.value is None or other.value is None:
            return False
        gap = abs(self.value - other.value)
        coarse = max(_step(self.value), _step(other.value))
        return gap <= coarse * _HALF and gap <= _ROUNDED * max(abs(self.value), abs(other.value))


def measures_of(store: Store, only: Iterable[NamedNode] | None = None) -> dict[NamedNode, Measure]:
    """Return the amounts and quantities that have a number and a unit: all, or the given ones."""
    said: dict[NamedNode, dict[str, Term]] = defaultdict(dict)
    query = load("index_quantities")
    bindings = [None] if only is None else [{"thing": thing} for thing in only]
    for row in chain.from_iterable(store.select(query, bound) for bound in bindings):
        thing, value = row["thing"], row["value"]
        if isinstance(thing, NamedNode) and value is not None:
            said[thing][text_or_empty(row["property"])] = value
    found = ((thing, _measure(told)) for thing, told in said.items())
    return {thing: measure for thing, measure in found if measure is not None}


def _measure(told: Mapping[str, Term]) -> Measure | None:
    currency = told.get(SCHEMA + "currency")
    unit = currency or told.get(QUDT + "hasUnit") or told.get(SCHEMA + "unitText")
    value, least, most = (_number(told.get(SCHEMA + n)) for n in ("value", "minValue", "maxValue"))
    if unit is None or all(number is None for number in (value, least, most)):
        return None
    scale, name = _SCALES.get(text_of(unit), (Decimal(1), text_of(unit)))
    value, least, most = (n and n * scale for n in (value, least, most))
    if value is not None:
        least = most = value
    measure = Measure(value, least, most, name, money=currency is not None)
    return measure.about() if told.get(KZ + "hedge") == ABOUT else measure


def _number(term: Term | None) -> Decimal | None:
    if not isinstance(term, Literal):
        return None
    try:
        number = Decimal(term.value)
    except InvalidOperation:  # the shapes say so, after the derivation
        return None
    return number if number.is_finite() else None


def _step(number: Decimal) -> Decimal:
    """Return the unit of the last digit that was written: 100000000 for 2200000000."""
    if not number:
        return Decimal(1)
    exponent = number.normalize().as_tuple().exponent
    return Decimal(10) ** int(exponent)


def _not_over(least: Decimal | None, most: Decimal | None) -> bool:
    return least is None or most is None or least <= most
