"""Dates of partial precision: a year, a month or a day, and the interval of days each one covers."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kzgraph.vocab import XSD

_FORMS = {
    XSD + "gYear": re.compile(r"([0-9]{4})\Z"),
    XSD + "gYearMonth": re.compile(r"([0-9]{4})-([0-9]{2})\Z"),
    XSD + "date": re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z"),
}


@dataclass(frozen=True, order=True)
class Interval:
    """A run of whole days, both ends included."""

    first: date
    last: date

    def overlaps(self, other: "Interval") -> bool:
        """Tell whether the two share a day."""
        return self.first <= other.last and other.first <= self.last

    def contains(self, other: "Interval") -> bool:
        """Tell whether every day of ``other`` is a day of this one."""
        return self.first <= other.first and other.last <= self.last


@lru_cache(maxsize=16_384)
def interval(lexical: str, datatype: str) -> Interval:
    """Return the days that a literal of type xsd:gYear, xsd:gYearMonth or xsd:date covers.

    Raises ``ValueError`` for another datatype or a day that no calendar has.
    """
    form = _FORMS.get(datatype)
    match = form.match(lexical) if form else None
    if match is None:
        raise ValueError(f"{lexical!r} is not a year, a year and month, or a date")
    year, *rest = (int(part) for part in match.groups())
    month = rest[0] if rest else None
    day = rest[1] if len(rest) > 1 else None
    first = date(year, month or 1, day or 1)
    last_month = month or 12
    last = date(year, last_month, day or calendar.monthrange(year, last_month)[1])
    return Interval(first, last)


def from_text(text: str) -> Interval:
    """Return the days of ``2024``, ``2024-11`` or ``2024-11-05``. Raises ``ValueError``."""
    for datatype, form in _FORMS.items():
        if form.match(text):
            return interval(text, datatype)
    raise ValueError(f"{text!r} is not a year, a year and month, or a date")


def is_partial_date(datatype: str) -> bool:
    """Tell whether literals of this datatype are dates in our sense."""
    return datatype in _FORMS
