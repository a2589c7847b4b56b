"""Days between stages: bounds from the precision of dates, and what disagreement does to them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.dates import Interval
from kzgraph.model.stages import Lag
from kzgraph.read.lags import days_of, lag, readings

DAYS = st.dates(date(1990, 1, 1), date(2030, 12, 31))
LENGTHS = st.sampled_from((4, 7, 10))
WRITTEN = st.builds(lambda day, length: day.isoformat()[:length], DAYS, LENGTHS)


# By the calendar: 1992 has its leap day before September, so that two years later is 730 days, and
# from 23 September to 12 November it is 7 days of September, 31 of October and 12 of November.
def test_two_days_give_one_number() -> None:
    assert lag("signed", ["1992-09-23"], ["1994-11-12"]) == Lag("signed", 780, 780)


# From the last of October to 29 May: 30, 31, 31, 28, 31, 30 and 29 days; from its first 30 more.
def test_a_month_gives_bounds() -> None:
    assert lag("announced", ["2013-10"], ["2014-05-29"]) == Lag("announced", 210, 240)


def test_dates_that_disagree_make_the_bounds_wide() -> None:
    # From 1 November 2023 to 1 January 2024, and to 31 January 2025: 61, and 366 + 91 days.
    assert lag("signed", ["2023-11-01"], ["2024-01", "2025-01"]) == Lag("signed", 61, 457)


def test_where_the_order_is_not_settled_the_least_is_negative() -> None:
    assert lag("ratified", ["2015"], ["2015"]) == Lag("ratified", -364, 364)


@pytest.mark.parametrize(
    ("earlier", "later"), [([], ["2015"]), (["2015"], []), (["../2015"], ["2016"])]
)
def test_without_a_date_there_is_no_lag(earlier: list[str], later: list[str]) -> None:
    assert lag("signed", earlier, later) is None


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2015-03-01/..", date(2015, 3, 1), date(2015, 3, 1)),
        ("2015/2016-02", date(2015, 1, 1), date(2016, 2, 29)),
    ],
)
def test_days_on_which_a_stage_may_have_been_reached(written: str, first: date, last: date) -> None:
    assert days_of(written) == Interval(first, last)


def test_an_open_beginning_tells_no_day() -> None:
    assert days_of("../2016") is None


def test_what_another_date_says_more_precisely_is_no_reading() -> None:
    told = ["2008", "2008-06-11", "2008-06", "2008-02-08", "2008-06-11", "../2009"]
    assert readings(told) == ("2008-02-08", "2008-06-11")


@given(DAYS, DAYS, LENGTHS, LENGTHS)
def test_the_true_number_lies_within_the_bounds(
    begun: date, ended: date, before: int, after: int
) -> None:
    found = lag("signed", [begun.isoformat()[:before]], [ended.isoformat()[:after]])
    assert found is not None
    assert found.least <= (ended - begun).days <= found.most
    if before == after == len("2024-11-05"):
        assert found.least == found.most


@given(st.lists(WRITTEN, min_size=1, max_size=5), st.lists(WRITTEN, min_size=1, max_size=5))
def test_another_date_never_makes_the_bounds_narrower(some: list[str], more: list[str]) -> None:
    fewer, every = lag("signed", some, ["2010-05-05"]), lag("signed", some + more, ["2010-05-05"])
    assert fewer is not None
    assert every is not None
    assert every.least <= fewer.least <= fewer.most <= every.most


@given(st.lists(WRITTEN, min_size=1, max_size=6))
def test_readings_are_told_and_cover_what_is_told(told: list[str]) -> None:
    found = readings(told)
    assert set(found) <= set(told)
    for text in told:
        days = days_of(text)
        assert days is not None
        assert any(days.contains(kept) for one in found if (kept := days_of(one)))
