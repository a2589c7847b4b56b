"""The list of documents, and the page of one with its coverage."""

from collections.abc import Callable

import pytest
from hostile_names import MARKUP
from seen import Element

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]

EONERGIE = "/page/document/eonergie-2024-11"


def rows(page: Element) -> list[list[str]]:
    return [[cell.text for cell in row.all("td")] for row in page.one("tbody").all("tr")]


def test_documents_are_listed_with_dates_and_claims(open_page: OpenPage) -> None:
    page = open_page("/sources")
    assert [row[1:] for row in rows(page)] == [
        ["eOnergie", "press article", "November 2024", "188"],
        ["Ministry of Foreign Affairs of Kazakhstan", "primary document", "1 November 2023", "142"],
    ]
    assert EONERGIE in page.links()


def test_documents_are_filtered_by_a_form(open_page: OpenPage) -> None:
    page = open_page("/sources?kind=press-article&publisher=&language=&known_on=", "fr")
    assert [row[1] for row in rows(page)] == ["eOnergie"]
    (chosen,) = [one for one in page.all("option") if "selected" in one.attributes]
    assert chosen.attributes["value"] == "press-article"
    assert not open_page("/sources?kind=relayed-text").all("table")


def test_a_document_tells_where_it_comes_from_and_how_much_was_seen(open_page: OpenPage) -> None:
    page = open_page(EONERGIE)
    assert page.one("h1").text == "eOnergie article on the visit of Tokayev to Paris"
    told = {one.one("dt").text: one.all("dd")[0].text for one in page.all("div", class_="fact")}
    assert told["Publisher"] == "eOnergie"
    assert told["Published"] == "November 2024 date from context"
    assert told["Language"] == "French"
    assert told["How much was seen"] == "the text, 5717 characters"


def test_every_sentence_has_claims_or_a_reason(open_page: OpenPage) -> None:
    page = open_page(EONERGIE)
    assert "32 of 40 sentences have claims" in page.text
    table = rows(page)
    assert len(table) == len(page.one("svg", class_="coverage").all("rect")) == 40
    assert table[0][:2] == ["1", "0–183"]
    assert table[2] == ["3", "410–444", "heading"]
    assert all(row[2] for row in table)


def test_claims_come_in_parts(open_page: OpenPage) -> None:
    first = open_page(EONERGIE)
    assert "188 claims cite this document." in first.text
    items = first.one("ol", class_="sayings").all("li")
    assert len(items) == 60
    assert items[0].text == "001 Kassym-Jomart Tokayev is President of Kazakhstan. Why?"
    second = open_page(first.one("a", rel="next").attributes["href"])
    assert second.one("ol", class_="sayings").all("li")[0].text.startswith("061 ")


def test_a_document_that_was_seen_in_part_says_so(open_page: OpenPage, whole_service: str) -> None:
    address = "/page/document/astanatimes-2024-11-05-joint-declaration"
    page = open_page(address, "fr", of=whole_service)
    told = {one.one("dt").text: one.all("dd")[0].text for one in page.all("div", class_="fact")}
    assert told["Part du texte consultée"] == "une partie : 2000 caractères"
    assert told["Remonte à"].startswith("textes du service de presse du président")
    assert not page.all("svg", class_="coverage")
    lemoci = open_page("/page/document/lemoci-2024-11-renforcement", of=whole_service)
    relays = {one.one("dt").text: one.all("dd")[0].text for one in lemoci.all("div", class_="fact")}
    assert relays["Relayed by"] == "eOnergie article on the visit of Tokayev to Paris"


def test_names_with_markup_are_text(open_page: OpenPage, hostile_service: str) -> None:
    assert open_page("/page/document/hostile", of=hostile_service).one("h1").text == MARKUP
    assert MARKUP in [row[0] for row in rows(open_page("/sources", of=hostile_service))]
