"""Times as people write them, from the days that they cover."""

import calendar
from datetime import date
from functools import lru_cache
from typing import Final

from kzgraph.model import Period
from kzgraph.model.timeline import Precision

FIRST_DAY: Final = "0001-01-01"
LAST_DAY: Final = "9999-12-31"
"""The days that stand for an open beginning and an open end."""

GIVEN_ENDS: Final = ", ".join(
    "(SELECT v.text FROM claim_detail AS f JOIN term AS v ON v.id = f.value "
    f"WHERE f.claim = c.id AND f.name = '{name}')"
    for name in ("validFrom", "validUntil")
)
"""The SQL that gives the ends of the time of a claim ``c`` as the claim has them."""

_LENGTHS: Final[dict[int, Precision]] = {4: "year", 7: "month", 10: "day"}


# The same years and days come up again and again, and to end a month takes a calendar.
@lru_cache(maxsize=4096)
def written(first: str, last: str) -> str:
    """Return the days from first to last as a year, a month, a day, or two of them and a slash.

    Ends are ISO days; an end is written with the precision that it can have been given with, and an
    open one as two dots.
    """
    whole = _one(first, last)
    if whole is not None:
        return whole
    left = ".." if first == FIRST_DAY else _short(first, first[5:] == "01-01", first[8:] == "01")
    right = ".." if last == LAST_DAY else _short(last, last[5:] == "12-31", _ends_month(last))
    return f"{left}/{right}"


def given(first: str, last: str, since: str | None, until: str | None) -> str:
    """Return the time of a claim from its days, with its ends as the claim has them."""
    if since is None and until is None:
        return written(first, last)
    return f"{since or '..'}/{until or '..'}"


def precision(text: str) -> Precision:
    """Return the precision of a written time; of two ends the finer."""
    parts = (part for part in text.split("/") if part != "..")
    return _LENGTHS[max((len(part) for part in parts), default=4)]


def period_of(first: str, last: str) -> Period:
    """Return a period, None where an end is open."""
    return Period(None if first == FIRST_DAY else first, None if last == LAST_DAY else last)


def _one(first: str, last: str) -> str | None:
    if first == last:
        return first
    if first[:4] == last[:4] and first[5:] == "01-01" and last[5:] == "12-31":
        return first[:4]
    if first[:7] == last[:7] and first[8:] == "01" and _ends_month(last):
        return first[:7]
    return None


def _short(day: str, is_edge_of_year: bool, is_edge_of_month: bool) -> str:
    if is_edge_of_year:
        return day[:4]
    return day[:7] if is_edge_of_month else day


def _ends_month(day: str) -> bool:
    told = date.fromisoformat(day)
    return told.day == calendar.monthrange(told.year, told.month)[1]
