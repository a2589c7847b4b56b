"""Comparing a value of a client with values of ours: how well they agree, from 0 to 1.

Texts agree as names do, dates as far as their precision goes, numbers to a hundredth.
"""

import re
from typing import Final

from kzgraph.dates import Interval, from_text, interval, is_partial_date
from kzgraph.model.amounts import Amount
from kzgraph.names import Name, score
from kzgraph.rdf import Literal
from kzgraph.vocab import RDF, XSD

AGREES: Final = 0.8
"""From which two values are taken for the same."""

_NEARLY: Final = 0.9
_HUNDREDTH: Final = 0.01
_TEXTS: Final = frozenset((XSD + "string", RDF + "langString", XSD + "anyURI"))
_TIME: Final = re.compile(r"(\d{4}-\d{2}-\d{2})T.*\Z")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\Z")
_SPACES: Final = re.compile(r"[\s\u00a0\u202f']")
_GROUPED: Final = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?\Z")
_NUMBER: Final = re.compile(r"-?\d+(?:[.,]\d+)?\Z")
_LONGEST_NUMBER: Final = 40


def with_literal(given: str | float, value: Literal) -> float:
    """Return how well a text, a number, or true or false agrees with a literal."""
    datatype = value.datatype.value
    if isinstance(given, bool):
        return float(str(given).lower() == value.value)
    days = days_of(value)
    if days is not None:
        return _dates(given, days)
    if datatype in _TEXTS:
        return _texts(str(given), value.value)
    ours, theirs = number_of(value.value), number_of(given)
    if ours is not None and theirs is not None:
        return _numbers(theirs, ours)
    return float(str(given).strip() == value.value)


def with_amount(given: str | float, amount: Amount) -> float:
    """Return how well a number agrees with an amount: with its value, or lying in its bounds."""
    number = number_of(given)
    if number is None:
        return 0.0
    if amount.value is not None:
        return _numbers(number, amount.value)
    least = amount.least if amount.least is not None else number
    most = amount.most if amount.most is not None else number
    return _NEARLY if least <= number <= most else 0.0


def days_of(value: Literal) -> Interval | None:
    """Return the days that a literal covers, or None where it is no date."""
    datatype, text = value.datatype.value, value.value
    if datatype in (XSD + "dateTime", XSD + "dateTimeStamp"):
        datatype, text = XSD + "date", text[:10]
    try:
        return interval(text, datatype) if is_partial_date(datatype) else None
    except ValueError:
        return None


def days_given(given: str | float) -> Interval | None:
    """Return the days that a client means by 2024, 2024-11, 2024-11-05, 05.11.2024, or a time."""
    text = str(given).strip()
    time, day_first = _TIME.match(text), _DAY_FIRST.match(text)
    if time:
        text = time[1]
    elif day_first:
        text = f"{day_first[3]}-{int(day_first[2]):02}-{int(day_first[1]):02}"
    try:
        return from_text(text)
    except ValueError:
        return None


def number_of(given: str | float) -> float | None:
    """Return the number in a text such as 1 300 000,5 or 1,300,000.5, or None."""
    if isinstance(given, (int, float)):
        return float(given)
    text = _SPACES.sub("", given)
    if len(text) > _LONGEST_NUMBER:
        return None
    if _GROUPED.match(text):
        return float(text.replace(",", ""))
    return float(text.replace(",", ".")) if _NUMBER.match(text) else None


def _dates(given: str | float, ours: Interval) -> float:
    theirs = days_given(given)
    if theirs is None:
        return 0.0
    if theirs == ours:
        return 1.0
    return _NEARLY if theirs.contains(ours) or ours.contains(theirs) else 0.0


def _texts(given: str, ours: str) -> float:
    found = score(given, Name("", ours, None, "pref"))
    return found.score if found else 0.0


def _numbers(one: float, other: float) -> float:
    if one == other:
        return 1.0
    return _NEARLY if abs(one - other) <= _HUNDREDTH * max(abs(one), abs(other)) else 0.0
