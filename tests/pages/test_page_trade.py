"""Trade on pages; what is expected is written from the documents."""

from collections.abc import Callable

import httpx
import pytest
from seen import Element

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]

EXPORTS = "kaz-fra-Exports"
TOTAL = "kaz-fra-TotalTrade"
MINISTRY = "Kazakh foreign ministry on the visit of Macron to Kazakhstan"


def section(page: Element, name: str) -> Element:
    return page.one("section", **{"aria-labelledby": name})


def rows(part: Element) -> list[list[str]]:
    return [
        [row.one("th").text, *(cell.text for cell in row.all("td"))]
        for row in part.one("tbody").all("tr")
    ]


def chosen(page: Element) -> list[str]:
    return [one.attributes["value"] for one in page.all("option") if "selected" in one.attributes]


def test_figures_stand_by_series_with_who_says_so(open_page: OpenPage) -> None:
    page = open_page("/trade")
    assert [one.text for one in page.all("h2")] == [
        "Kazakhstan with France: exports",
        "Kazakhstan with France: total trade",
    ]
    (share,) = rows(section(page, EXPORTS))
    assert share[:2] == ["2013 – 2023", "80 – 90 % Why?"]
    assert share[2].startswith("share of total of: yearly trade between Kazakhstan and France")
    assert share[3:] == ["Ministry of Foreign Affairs of Kazakhstan", MINISTRY]
    told = rows(section(page, TOTAL))
    assert [row[:2] for row in told if row[2] == "trade value"] == [
        ["2013 – 2023", "2.5 billion – 6.5 billion USD Why?"],
        ["2022", "4 billion USD Why?"],
        ["January 2023 – August 2023", "2.7 billion USD Why?"],
    ]
    (growth,) = [row for row in told if row[0] == "2022" and row[2].startswith("growth")]
    assert growth[1] == "30 % Why?"
    assert growth[2] == "growth since: trade between Kazakhstan and France, 2021"
    assert growth[3] == "Kassym-Jomart Tokayev"


def test_a_series_is_drawn_with_its_table_beside(open_page: OpenPage) -> None:
    part = section(open_page("/trade"), TOTAL)
    value, growth = part.all("svg", class_="chart")
    marks = [one.attributes["class"] for one in value.all("a")]
    assert marks == ["range", "value", "value"]
    titles = [one.one("title").text for one in value.all("a")]
    assert titles[1] == f"2022: 4 billion USD ({MINISTRY})"
    # Each mark leads to its line of the table.
    named = {row.attributes["id"] for row in part.one("tbody").all("tr")}
    assert {one.removeprefix("#") for one in value.links() + growth.links()} == named
    assert "the table below has the same figures" in value.attributes["aria-label"]
    # A share of 2013 to 2023 alone has nothing to be compared with.
    assert not section(open_page("/trade"), EXPORTS).all("svg")


def test_documents_that_differ_have_a_mark_each(open_page: OpenPage, whole_service: str) -> None:
    page = open_page("/trade?flow=total-trade&valid_on=2022", of=whole_service)
    told = {one.one("title").text: one for one in page.all("a", class_="differs")}
    (ministry,) = [one for title, one in told.items() if "30 %" in title]
    (agency,) = [one for title, one in told.items() if "30.4 %" in title]
    dots = [one.one("circle").attributes["cx"] for one in (ministry, agency)]
    assert len(set(dots)) == 2
    (row,) = [row for row in rows(section(page, TOTAL)) if row[1].startswith("30.4 %")]
    assert "disputed" in row[1]


def test_single_products_are_series_of_their_own(open_page: OpenPage, whole_service: str) -> None:
    page = open_page("/trade?reporter=state%2Fkaz&flow=exports&valid_on=2022-03", of=whole_service)
    assert [one.text for one in page.all("h2")] == [
        "Kazakhstan with France: exports",
        "Kazakhstan with France: exports, crude oil",
        "Kazakhstan with France: exports, uranium",
    ]
    assert rows(section(page, f"{EXPORTS}-uranium"))[1][:2] == [
        "January 2022 – September 2022",
        "146.5 million USD Why?",
    ]
    oil = open_page("/trade?product=commodity%2Fcrude-oil", of=whole_service)
    assert [one.text for one in oil.all("h2")] == ["Kazakhstan with France: exports, crude oil"]


def test_figures_are_filtered_by_a_form(open_page: OpenPage, service: str) -> None:
    page = open_page(
        "/trade?reporter=state%2Fkaz&partner=&flow=exports&valid_on=2015&modality=", "fr"
    )
    assert chosen(page) == ["state/kaz", "exports"]
    assert len(rows(section(page, EXPORTS))) == 1
    assert not page.all("section", **{"aria-labelledby": TOTAL})
    (table,) = {link for link in page.links() if link.startswith("/v1/trade.csv")}
    assert len(httpx.get(f"{service}{table}").text.splitlines()) == 2
    assert "Aucun chiffre" in open_page("/trade?flow=imports", "fr").one("main").text


def test_an_observation_leads_to_its_series(open_page: OpenPage) -> None:
    page = open_page("/page/observation/trade-kaz-fra-2022")
    assert page.one("h1").text == "trade between Kazakhstan and France, 2022"
    (series,) = [link for link in page.links() if link.startswith("/trade?")]
    address, _, anchor = series.partition("#")
    asked = "reporter=state%2Fkaz&partner=state%2Ffra&flow=total-trade&product=all"
    assert address == f"/trade?{asked}"
    assert anchor == TOTAL
    assert [one.text for one in open_page(address).all("h2")] == [
        "Kazakhstan with France: total trade"
    ]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/trade?flow=smuggling", 400),
        ("/trade?valid_on=yesterday", 400),
        ("/page/observation/none", 404),
    ],
)
def test_what_is_wrong_is_told_as_a_page(service: str, address: str, status: int) -> None:
    answer = httpx.get(f"{service}{address}", headers={"Accept": "text/html"})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
