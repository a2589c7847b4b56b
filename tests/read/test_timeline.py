"""Timelines over the real data; what is expected is written from the two texts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzgraph.errors import BadRequestError
from kzgraph.identifiers import compact
from kzgraph.model import Page, Part
from kzgraph.model.timeline import TimelineEntry
from kzgraph.read.graph import Graph
from kzgraph.read.timeline import timeline
from kzgraph.read.views import view_of

WHOLE = Part(limit=200)
ASSERTED, EVERYTHING = view_of(), view_of(modality=["all"])

# The article: partnership since 2008 and exchanges ever since, Alstom there since 2010, Macron's
# visit of 2023, a roadmap for 2024-2026. The ministry: Macron came on 1 November 2023.
KAZAKHSTAN = [
    "2008 established partnership/fra-kaz establishedOn 2008",
    "2008/.. holds state/kaz hasDiplomaticExchangesWith state/fra",
    "2010/.. holds company/alstom operatesIn state/kaz",
    "2023 starts visit/macron-kazakhstan-2023 startDate 2023",
    "2023-11-01 starts visit/macron-kazakhstan-2023 startDate 2023-11-01",
    "2024 starts agreement/critical-minerals-roadmap-2024-2026 startDate 2024",
    "2026 ends agreement/critical-minerals-roadmap-2024-2026 endDate 2026",
]
# In the quotation that Tokayev adds, an exhibition is thought of for the year after.
EXHIBITION = "2024 holds event/kazakh-culture-exhibition organisedBy state/kaz"
# The plant was discussed with the head of EDF at the visit of November 2024; the article gives the
# referendum no date.
PLANT = ["2024-11 starts visit/tokayev-france-2024 startDate 2024-11"]


def lines(page: Page[TimelineEntry]) -> list[str]:
    return [
        f"{entry.date} {entry.what} {compact(entry.subject.iri or '')} "
        f"{compact(entry.predicate.iri or '').removeprefix('kz:')} "
        f"{compact(entry.object.iri) if entry.object.iri else entry.object.text}"
        for entry in page.items
    ]


def test_the_timeline_of_kazakhstan(release_graph: Graph) -> None:
    page = timeline(release_graph, ASSERTED, WHOLE, about="state/kaz")
    assert lines(page) == KAZAKHSTAN
    assert page.total == len(KAZAKHSTAN)
    assert page.left_out is not None
    assert page.left_out.modality == {"Planned": 1}


def test_what_is_only_planned_is_seen_when_asked_for(release_graph: Graph) -> None:
    page = timeline(release_graph, EVERYTHING, WHOLE, about="state/kaz")
    assert lines(page) == [*KAZAKHSTAN[:6], EXHIBITION, KAZAKHSTAN[6]]


def test_the_timeline_of_the_nuclear_plant(release_graph: Graph) -> None:
    assert (
        lines(timeline(release_graph, ASSERTED, WHOLE, about="project/nuclear-power-plant"))
        == PLANT
    )


def test_an_entry_has_its_reasons(release_graph: Graph) -> None:
    page = timeline(release_graph, ASSERTED, WHOLE, about="company/alstom")
    entry = page.items[0]
    assert (entry.period.first, entry.period.last, entry.precision) == ("2010-01-01", None, "year")
    # The ministry says that Alstom is there as well, but not since when.
    assert entry.claims == ("eonergie-2024-11-116",)
    assert (entry.corroboration, entry.sources) == (1, ("eonergie-2024-11",))
    assert "2010" in entry.text["en"]
    assert entry.text.keys() == {"en", "fr"}


def test_what_holds_at_the_date_of_its_document_is_no_happening(release_graph: Graph) -> None:
    everything = lines(timeline(release_graph, EVERYTHING, WHOLE))
    assert not any("holdsOffice" in line or "hasStage" in line for line in everything)
    assert "1991 signed agreement/alma-ata-declaration-1991 signedOn 1991" in everything
    assert (
        "2023-01/2023-08 holds observation/trade-kaz-fra-2023-01-08 tradeValue amount/usd-2700000000"
        in (everything)
    )


def test_from_and_to_keep_what_shares_a_day(release_graph: Graph) -> None:
    about = "state/kaz"
    page = timeline(release_graph, ASSERTED, WHOLE, "2009", "2023-10", about)
    assert lines(page) == [*KAZAKHSTAN[1:4]]
    assert lines(timeline(release_graph, ASSERTED, WHOLE, "2026-12-31", None, about)) == [
        *KAZAKHSTAN[1:3],
        KAZAKHSTAN[6],
    ]
    assert timeline(release_graph, ASSERTED, WHOLE, None, "1990").items == ()


def test_what_was_not_published_yet_is_not_there(release_graph: Graph) -> None:
    page = timeline(release_graph, view_of(known_on="2023-12"), WHOLE, about="state/kaz")
    assert lines(page) == [KAZAKHSTAN[4]]


def test_no_time_of_its_own_has_two_witnesses(release_graph: Graph) -> None:
    # Both texts have Macron as the visitor, but only the article says that this was in 2023.
    page = timeline(release_graph, view_of(min_corroboration=2), WHOLE)
    assert (page.items, page.total) == ((), 0)


def test_pages_make_the_whole(release_graph: Graph) -> None:
    whole = timeline(release_graph, EVERYTHING, WHOLE)
    found: list[str] = []
    cursor = None
    while True:
        page = timeline(release_graph, EVERYTHING, Part(4, cursor))
        found += lines(page)
        assert page.total == whole.total
        cursor = page.next
        if cursor is None:
            break
    assert found == lines(whole)
    days = [(entry.period.first or "", entry.period.last or "9999") for entry in whole.items]
    assert days == sorted(days)


def test_what_is_wrong_is_refused(release_graph: Graph) -> None:
    page = timeline(release_graph, ASSERTED, Part(1))
    with pytest.raises(BadRequestError, match="cursor"):
        timeline(release_graph, ASSERTED, Part(1, page.next), since="2023")
    with pytest.raises(BadRequestError, match="from"):
        timeline(release_graph, ASSERTED, WHOLE, since="2023-13")
    with pytest.raises(BadRequestError, match="state/kaz"):
        timeline(release_graph, ASSERTED, WHOLE, about="Kazakhstan")


def test_nobody_knows_it(release_graph: Graph) -> None:
    page = timeline(release_graph, EVERYTHING, WHOLE, about="state/atlantis")
    assert (page.items, page.total, page.next) == ((), 0, None)


DATES = st.none() | st.sampled_from(
    ["1991", "2008", "2023", "2023-11", "2023-11-01", "2024-02", "2030"]
)


@settings(max_examples=60, deadline=None)
@given(since=DATES, until=DATES, known=DATES, least=st.integers(1, 3))
def test_a_filter_never_adds(
    release_graph: Graph, since: str | None, until: str | None, known: str | None, least: int
) -> None:
    whole = set(lines(timeline(release_graph, ASSERTED, WHOLE)))
    view = view_of(known_on=known, min_corroboration=least)
    kept = timeline(release_graph, view, WHOLE, since, until)
    assert set(lines(kept)) <= whole
    assert kept.total == len(kept.items)
    for about in ("state/kaz", "visit/macron-kazakhstan-2023"):
        assert set(lines(timeline(release_graph, view, WHOLE, since, until, about))) <= set(
            lines(kept)
        )
