"""Where documents disagree, on pages; what is expected is written from the documents."""

from collections.abc import Callable

import httpx
import pytest
from seen import Element

from kzgraph.read.conflicts import KIND_WORDS

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]

GROWTH = "trade between Kazakhstan and France, 2022: growth"
VALUE = "trade between Kazakhstan and France, 2022: trade value"
KIND = "visit of Kassym-Jomart Tokayev to France, 2024: visit kind"


def listed(page: Element) -> dict[str, Element]:
    return {one.one("h2").text: one for one in page.all("article", class_="conflict")}


def sides(page: Element) -> dict[str, Element]:
    return {side.one("h2").text: side for side in page.all("section", class_="side")}


def told(witness: Element) -> dict[str, str]:
    return {row.one("dt").text: row.one("dd").text for row in witness.one("dl").all("div")}


def test_conflicts_are_listed_open_ones_first(open_page: OpenPage, disputed_service: str) -> None:
    found = listed(open_page("/conflicts", of=disputed_service))
    assert list(found) == [KIND, GROWTH, VALUE]
    states = [one.one("p", class_="states").text for one in found.values()]
    assert [state.partition(" ")[0] for state in states] == ["open", "resolved", "resolved"]
    values = [one.text for one in found[VALUE].all("li")]
    assert values[0].startswith("4.2 billion USD counts made-up gazette")
    assert values[1].startswith("4 billion USD Kazakh foreign ministry")


def test_each_kind_is_explained_in_a_sentence(open_page: OpenPage, disputed_service: str) -> None:
    for language in ("en", "fr"):
        page = open_page("/conflicts", language, of=disputed_service)
        kinds = page.one("dl", class_="kinds").all("div")
        assert {one.links()[0].rpartition("/")[2] for one in kinds} == set(KIND_WORDS.values())
        assert all(one.one("dd").text.endswith(".") for one in kinds)


def test_conflicts_are_filtered_by_a_form(open_page: OpenPage, disputed_service: str) -> None:
    address = "/conflicts?status=resolved&kind=rounding&subject="
    page = open_page(address, "fr", of=disputed_service)
    (one,) = listed(page).values()
    assert one.all("li")[0].text.startswith("4,2 ")
    chosen = [one.attributes["value"] for one in page.all("option") if "selected" in one.attributes]
    assert chosen == ["resolved", "rounding"]
    subject = open_page("/conflicts?subject=visit%2Ftokayev-france-2024", of=disputed_service)
    assert list(listed(subject)) == [KIND]
    none = open_page("/conflicts?kind=currency", of=disputed_service)
    assert "No conflict fits." in none.one("main").text


def test_values_stand_side_by_side_with_everything_said(
    open_page: OpenPage, disputed_service: str
) -> None:
    (address,) = listed(open_page("/conflicts", of=disputed_service))[VALUE].one("h2").links()
    page = open_page(address, of=disputed_service)
    assert "Resolved: a rank, given with a reason, decides" in page.one("main").text
    columns = sides(page)
    assert list(columns) == ["4.2 billion USD", "4 billion USD"]
    assert "prevails" in columns["4.2 billion USD"].attributes["class"]
    backing = [one.one("p", class_="backing").text for one in columns.values()]
    assert backing == ["counts 1 independent document", "1 independent document, 1 primary"]
    (gazette,) = columns["4.2 billion USD"].all("li")
    assert told(gazette) == {
        "Document": "made-up gazette",
        "Published": "3 February 2025",
        "Speaker": "eOnergie",
        "Status": "asserted",
        "Speaks of": "2022",
        "Rank": "preferred rank The final count. eOnergie, 4 February 2025",
        "Claim": "gazette-002",
    }
    assert {"/why/gazette-002", "/page/claim/gazette-002"} < set(gazette.links())
    (ministry,) = columns["4 billion USD"].all("li")
    assert told(ministry)["Speaker"] == "Kassym-Jomart Tokayev"
    assert "Rank" not in told(ministry)


def test_an_open_conflict_says_that_nothing_settles_it(
    open_page: OpenPage, disputed_service: str
) -> None:
    (address,) = listed(open_page("/conflicts", of=disputed_service))[KIND].one("h2").links()
    page = open_page(address, of=disputed_service)
    assert "Open: no claim is ranked above another" in page.one("main").text
    assert list(sides(page)) == ["official visit", "state visit"]
    french = open_page(address, "fr", of=disputed_service).one("main").text
    assert "Ouvert : aucune assertion" in french


def test_three_clicks_from_home_tell_which_document_calls_it_a_state_visit(
    open_page: OpenPage, whole_service: str
) -> None:
    first = [one for one in open_page("/", of=whole_service).links() if one == "/conflicts"]
    listing = listed(open_page(first[0], of=whole_service))
    (second,) = listing[KIND].one("h2").links()
    columns = sides(open_page(second, of=whole_service))
    assert list(columns) == ["state visit", "official visit"]
    state = {
        link
        for link in columns["state visit"].links()
        if link.startswith("/page/document/elysee-2024-11-05-joint-declaration")
    }
    assert len(state) == 1
    official = columns["official visit"]
    assert "/page/document/eonergie-2024-11" in official.links()
    third = [link for link in columns["state visit"].links() if link.startswith("/why/")]
    assert "state visit" in open_page(third[0], of=whole_service).one("main").text


def test_words_of_a_document_are_shown(open_page: OpenPage, whole_service: str) -> None:
    name = "agreements signed at the 2024 visit: number of agreements"
    (address,) = listed(open_page("/conflicts", of=whole_service))[name].one("h2").links()
    columns = sides(open_page(address, of=whole_service))
    stated = [told(one).get("stated as") for one in columns["36"].all("li")]
    assert "cooperation agreements" in stated


def test_a_conflict_that_is_not_there_is_a_page(service: str) -> None:
    answer = httpx.get(f"{service}/conflicts/0123456789abcdef", headers={"Accept": "text/html"})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
