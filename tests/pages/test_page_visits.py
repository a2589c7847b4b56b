"""The list of visits and their dossiers; what is expected is written from the documents."""

from collections.abc import Callable

import pytest
from seen import Element

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]

PARIS = "/page/visit/tokayev-france-2024"
ASTANA = "/page/visit/macron-kazakhstan-2023"


def section(page: Element, name: str) -> Element:
    return page.one("section", **{"aria-labelledby": name})


def fact(part: Element, title: str) -> list[Element]:
    """Return the values under a title."""
    (found,) = [one for one in part.all("div", class_="fact") if one.one("dt").text == title]
    values: list[Element] = found.all("dd")
    return values


def rows(page: Element) -> dict[str, list[str]]:
    """Return the lines of a list by the address of their thing."""
    return {
        row.one("th").links()[0]: [cell.text for cell in row.all("td")]
        for row in page.one("tbody").all("tr")
    }


def cycle(part: Element) -> list[tuple[str, str]]:
    return [(li.attributes["class"], li.text) for li in part.one("ol", class_="cycle").all("li")]


def test_visits_are_listed_from_the_latest_on(open_page: OpenPage) -> None:
    found = rows(open_page("/visits"))
    assert list(found) == [PARIS, ASTANA, "/page/visit/tokayev-paris-2022"]
    assert found[ASTANA] == [
        "1 November 2023",
        "Emmanuel Macron",
        "Kazakhstan, Astana",
        "official visit Why?",
        "2",
    ]


def test_visits_are_filtered_by_a_form(open_page: OpenPage) -> None:
    page = open_page("/visits?visitor=person%2Fmacron&place=&modality=", "fr")
    assert list(rows(page)) == [ASTANA]
    chosen = [one.attributes["value"] for one in page.all("option") if "selected" in one.attributes]
    assert chosen == ["person/macron"]
    assert "Aucune visite" in open_page("/visits?place=state%2Fchn", "fr").one("main").text


def test_a_dossier_tells_who_came_when_and_whom_they_met(open_page: OpenPage) -> None:
    page = open_page(PARIS)
    glance = section(page, "terms")
    assert fact(glance, "Who came")[0].links()[0] == "/page/person/tokayev"
    assert fact(glance, "When")[0].text.startswith("November 2024")
    (terms,) = fact(glance, "On what terms")
    assert terms.text.startswith("official visit")
    assert "/page/document/eonergie-2024-11" in terms.links()
    met = section(page, "met").links()
    assert {"/page/event/talks-paris-2024", "/page/event/tokayev-remont-2024"} <= set(met)
    assert f"/map?of={PARIS.removeprefix('/page/')}" in page.links()


def test_what_was_said_stands_by_speaker_with_the_way_it_is_reported(open_page: OpenPage) -> None:
    said = section(open_page(ASTANA), "said")
    assert [one.links()[0] for one in said.all("h3")] == [
        "/page/person/macron",
        "/page/person/tokayev",
    ]
    modes = {one.text for one in said.all("span", class_="mode")}
    assert {"direct quotation", "reported speech"} <= modes


def test_what_was_signed_has_its_life_cycle(open_page: OpenPage) -> None:
    signed = section(open_page(PARIS), "signed").one("ul", class_="signed")
    found = {one.one("h3").links()[0]: one for one in signed.children if isinstance(one, Element)}
    stages = cycle(found["/page/agreement-set/visit-2024"])
    assert [state for state, _ in stages] == ["reached", "unknown"]
    assert stages[0][1].startswith("signed by November 2024")
    assert stages[1][1] == "implemented not known"


def test_with_every_status_plans_are_marked(open_page: OpenPage) -> None:
    marks = open_page(f"{PARIS}?modality=all").all("span", class_="only")
    assert {"intended", "planned"} & {one.text for one in marks}
    assert not open_page(PARIS).one("main").all("span", class_="only")


# Six documents call it a state visit, two of them relays of others; eOnergie and Le Moci call it
# an official one.
def test_which_document_calls_the_visit_what(open_page: OpenPage, whole_service: str) -> None:
    page = open_page(PARIS, of=whole_service)
    state, official = fact(section(page, "terms"), "On what terms")
    assert state.text.startswith("state visit")
    assert official.text.startswith("official visit")
    assert state.one("a", class_="disputed").text == "disputed"
    assert {
        "/page/document/elysee-2024-11-05-joint-declaration",
        "/page/document/epochtimes-2024-11-05-afp",
        "/page/document/viepublique-2025-12-17-readmission-bill",
    } <= set(state.links())
    assert "/page/document/eonergie-2024-11" in official.links()
    assert [one for one in official.links() if one.startswith("/conflicts/")]


# The Senate debated the bill in January 2026, after vie-publique.fr had told of it.
def test_what_became_of_it_stands_by_document(open_page: OpenPage, whole_service: str) -> None:
    later = section(open_page(PARIS, of=whole_service), "later")
    dates = {one.links()[0]: one.one("time").text for one in later.all("h3")}
    assert dates["/page/document/viepublique-2025-12-17-readmission-bill"] == "17 December 2025"
    assert dates["/page/document/senat-2026-01-28-debate"] == "28 January 2026"
    assert "/page/agreement/readmission-2024" in later.links()
