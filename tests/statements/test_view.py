"""Views and the index of statements: clocks, modality, rank, corroboration, and what is left out."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.dates import Interval
from kzgraph.errors import BadRequestError
from kzgraph.model import Part, Statement
from kzgraph.read.facts import Pattern, list_facts
from kzgraph.read.graph import Graph
from kzgraph.read.views import MODALITIES, view_of
from kzgraph.statements import Selection, View, find

NOTHING = Pattern()
EVERYTHING = Part(limit=1000)

days = st.dates(date(1990, 1, 1), date(2027, 1, 1)).map(lambda day: Interval(day, day))
months = st.dates(date(1990, 1, 1), date(2027, 1, 1)).map(
    lambda day: Interval(day.replace(day=1), day.replace(day=28))
)
views = st.builds(
    View,
    valid_on=st.none() | days | months,
    known_on=st.none() | days,
    min_corroboration=st.integers(1, 3),
    modalities=st.none() | st.frozensets(st.sampled_from([m.capitalize() for m in MODALITIES])),
    ranks=st.none() | st.just(frozenset({"NormalRank"})),
)


def keys(graph: Graph, view: View) -> set[tuple[str | None, ...]]:
    page = list_facts(graph, NOTHING, view, EVERYTHING)
    return {triple(statement) for statement in page.items}


def triple(statement: Statement) -> tuple[str | None, ...]:
    value = statement.object
    return (statement.subject.iri, statement.predicate.iri, value.iri or value.text)


@given(views)
def test_a_view_never_adds(release_graph: Graph, view: View) -> None:
    whole = View(modalities=None, ranks=None)
    assert keys(release_graph, view) <= keys(release_graph, whole)


@given(views, days)
def test_a_clock_never_adds(release_graph: Graph, view: View, day: Interval) -> None:
    narrower = View(day, view.known_on, view.min_corroboration, view.modalities, view.ranks)
    wider = View(None, view.known_on, view.min_corroboration, view.modalities, view.ranks)
    assert keys(release_graph, narrower) <= keys(release_graph, wider)


@given(views, days, st.integers(0, 1000))
def test_knowledge_grows(release_graph: Graph, view: View, day: Interval, later: int) -> None:
    end = day.last + timedelta(days=later)
    sooner, after = (
        View(view.valid_on, known, view.min_corroboration, view.modalities, view.ranks)
        for known in (day, Interval(end, end))
    )
    assert keys(release_graph, sooner) <= keys(release_graph, after)


@given(views)
def test_what_is_left_out_and_what_is_seen_are_all(release_graph: Graph, view: View) -> None:
    index, every = release_graph.statements, View(modalities=None, ranks=None)
    least = View(view.valid_on, view.known_on, 1, view.modalities, view.ranks)
    out = find.left_out(index, Selection(), least)
    condition = least.condition()
    rows = index.rows(f"SELECT COUNT(*) FROM claim AS c WHERE {condition}", least.values())
    ((all_claims,),) = index.rows("SELECT COUNT(*) FROM claim")
    left = out.rank + out.known_on + out.valid_on + sum(out.modality.values())
    assert rows[0][0] + left == all_claims
    assert find.left_out(index, Selection(), every).modality == {}


@given(views)
def test_the_total_is_the_number_of_items(release_graph: Graph, view: View) -> None:
    page = list_facts(release_graph, NOTHING, view, EVERYTHING)
    assert page.total == len(page.items)
    assert page.next is None


@given(views, st.integers(9, 300))
def test_pages_give_the_whole_once(release_graph: Graph, view: View, limit: int) -> None:
    whole = list_facts(release_graph, NOTHING, view, EVERYTHING).items
    found: list[Statement] = []
    cursor = None
    while True:
        page = list_facts(release_graph, NOTHING, view, Part(limit, cursor))
        found += page.items
        assert page.total == len(whole)
        if page.next is None:
            break
        cursor = page.next
    assert found == list(whole)


def test_corroboration_of_the_two_texts(release_graph: Graph) -> None:
    """Both texts tell who presides whom, that Orano is French, and that Alstom works in Kazakhstan."""
    found = {
        (s.subject.text, s.predicate.iri.rpartition("#")[2] if s.predicate.iri else "")
        for s in list_facts(release_graph, NOTHING, view_of(min_corroboration=2), EVERYTHING).items
    }
    assert ("Orano", "basedInState") in found
    assert ("Alstom", "operatesIn") in found
    assert ("France", "headOfState") in found
    assert ("Kazakhstan", "headOfState") in found
    assert len(found) == 8  # the two parties of the partnership are one pair here


def test_before_the_article_nothing_of_it_is_known(release_graph: Graph) -> None:
    known = list_facts(release_graph, NOTHING, view_of(known_on="2024-10"), EVERYTHING)
    assert {source for item in known.items for source in item.sources} == {
        "mfa-kazakhstan-2023-11-01"
    }
    assert known.left_out is not None
    assert known.left_out.known_on == 188
    # The month in which the article appeared is known, its day is not.
    sure = list_facts(release_graph, NOTHING, view_of(known_on="2024-11-15"), EVERYTHING)
    assert sure.total == known.total


def test_alstom_works_in_kazakhstan_since_2010(release_graph: Graph) -> None:
    pattern = Pattern("company/alstom", "operatesIn", "state/kaz")
    for day, seen in (("2009", 0), ("2010", 1), ("2016-05-04", 1), ("2030", 1)):
        page = list_facts(release_graph, pattern, view_of(valid_on=day), EVERYTHING)
        assert page.total == seen, day


def test_plans_are_no_facts(release_graph: Graph) -> None:
    pattern = Pattern("project/nuclear-power-plant", "location", "state/kaz")
    page = list_facts(release_graph, pattern, view_of(), EVERYTHING)
    assert page.items == ()
    assert page.left_out is not None
    assert page.left_out.modality == {"Planned": 1}
    (item,) = list_facts(release_graph, pattern, view_of(modality=["planned"]), EVERYTHING).items
    assert item.modalities == ("Planned",)


@pytest.mark.parametrize(
    "text", ["2023-13", "2023-02-30", "0000", "yesterday", "2023-1", "２０２３"]
)
def test_no_such_day(text: str) -> None:
    with pytest.raises(BadRequestError, match="valid_on"):
        view_of(valid_on=text)


def test_no_such_modality() -> None:
    with pytest.raises(BadRequestError, match="'maybe'"):
        view_of(modality=["maybe"])
