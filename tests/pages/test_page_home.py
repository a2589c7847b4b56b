"""The first page, and the one that says what this is and how to cite it."""

from collections.abc import Callable

import httpx
import pytest
from seen import Element

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"

PLANT = "Who would like to build the first nuclear power plant of Kazakhstan?"


def figures(page: Element) -> dict[str, str]:
    """Return the numbers of the first page, by what they count."""
    tiles = {one.text: one.one("b").text for one in page.one("ul", class_="figures").all("li")}
    return {told.removeprefix(number).strip(): number for told, number in tiles.items()}


def test_the_first_page_says_how_much_there_is(open_page: OpenPage, service: str) -> None:
    page = open_page("/")
    told = figures(page)
    # 188 claims of the one text and 142 of the other, which do not contradict each other.
    assert (told["documents"], told["claims"], told["conflicts"]) == ("2", "330", "0")
    counted = httpx.get(f"{service}/v1/stats").json()
    assert told["entities"] == str(counted["entities"])
    assert told["facts"] == str(counted["facts"])
    assert told["of them told by several documents"] == str(counted["corroborated"])


def test_the_first_page_leads_everywhere(open_page: OpenPage, service: str) -> None:
    page = open_page("/")
    wanted = {"/visits", "/agreements", "/firms", "/projects", "/sources", "/timeline", "/query"}
    wanted |= {"/help", "/about", "/terms", "/entities"}
    assert wanted <= set(page.links())
    for address in page.links():
        answer = httpx.get(f"{service}{address}", headers={"Accept": BROWSER}, timeout=60)
        assert answer.status_code == 200, address


def test_questions_lead_to_their_answers(open_page: OpenPage) -> None:
    page = open_page("/")
    (question,) = [link for link in page.all("a") if link.text == PLANT]
    assert question.attributes["href"] == "/page/project/nuclear-power-plant"


def test_the_release_is_named_in_whole(open_page: OpenPage, service: str) -> None:
    release = httpx.get(f"{service}/v1/stats").headers["kzgraph-release"]
    assert release in open_page("/").text
    page = open_page("/about")
    assert release in page.text
    assert "/v1/cite.bib" in page.links()


def test_large_numbers_are_told_as_the_language_does(
    open_page: OpenPage, whole_service: str
) -> None:
    english, french = (figures(open_page("/", way, of=whole_service)) for way in ("en", "fr"))
    assert "," in english["claims"]
    assert french["assertions"] == english["claims"].replace(",", " ")  # as spaces are read here


def test_programs_get_data_at_the_same_address(service: str) -> None:
    for accept in ("*/*", "application/json"):
        answer = httpx.get(f"{service}/", headers={"Accept": accept})
        assert answer.headers["content-type"] == "application/json"
        assert "Accept" in answer.headers["vary"]


def test_the_page_that_tells_what_this_is(open_page: OpenPage) -> None:
    page = open_page("/about", "fr")
    assert page.one("h1").text == "À propos et comment citer"
    told = {one.one("dt").text: one.one("dd").text for one in page.all("div", class_="fact")}
    assert (told["Documents"], told["Assertions"]) == ("2", "330")
