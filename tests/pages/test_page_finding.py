"""Finding: search in any spelling, names while one types, lists of entities and firms, terms."""

from collections.abc import Callable
from urllib.parse import quote

import httpx
import pytest
from hostile_names import MARKUP
from seen import Element, seen

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]

TOKAYEV = "/page/person/tokayev"
SPELLINGS = ["Tokayev", "Tokaïev", "Токаев", "Тоқаев", "Toqaev", "tokaev"]


def suggested(service: str, typed: str, language: str = "en") -> list[Element]:
    headers = {"Accept": "text/html", "Accept-Language": language}
    given = {"q": typed}
    answer = httpx.get(f"{service}/search/suggested", params=given, headers=headers)
    assert answer.status_code == 200
    return seen(answer.text).all("li")


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_name_is_found_in_any_spelling(open_page: OpenPage, spelling: str) -> None:
    page = open_page(f"/search?q={quote(spelling)}")
    first = page.one("ul", class_="cards").all("li")[0]
    assert first.links() == [TOKAYEV]
    assert page.one("input", id="q").attributes["value"] == spelling


def test_a_result_says_how_it_was_found_and_marks_the_words(open_page: OpenPage) -> None:
    card = open_page("/search?q=Toqaev").one("ul", class_="cards").all("li")[0]
    assert card.one("p", class_="kind").text == "person"
    assert card.all("mark")
    assert card.one("span", class_="note").text == "by its name in another spelling"


def test_claims_are_found_by_their_words_and_lead_to_their_reasons(open_page: OpenPage) -> None:
    page = open_page("/search?q=consortium")
    claims = page.one("ul", class_="plain").all("li")
    assert claims
    assert all(any(link.startswith("/why/") for link in one.links()) for one in claims)
    # What is not asserted is marked.
    (proposed,) = [one for one in claims if "/why/eonergie-2024-11-082" in one.links()]
    assert proposed.one("span", class_="mark").text == "proposed"


def test_results_come_in_parts(open_page: OpenPage) -> None:
    first = open_page("/search?q=Kazakhstan")
    second = open_page(first.one("a", rel="next").attributes["href"])
    assert second.one("h1").text == "Found for “Kazakhstan”"
    shown = {link for link in first.one("main").links() if link.startswith("/why/")}
    assert not shown & set(second.one("main").links())


def test_nothing_is_found_and_nothing_was_asked(open_page: OpenPage) -> None:
    page = open_page("/search?q=xqzzwv", "fr")
    assert page.one("p", class_="nothing").text.startswith("Rien ne porte ce nom")
    assert "/entities" in page.one("main").links()
    assert open_page("/search?q=").one("h1").text == "Search"
    assert open_page("/search").one("h1").text == "Search"


@pytest.mark.parametrize("asked", [MARKUP, "\"'><b>", "%", "\u202e", "{{ 7 * 7 }}", "x" * 200])
def test_what_was_typed_is_text(open_page: OpenPage, asked: str) -> None:
    page = open_page(f"/search?q={quote(asked)}")
    assert page.one("input", id="q").attributes["value"] == asked
    assert not page.one("main").all("b")


@pytest.mark.parametrize("typed", ["Tok", "Ток", "Тоқ", "Toq", "kassym"])
def test_a_name_is_completed_in_any_spelling(service: str, typed: str) -> None:
    first = suggested(service, typed)[0]
    assert first.links() == [TOKAYEV]
    option = first.one("a", role="option")
    assert (option.attributes["id"], option.attributes["aria-selected"]) == ("suggested-1", "false")


def test_completions_are_in_the_language_and_say_what_they_go_by(service: str) -> None:
    options = suggested(service, "Toq", "fr")
    assert options[0].all("bdi")[0].text == "Kassym-Jomart Tokaïev"
    assert 1 < len(options) <= 8
    assert suggested(service, "") == []
    assert suggested(service, "xqzzwv") == []


def names(page: Element) -> list[str]:
    return [row.one("th").text for row in page.one("tbody").all("tr")]


def test_firms_are_listed_by_sector_and_country(open_page: OpenPage) -> None:
    page = open_page("/firms")
    assert {"Orano", "EDF", "Alstom", "Rosatom"} <= set(names(page))
    assert "Emmanuel Macron" not in names(page)
    russian = open_page("/firms?country=state/rus&sector=&q=&sort=name")
    assert names(russian) == ["Rosatom"]
    chosen = [one.attributes["value"] for one in russian.all("option") if _chosen(one)]
    assert chosen == ["state/rus", "name"]
    none = open_page("/firms?q=xqzzwv", "fr")
    assert none.one("p", class_="nothing").text.startswith("Aucune entreprise")


def _chosen(option: Element) -> bool:
    return "selected" in option.attributes


def test_entities_are_narrowed_step_by_step(open_page: OpenPage) -> None:
    page = open_page("/entities")
    facets = {one.one("summary").text: one for one in page.all("details")}
    assert list(facets) == ["Kind", "Country", "Sector", "Document"]
    (visits,) = [link for link in facets["Kind"].all("li") if link.one("a").text == "visit"]
    assert visits.one("span", class_="note").text == "3"
    narrowed = open_page(visits.links()[0])
    assert len(names(narrowed)) == 3
    assert all(name.startswith("visit of ") for name in names(narrowed))
    (document,) = [one for one in narrowed.all("details") if one.one("summary").text == "Document"]
    assert all("type=Visit" in link and "source=" in link for link in document.links())
    assert "/v1/entities.csv?type=Visit" in narrowed.links()


def test_entities_of_a_wrong_kind(service: str) -> None:
    answer = httpx.get(f"{service}/entities?type=Nothing", headers={"Accept": "text/html"})
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/html")


def test_a_long_list_goes_on(open_page: OpenPage) -> None:
    first = open_page("/entities?sort=name")
    second = open_page(first.one("a", rel="next").attributes["href"])
    assert not set(names(first)) & set(names(second))


def test_terms_are_listed_and_each_has_a_page(open_page: OpenPage, service: str) -> None:
    page = open_page("/terms", "fr")
    listed = {link.text: link.attributes["href"] for link in page.one("main").all("a")}
    assert listed["visiteur"] == "/terms/visitor"
    assert listed["visite d'État"] == "/terms/StateVisit"
    for address in ("/terms/visitor", "/terms/StateVisit", "/terms/VisitKindScheme"):
        assert httpx.get(f"{service}{address}").status_code == 200


def test_a_term_tells_what_it_means_and_where_it_stands(open_page: OpenPage) -> None:
    page = open_page("/terms/visitor")
    told = {one.one("dt").text: one.one("dd") for one in page.all("div", class_="fact")}
    assert page.one("h1").text == "visitor"
    assert "Relates a visit to the person who makes it." in page.text
    assert told["Name in data"].text == "kz:visitor"
    assert told["Things that have it"].links() == ["/terms/Visit"]
    assert told["Its values"].links() == ["/terms/Person"]
    kind = open_page("/terms/JointVenture", "fr")
    assert "/entities?type=JointVenture" in kind.links()
    matches = {
        one.one("a").attributes["href"]: one.one("dt").text
        for one in kind.all("div", class_="fact")
        if one.all("a", rel="external")
    }
    assert matches["https://schema.org/Corporation"] == "Plus large ailleurs"
    assert matches["http://eurovoc.europa.eu/816"] == "Presque le même ailleurs"


def test_things_of_a_kind_are_listed_from_its_term(open_page: OpenPage) -> None:
    assert names(open_page("/entities?type=JointVenture&sort=name"))
