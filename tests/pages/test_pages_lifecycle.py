"""Life cycles as bars, and years as a drawing, from made-up stages and entries."""

from kzgraph.model import Period, Value
from kzgraph.model.stages import Gap, LifeCycle, Outlook, StageTold
from kzgraph.model.timeline import TimelineEntry
from kzgraph_api.pages.lifecycle import steps
from kzgraph_api.pages.years import bars, by_year

ORDER = {"announced": "StageAnnounced", "signed": "StageSigned", "lapsed": "StageLapsed"}
OUTLOOK = Outlook(None, False, True, (), None, None, None, "")


def told(stage: str, *modalities: str) -> StageTold:
    return StageTold(
        stage, "2024", None, "stated", ("c",), modalities, 1, 0, ("d",), (), ("2024",), None
    )


def cycle(*stages: StageTold, expected: tuple[str, ...] = (), gap: str = "") -> LifeCycle:
    gaps = (Gap(gap, None, "signed"),) if gap else ()
    return LifeCycle(stages, expected, gaps, OUTLOOK)


def entry(first: str | None) -> TimelineEntry:
    value = Value("x")
    when = first or "../2024"
    return TimelineEntry(
        when,
        Period(first, None),
        "day",
        "holds",
        value,
        value,
        value,
        {},
        (),
        ("Asserted",),
        1,
        0,
        (),
    )


def test_what_is_only_planned_is_said_and_not_reached() -> None:
    found = steps(cycle(told("signed", "Planned"), told("announced", "Asserted", "Opinion")), ORDER)
    assert [(one.concept, one.state) for one in found] == [
        ("StageAnnounced", "reached"),
        ("StageSigned", "said"),
    ]


def test_what_is_expected_is_shown_and_the_rest_only_where_it_is_told() -> None:
    assert [one.stage for one in steps(cycle(expected=("signed",)), ORDER)] == ["signed"]
    ended = steps(cycle(told("lapsed", "Asserted"), expected=("announced",)), ORDER)
    assert [(one.stage, one.state) for one in ended] == [
        ("announced", "unknown"),
        ("lapsed", "reached"),
    ]


def test_a_gap_is_passed_and_not_just_unknown() -> None:
    found = steps(
        cycle(told("signed", "Asserted"), expected=("announced",), gap="announced"), ORDER
    )
    assert [one.state for one in found] == ["passed", "reached"]


def test_bars_are_as_high_as_there_is_much_to_tell() -> None:
    early, late = bars([entry("1991-12-01"), entry("2024-01-01"), entry("2024-02-01"), entry(None)])
    assert (early.year, early.number, late.year, late.number) == ("1991", 1, "2024", 2)
    assert late.height == 2 * early.height
    assert early.x + early.width < late.x
    assert bars([entry(None)]) == ()


def test_entries_stand_by_year_and_those_without_a_beginning_by_themselves() -> None:
    found = by_year([entry(None), entry("1991-12-01"), entry("1991-12-31"), entry("1992-01-01")])
    assert [(one.year, len(one.entries)) for one in found] == [(None, 1), ("1991", 2), ("1992", 1)]
