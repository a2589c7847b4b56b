"""Projects: the list, and one with its stages, its candidates and the passages that name them."""

from collections.abc import Callable

import httpx
import pytest
from seen import Element

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]

PLANT = "/page/project/nuclear-power-plant"
INITIATIVE = "/page/initiative/critical-minerals"


def section(page: Element, name: str) -> Element:
    return page.one("section", **{"aria-labelledby": name})


# The article names the four in one sentence; only EDF is on the list of possible suppliers, too.
def test_the_four_candidates_stand_with_the_positions_that_say_so(open_page: OpenPage) -> None:
    cards = section(open_page(PLANT), "candidates").all("li", class_="card")
    found = {card.one("h3").links()[0].rpartition("/")[2]: card for card in cards}
    assert list(found) == ["edf", "cnnc", "khnp", "rosatom"]
    for card in found.values():
        assert "/page/document/eonergie-2024-11" in card.links()
        assert card.all("span", class_="position")[0].text.startswith("characters 1")
        assert card.all("a", class_="why")
    interested, shortlisted, participates = found["edf"].all("div", class_="fact")
    assert interested.one("dt").text == "interested in"
    assert "proposed" in participates.text
    assert "proposed" not in shortlisted.text


def test_the_passage_of_a_candidate_is_where_the_claim_says(
    open_page: OpenPage, service: str
) -> None:
    (card,) = [
        one
        for one in section(open_page(PLANT, "fr"), "candidates").all("li", class_="card")
        if "/page/company/khnp" in one.links()
    ]
    claim = card.one("a", class_="why").attributes["href"].rpartition("/")[2]
    span = httpx.get(f"{service}/v1/claims/{claim}").json()["evidence"][0]["span"]
    position = card.one("span", class_="position").text
    assert [int(word) for word in position.split() if word.isdigit()] == [
        span["start"],
        span["end"],
    ]


def test_what_is_only_planned_is_shown_and_marked(open_page: OpenPage) -> None:
    facts = section(open_page(PLANT), "facts")
    assert [one.text for one in facts.all("span", class_="only")] == ["planned"] * 2
    (status,) = [
        one for one in open_page(PLANT).all("select") if one.attributes["name"] == "modality"
    ]
    assert status.all("option")[0].text == "every status"


def test_only_what_is_asserted_can_be_asked_for(open_page: OpenPage) -> None:
    page = open_page(f"{PLANT}?modality=asserted")
    assert not page.one("main").all("span", class_="only")
    assert "No document says." in section(page, "facts").text
    chosen = [one.attributes["value"] for one in page.all("option") if "selected" in one.attributes]
    assert chosen == ["asserted"]


def test_the_stages_of_a_project(open_page: OpenPage) -> None:
    told = section(open_page(PLANT), "cycle").all("li")
    states = {li.one("span", class_="stage").text: li.attributes["class"] for li in told}
    assert states["decided"] == "reached"
    # Nobody tells that it was proposed, though what is decided has been.
    assert states.pop("proposed") == "passed"
    assert {state for name, state in states.items() if name != "decided"} == {"unknown"}
    assert list(states)[-1] == "operating"


def test_decisions_stand_with_their_statements(open_page: OpenPage) -> None:
    decisions = section(open_page(PLANT), "decisions")
    assert "/page/event/nuclear-plant-referendum" in decisions.links()


def test_projects_are_listed_and_filtered(open_page: OpenPage) -> None:
    page = open_page("/projects")
    listed = [row.one("th").links()[0] for row in page.one("tbody").all("tr")]
    assert listed[0] == PLANT
    assert INITIATIVE in listed
    decided = open_page("/projects?stage=decided&type=&location=&sector=&q=", "fr")
    rows = decided.one("tbody").all("tr")
    assert [row.one("th").links()[0] for row in rows] == [PLANT]
    assert "décidé" in rows[0].text


def test_an_initiative_has_the_page_of_a_project(open_page: OpenPage) -> None:
    page = open_page(INITIATIVE)
    assert "/page/place/astana" in section(page, "facts").links()


@pytest.mark.parametrize("kind", ["visit", "project", "initiative", "agreement", "event"])
def test_a_thing_that_is_not_there_has_no_page(service: str, kind: str) -> None:
    answer = httpx.get(f"{service}/page/{kind}/nowhere", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
