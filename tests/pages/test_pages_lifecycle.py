"""Life cycles as bars, and years as a drawing, from made-up stages and entries."""

from kzgraph.model import Period, Value
from kzgraph.model.stages import StageReached
from kzgraph.model.timeline import TimelineEntry
from kzgraph_api.pages.lifecycle import steps
from kzgraph_api.pages.years import bars, by_year

ORDER = {"announced": "StageAnnounced", "signed": "StageSigned", "lapsed": "StageLapsed"}


def reached(stage: str, *modalities: str) -> StageReached:
    return StageReached(stage, "2024", None, "stated", ("c",), modalities, 1, ("d",))


def entry(first: str | None) -> TimelineEntry:
    value = Value("x")
    when = first or "../2024"
    return TimelineEntry(
        when, Period(first, None), "day", "holds", value, value, value, {}, (), ("Asserted",), 1, ()
    )


def test_what_is_only_planned_is_said_and_not_reached() -> None:
    told = steps([reached("signed", "Planned"), reached("announced", "Asserted", "Opinion")], ORDER)
    assert [(one.concept, one.state) for one in told] == [
        ("StageAnnounced", "reached"),
        ("StageSigned", "said"),
    ]


def test_an_end_is_shown_only_where_it_is_told() -> None:
    assert [one.stage for one in steps([], ORDER)] == ["announced", "signed"]
    assert [one.state for one in steps([reached("lapsed", "Asserted")], ORDER)] == [
        "unknown",
        "unknown",
        "reached",
    ]


def test_bars_are_as_high_as_there_is_much_to_tell() -> None:
    early, late = bars([entry("1991-12-01"), entry("2024-01-01"), entry("2024-02-01"), entry(None)])
    assert (early.year, early.number, late.year, late.number) == ("1991", 1, "2024", 2)
    assert late.height == 2 * early.height
    assert early.x + early.width < late.x
    assert bars([entry(None)]) == ()


def test_entries_stand_by_year_and_those_without_a_beginning_by_themselves() -> None:
    found = by_year([entry(None), entry("1991-12-01"), entry("1991-12-31"), entry("1992-01-01")])
    assert [(one.year, len(one.entries)) for one in found] == [(None, 1), ("1991", 2), ("1992", 1)]
