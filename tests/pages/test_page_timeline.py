"""Events, the timeline and the map."""

import json
from collections.abc import Callable

import pytest
from seen import Element

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]

VISIT = "visit/macron-kazakhstan-2023"


def entries(page: Element) -> list[str]:
    return [one.text for one in page.all("ol", class_="timeline")]


def test_the_timeline_goes_year_by_year(open_page: OpenPage) -> None:
    page = open_page("/timeline")
    years = [one.one("h2").text for one in page.all("section", class_="year")]
    assert years[:3] == ["1991", "2008", "2010"]
    assert years[-1] == "2026"
    assert "Macron arrived on 1 November 2023." in page.one("main").text


def test_a_time_and_a_thing_can_be_asked_for(open_page: OpenPage) -> None:
    page = open_page(f"/timeline?from=2023-11&to=2023-12-31&about={VISIT}", "fr")
    (year,) = page.all("section", class_="year")
    assert year.one("h2").text == "2023"
    assert "1 novembre 2023" in year.text
    assert page.one("h1").text.startswith("Chronologie : ")
    assert f"/page/{VISIT}" in page.links()
    nothing = open_page("/timeline?from=1950&to=1960", "fr")
    assert "Rien n’est daté" in nothing.one("main").text


def test_few_entries_are_drawn_one_by_one_and_many_by_year(
    open_page: OpenPage, whole_service: str
) -> None:
    few = open_page("/timeline").one("svg", class_="band")
    assert len(few.all("rect")) == len(open_page("/timeline").one("main").all("time"))
    many = open_page("/timeline", of=whole_service)
    bars = many.one("svg", class_="years").all("a")
    assert bars[0].attributes["href"] == "/timeline?from=1991&to=1991"
    assert bars[0].one("title").text.startswith("1991: ")
    following = many.one("p", class_="more").links()[0]
    assert entries(open_page(following, of=whole_service)) != entries(many)


def test_events_are_listed_and_filtered(open_page: OpenPage) -> None:
    page = open_page("/events?type=Meeting&place=place/akorda")
    listed = [row.one("th").links()[0] for row in page.one("tbody").all("tr")]
    assert listed == ["/page/event/talks-astana-2023"]
    assert "Aucun événement" in open_page("/events?q=zzzzzz", "fr").one("main").text


def test_an_event_tells_who_met_where(open_page: OpenPage) -> None:
    facts = open_page("/page/event/talks-astana-2023").one(
        "section", **{"aria-labelledby": "facts"}
    )
    assert {
        "/page/place/akorda",
        "/page/person/macron",
        "/page/person/tokayev",
        "/page/visit/macron-kazakhstan-2023",
    } <= set(facts.links())


# Astana has the code KZ-71, which puts it into the state with the letters KZ. Of Akorda, where the
# talks were, and of Paris, to which Macron gave an invitation there, the data tell no state.
def test_a_map_tells_the_states_and_the_places_in_them(open_page: OpenPage) -> None:
    page = open_page(f"/map?of={VISIT}")
    assert json.loads("".join(map(str, page.one("script", id="drawn").children))) == [
        {"code": "398", "name": "Kazakhstan", "list": "state-398"}
    ]
    state = page.one("section", id="state-398")
    assert [one.links()[0] for one in state.all("h4")] == ["/page/place/astana"]
    elsewhere = page.one("section", **{"aria-labelledby": "elsewhere"})
    assert [one.links()[0] for one in elsewhere.all("h3")] == [
        "/page/place/akorda",
        "/page/place/paris",
    ]


def test_the_corridor_is_drawn_as_far_as_claims_name_states(
    open_page: OpenPage, whole_service: str
) -> None:
    page = open_page("/map?of=corridor/middle-corridor", "fr", of=whole_service)
    assert page.one("section", id="state-156").one("h3").text == "Chine"
    assert "/page/place/europe" in page.one("main").links()
    everything = open_page("/map", of=whole_service)
    assert "/map?of=corridor/middle-corridor" in everything.links()
    assert "not on the map: the data have no code of it" in everything.one("main").text
