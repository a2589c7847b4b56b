"""The explorer without script, and what its script is told; expectations are from the two texts."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from hostile_names import MARKUP
from seen import Element

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]
Part = dict[str, list[dict[str, Any]]]

PLANT = "/explore?of=project/nuclear-power-plant"
PART = "/explore/part.json?of=project/nuclear-power-plant"
VENDORS = ["company/cnnc", "company/edf", "company/khnp", "company/rosatom"]


def things(page: Element) -> dict[str, list[str]]:
    """Return the lines of the table of things by the address of each."""
    table = page.one("section", **{"aria-labelledby": "nodes"})
    return {
        row.one("th").links()[0]: [cell.text for cell in row.all("td")]
        for row in table.one("tbody").all("tr")
    }


def part(service: str, address: str, **headers: str) -> Part:
    answer = httpx.get(f"{service}{address}", headers=headers)
    assert answer.status_code == 200, answer.text
    found: Part = answer.json()
    return found


def test_the_network_is_a_table_with_links(open_page: OpenPage) -> None:
    page = open_page(PLANT)
    assert page.one("h1").text == "Around first nuclear power plant of Kazakhstan"
    assert things(page)["/page/company/edf"] == ["company", "3 Show its neighbours", "2"]
    assert page.one("p", id="size").text == "7 things, 7 statements"
    edges = page.one("section", **{"aria-labelledby": "edges"})
    (line,) = [li.text for li in edges.all("li") if "shortlisted" in li.text]
    assert line.startswith("EDF shortlisted for first nuclear power plant of Kazakhstan")
    assert line.endswith("Why?")


def test_links_show_and_hide_neighbours(open_page: OpenPage) -> None:
    page = open_page(PLANT)
    (wider,) = [to for to in page.links() if "company%2Fedf" in to]
    opened = parse_qs(urlsplit(wider).query)
    assert opened == {"of": ["project/nuclear-power-plant", "company/edf"]}
    page = open_page(wider)
    assert "/page/person/remont" in things(page)
    (narrower,) = [to for to in page.links() if "also=company%2Fedf" in to]
    assert "/page/person/remont" not in things(open_page(narrower))


def test_a_form_narrows_what_is_shown_and_keeps_the_things(open_page: OpenPage) -> None:
    page = open_page(f"{PLANT}&kind=company&property=&from=2024&to=&known_on=&modality=&each=30")
    assert len(things(page)) == 5
    boxes = page.one("fieldset", id="choose-kind").all("input")
    assert {one.attributes["value"]: "checked" in one.attributes for one in boxes} == {
        "company": True,
        "event": False,
    }
    assert page.one("input", name="of").attributes["value"] == "project/nuclear-power-plant"
    assert page.one("input", name="from").attributes["value"] == "2024"
    assert len(things(open_page(f"{PLANT}&to=2022"))) == 1
    assert len(things(open_page(f"{PLANT}&valid_on=2024-11&kind=company"))) == 5


def test_it_says_in_french_what_it_leaves_out(open_page: OpenPage) -> None:
    page = open_page(f"{PLANT}&each=2", "fr")
    told = page.one("ul", id="left-out").text
    assert "4 voisins sur 6 ne sont pas montrés" in told
    assert page.one("p", id="size").text == "3 choses, 3 énoncés"


def test_without_a_thing_it_offers_some(open_page: OpenPage) -> None:
    page = open_page("/explore")
    assert "/explore?of=person/tokayev" in page.links()
    assert open_page("/explore", "fr").one("h1").text == "Explorer"


def test_the_script_is_told_the_same_in_the_language(service: str) -> None:
    found = part(service, PART, **{"Accept-Language": "fr"})
    named = {node["id"]: node for node in found["nodes"]}
    assert sorted(one for one in named if one.startswith("company/")) == VENDORS
    plant = named["project/nuclear-power-plant"]
    assert plant["name"] == "première centrale nucléaire du Kazakhstan"
    assert (plant["group"], plant["open"], plant["page"]) == (
        "projects",
        True,
        "/page/project/nuclear-power-plant",
    )
    ends = {(edge["source"], edge["target"], edge["asserted"]) for edge in found["edges"]}
    assert ("company/edf", "project/nuclear-power-plant", True) in ends
    assert all(edge["why"].startswith("/why/eonergie-2024-11-") for edge in found["edges"])


def test_plans_are_marked_for_the_script(service: str) -> None:
    found = part(service, f"{PART}&modality=planned")
    plans = {(edge["source"], edge["target"]): edge for edge in found["edges"]}
    edge = plans["project/nuclear-power-plant", "state/kaz"]
    assert (edge["asserted"], edge["marks"]) == (False, ["planned"])


def test_names_of_properties_are_one_however_they_are_written(service: str) -> None:
    iri = "https://w3id.org/kzgraph/ontology%23interestedIn"
    for name in ("interestedIn", "kz:interestedIn", iri):
        found = part(service, f"{PART}&property={name}")
        assert len(found["edges"]) == 4, name


def test_an_answer_is_kept_and_is_another_in_another_language(service: str) -> None:
    english = httpx.get(f"{service}{PART}", headers={"Accept-Language": "en"})
    french = httpx.get(f"{service}{PART}", headers={"Accept-Language": "fr"})
    assert english.headers["etag"] != french.headers["etag"]
    assert "Accept-Language" in english.headers["vary"]
    held = {"Accept-Language": "en", "If-None-Match": english.headers["etag"]}
    assert httpx.get(f"{service}{PART}", headers=held).status_code == 304


@pytest.mark.parametrize(
    ("address", "status", "told"),
    [
        ("/explore?of=company/edff", 404, "company/edff"),
        ("/explore?of=state/kaz&each=251", 400, "each"),
        ("/explore?of=state/kaz&from=2024&to=2023", 400, "from"),
        ("/explore?of=state/kaz&from=2024-13", 400, "2024-13"),
        ("/explore?of=state/kaz&from=2024&valid_on=2024", 400, "valid_on"),
        ("/explore?of=state/kaz&depth=2", 400, "depth"),
        ("/explore?" + "&".join(f"of=state/s{n}" for n in range(101)), 400, "of"),
    ],
)
def test_what_is_wrong_is_told(service: str, address: str, status: int, told: str) -> None:
    answer = httpx.get(f"{service}{address}", headers={"Accept": "text/html"})
    assert (answer.status_code, told in answer.text) == (status, True), answer.text[:1500]


def test_a_page_stays_small_however_much_is_asked_for(open_page: OpenPage, service: str) -> None:
    listed = httpx.get(f"{service}/v1/entities?limit=100&sort=-claims").json()["items"]
    asked = "&".join(f"of={one['id']}" for one in listed)
    first = open_page(f"/explore?{asked}&each=250&modality=all")
    (more,) = first.one("p", class_="more").links()
    told = [*things(first), *things(open_page(more))]
    assert told == [f"/page/{one['id']}" for one in listed[: len(told)]]


def test_names_with_markup_are_only_text(hostile_service: str, open_page: OpenPage) -> None:
    address = "/explore?of=company/hostile"
    page = open_page(address, of=hostile_service)
    assert MARKUP in page.one("h1").text
    assert not page.one("main").all("script")
    named = part(hostile_service, "/explore/part.json?of=company/hostile")["nodes"]
    assert named[0]["name"] == MARKUP
