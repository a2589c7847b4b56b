"""Dates of partial precision."""

from datetime import date

import pytest

from kzgraph.dates import Interval, interval
from kzgraph.vocab import XSD


@pytest.mark.parametrize(
    ("lexical", "datatype", "first", "last"),
    [
        ("2023", "gYear", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-02", "gYearMonth", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", "gYearMonth", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023-12", "gYearMonth", date(2023, 12, 1), date(2023, 12, 31)),
        ("2023-11-01", "date", date(2023, 11, 1), date(2023, 11, 1)),
    ],
)
def test_interval(lexical: str, datatype: str, first: date, last: date) -> None:
    assert interval(lexical, XSD + datatype) == Interval(first, last)


@pytest.mark.parametrize(
    ("lexical", "datatype"),
    [
        ("2023-13", "gYearMonth"),
        ("2023-02-30", "date"),
        ("2023", "date"),
        ("23", "gYear"),
        ("2023\n", "gYear"),
        ("2023", "string"),
        ("2023-1", "gYearMonth"),
    ],
)
def test_what_no_calendar_has_is_refused(lexical: str, datatype: str) -> None:
    with pytest.raises(ValueError, match=r"year|month|day"):
        interval(lexical, XSD + datatype)


def test_overlap_and_containment() -> None:
    year, month = interval("2023", XSD + "gYear"), interval("2023-11", XSD + "gYearMonth")
    later = interval("2024", XSD + "gYear")
    assert year.contains(month)
    assert not month.contains(year)
    assert year.overlaps(month)
    assert not year.overlaps(later)
