"""Drawings, orders and addresses of pages, without a service."""

from datetime import date

from kzgraph.dates import Interval
from kzgraph.model import Period, Value
from kzgraph.model.timeline import TimelineEntry
from kzgraph.read.views import view_of
from kzgraph.statements import View
from kzgraph_api.pages.band import WIDTH, band
from kzgraph_api.pages.blanks import filled
from kzgraph_api.pages.viewed import Asked


def entry(first: str | None, last: str | None) -> TimelineEntry:
    value = Value("x", "urn:x")
    period = Period(first, last)
    given = ((), ("Asserted",), 1, 0, ())
    return TimelineEntry(first or "..", period, "day", "holds", value, value, value, {}, *given)


def test_a_timeline_is_drawn_from_left_to_right() -> None:
    drawn = band([entry("2020-01-01", "2020-12-31"), entry("2021-06-01", "2021-06-01")])
    assert drawn is not None
    assert [year for _, year in drawn.years] == [2020, 2021]
    first, second = drawn.marks
    assert first.x < first.x + first.width < second.x < WIDTH
    assert first.y == second.y
    assert not first.open


def test_what_would_overlap_is_drawn_in_rows() -> None:
    days = ("2020-01-01", "2024-12-31")
    drawn = band([entry(*days), entry("2021-01-01", None), entry(None, "2020-03-01")])
    assert drawn is not None
    assert [mark.y for mark in drawn.marks] == sorted({mark.y for mark in drawn.marks})
    assert [mark.open for mark in drawn.marks] == [False, True, True]
    assert drawn.marks[1].x + drawn.marks[1].width <= WIDTH
    assert drawn.marks[2].x == drawn.marks[0].x


def test_a_single_time_needs_no_drawing() -> None:
    assert band([entry("2020-01-01", "2020-01-01")]) is None
    assert band([entry(None, None), entry("2020-01-01", "2020-01-01")]) is None


def test_centuries_do_not_crowd_the_axis() -> None:
    drawn = band([entry("0900-01-01", "0900-12-31"), entry("2024-01-01", "2024-12-31")])
    assert drawn is not None
    assert len(drawn.years) <= 10


def test_a_view_is_an_address_and_back() -> None:
    view = view_of("2024-11", "2023", 2, ("planned",))
    asked = Asked.of(view)
    assert asked.parameters == {
        "valid_on": "2024-11",
        "known_on": "2023",
        "min_corroboration": "2",
        "modality": "planned",
    }
    shorter = asked.address("/page/state/kaz", known_on="", min_corroboration="", modality="all")
    assert shorter == "/page/state/kaz?valid_on=2024-11&modality=all"
    assert Asked.of(View()).address("/page/state/kaz") == "/page/state/kaz"
    day = date(2024, 11, 5)
    assert Asked.of(View(valid_on=Interval(day, day))).get("valid_on") == "2024-11-05"


def test_only_what_is_empty_is_taken_off() -> None:
    assert filled(b"a=&b=1&c=&lang=fr") == b"b=1&lang=fr"
    assert filled(b"cursor=abc=&d") == b"cursor=abc=&d"
    assert filled(b"a=") == b""
