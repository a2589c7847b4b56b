"""Values in Wikibase's RDF form, as they come in the solutions of remote_statements.rq."""

import calendar
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from kzgraph.dates import Interval
from kzgraph.linking.comparable import Amount, Comparable, Item, Moment, Text, Unclear
from kzgraph.linking.mappings import Form
from kzgraph.rdf import Literal, NamedNode, Term, text_or_empty
from kzgraph.vocab import WD

ITEM: Final = re.compile(r"Q[1-9][0-9]*\Z")
_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)T")
_DAY_PRECISION, _MONTH_PRECISION, _YEAR_PRECISION, _DECADE_PRECISION = 11, 10, 9, 8
_NO_UNIT: Final = "Q199"
"""The number one: how Wikibase writes that an amount has no unit."""

Solution = Mapping[str, Term]
"""Variable name to term, without what is unbound."""


def value_of(row: Solution, form: Form) -> Comparable:
    """Return the value of a statement under a property with this form of values."""
    value = row.get("value")
    if value is None:
        return Unclear("they state that there is no value")
    if form == "item":
        item = text_or_empty(row.get("target", value)).removeprefix(WD)
        known = isinstance(value, NamedNode) and ITEM.match(item)
        return Item(item, text_or_empty(row.get("label"))) if known else _unknown()
    if not isinstance(value, Literal):
        return _unknown()
    if form == "time":
        return _moment(text_or_empty(row.get("time", value)), row.get("precision"))
    if form == "quantity":
        return _amount(row, value)
    return Text(value.value, (value.language or "") if form == "text" else "")


def _unknown() -> Unclear:
    return Unclear("they state that the value is unknown")


def _moment(text: str, precision: Term | None) -> Comparable:
    """Return a date; one without a node of its own is taken as a day, since nothing says otherwise."""
    match = _DAY.match(text)
    exact = int(text_or_empty(precision) or _DAY_PRECISION)
    if match is None or exact < _DECADE_PRECISION:
        return Unclear(f"their date {text} is too vague or too far away")
    try:
        return Moment(_days(int(match[1]), int(match[2]), int(match[3]), exact), exact)
    except ValueError:
        return Unclear(f"their date {text} is in no calendar")


def _days(year: int, month: int, day: int, precision: int) -> Interval:
    """Return the days of a date; what is vaguer than a day may come with month and day 0."""
    if precision >= _DAY_PRECISION:
        return Interval(date(year, month, day), date(year, month, day))
    if precision == _MONTH_PRECISION:
        last = calendar.monthrange(year, month)[1]
        return Interval(date(year, month, 1), date(year, month, last))
    if precision == _YEAR_PRECISION:
        return Interval(date(year, 1, 1), date(year, 12, 31))
    decade = year - year % 10
    return Interval(date(decade, 1, 1), date(decade + 9, 12, 31))


def _amount(row: Solution, value: Literal) -> Comparable:
    unit = text_or_empty(row.get("unit")).removeprefix(WD)
    parts = [row.get("amount", value), row.get("low"), row.get("high")]
    try:
        number, low, high = (None if part is None else _number(part) for part in parts)
    except InvalidOperation:
        return Unclear(f"their amount {value.value} is no number")
    return Amount(number, low, high, "" if unit == _NO_UNIT else unit)


def _number(term: Term) -> Decimal:
    return Decimal(text_or_empty(term))


def held(row: Solution) -> Interval | None:
    """Return when a statement holds; qualifiers have no precision here, so an end lasts its year."""
    start, end = _day(row.get("start") or row.get("at")), _day(row.get("end") or row.get("at"))
    if start is None and end is None:
        return None
    first = start.replace(month=1, day=1) if start else date.min
    return Interval(first, end.replace(month=12, day=31) if end else date.max)


def _day(term: Term | None) -> date | None:
    match = _DAY.match(text_or_empty(term))
    try:
        return date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        return None
