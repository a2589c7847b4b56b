"""Times as people write them, from the days that they cover."""

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.dates import from_text
from kzgraph.model import Period
from kzgraph.read.periods import period_of, precision, written

DAYS = st.dates(date(1000, 1, 2), date(9999, 12, 30))
PARTIAL = DAYS.flatmap(lambda day: st.sampled_from([f"{day:%Y}", f"{day:%Y-%m}", f"{day}"]))


@given(PARTIAL)
def test_a_date_is_written_as_it_was_given(text: str) -> None:
    days = from_text(text)
    assert written(days.first.isoformat(), days.last.isoformat()) == text
    assert precision(text) == {4: "year", 7: "month", 10: "day"}[len(text)]


@given(DAYS, DAYS)
def test_ends_cover_the_same_days_however_they_are_written(one: date, other: date) -> None:
    first, last = sorted((one, other))
    left, _, right = written(first.isoformat(), last.isoformat()).partition("/")
    assert from_text(left).first == first
    assert from_text(right or left).last == last


@pytest.mark.parametrize(
    ("first", "last", "text", "fineness"),
    [
        ("2013-01-01", "2023-12-31", "2013/2023", "year"),
        ("2023-01-01", "2023-08-31", "2023/2023-08", "month"),
        ("2010-01-01", "9999-12-31", "2010/..", "year"),
        ("0001-01-01", "2024-02-29", "../2024-02", "month"),
        ("0001-01-01", "9999-12-31", "../..", "year"),
        ("2024-11-04", "2024-11-05", "2024-11-04/2024-11-05", "day"),
    ],
)
def test_times_with_two_ends(first: str, last: str, text: str, fineness: str) -> None:
    assert written(first, last) == text
    assert precision(text) == fineness


def test_an_open_end_has_no_day() -> None:
    assert period_of("0001-01-01", "2024-01-31") == Period(None, "2024-01-31")
    assert period_of("2024-01-01", "9999-12-31") == Period("2024-01-01", None)


def test_every_month_ends_on_its_last_day() -> None:
    for month in range(1, 13):
        last = date(2023, month, calendar.monthrange(2023, month)[1])
        assert written(f"{last:%Y-%m}-01", last.isoformat()) == f"{last:%Y-%m}"
