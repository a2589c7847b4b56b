"""The pages of reasons: why a statement is believed, and one claim by itself."""

import shutil
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from hostile_names import MARKUP, QUOTES, RIGHT_TO_LEFT, TEXT
from seen import Element

from kzgraph.release import Home
from kzgraph.release.texts import keep_text

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]


def reason(part: Element, label: str) -> str:
    (found,) = [one for one in part.all("div") if one.all("dt") and one.one("dt").text == label]
    return found.one("dd").text


def test_a_statement_of_two_documents(open_page: OpenPage) -> None:
    article = open_page("/why/eonergie-2024-11-001").one("article", id="why")
    statement = "Kassym-Jomart Tokayev holds office President of Kazakhstan"
    assert article.one("p", class_="statement").text == statement
    backing = article.one("p", class_="backing").text
    assert backing == "2 independent documents assert it: press article, primary document."
    first, second = article.one("ol", class_="claims").all("li")
    assert reason(first, "Document").startswith(
        "eOnergie article on the visit of Tokayev to Paris characters 0 to 49 · press article, eOnergie"
    )
    assert reason(first, "Published") == "November 2024"
    assert reason(first, "Speaker") == "eOnergie narration"
    assert reason(first, "Status") == "asserted"
    assert "/page/claim/eonergie-2024-11-001" in first.links()
    assert "/v1/cite.bib?claim=eonergie-2024-11-001" in first.links()
    assert second.attributes["id"] == "mfa-kazakhstan-2023-11-01-008"


def test_a_statement_that_nobody_asserts(open_page: OpenPage) -> None:
    page = open_page("/why/eonergie-2024-11-077", "fr")
    assert page.one("h1").text == "Pourquoi le croire ?"
    assert page.one("p", class_="backing").text.startswith("Aucun document ne l’affirme")
    assert reason(page, "Statut") == "proposé"


def test_the_claim_is_cited_as_its_page_says(open_page: OpenPage, service: str) -> None:
    page = open_page("/page/claim/eonergie-2024-11-001")
    assert page.one("h1").text == "eonergie-2024-11-001"
    (address,) = [link for link in page.one("dl").links() if "cite" in link]
    assert httpx.get(f"{service}{address}").text.startswith("@")
    assert "/data/claim/eonergie-2024-11-001.ttl" in page.links()
    assert "2 claims make this statement" in page.text


@pytest.mark.parametrize("address", ["/why/nothing", "/page/claim/nothing", "/page/document/none"])
def test_there_is_no_such_record(service: str, address: str) -> None:
    answer = httpx.get(f"{service}{address}", headers={"Accept": "text/html"})
    assert answer.status_code == 404


def test_what_is_disputed_shows_the_other_side(open_page: OpenPage, disputed_service: str) -> None:
    page = open_page("/why/gazette-001", of=disputed_service)
    other = page.one("section", class_="disputes")
    assert "open conflict" in other.text
    assert "official visit 1 independent document (eOnergie article" in other.text
    assert "state visit 1 independent document (made-up gazette" in other.text
    ranked = open_page("/page/claim/gazette-003", of=disputed_service)
    assert reason(ranked, "Rank") == "deprecated rank A slip of the pen. eOnergie, 4 February 2025"
    assert ranked.one("p", class_="backing").text.startswith("No document asserts it")


def test_passages_are_shown_where_whoever_runs_the_service_says_so(
    open_page: OpenPage, start_service: Callable[..., str], hostile_home: Path, tmp_path: Path
) -> None:
    home = shutil.copytree(hostile_home, tmp_path / "home", symlinks=True)
    base = start_service(home=home, passages="on")
    address = "/why/hostile-text-001"
    assert reason(open_page(address, of=base), "Passage") == "no text is attached here"
    # The page is made anew though the release is the same.
    keep_text(Home(home), "hostile-text", TEXT)
    page = open_page(address, of=base)
    assert page.one("blockquote").text == TEXT
    assert reason(page, "Passage") == f"{TEXT} in the text that is attached here"
    assert not page.all("b")
    keep_text(Home(home), "hostile-text", "Other words.")
    lost = open_page("/page/claim/hostile-text-001", of=base)
    assert reason(lost, "Passage") == "not in the text that is attached here"


def test_passages_are_off_by_default(open_page: OpenPage) -> None:
    assert "Passage" not in open_page("/why/eonergie-2024-11-001").text


def test_words_with_markup_are_text(open_page: OpenPage, hostile_service: str) -> None:
    page = open_page("/why/hostile-001", of=hostile_service)
    assert page.one("p", class_="paraphrase").text == MARKUP
    assert reason(page, "Note") == QUOTES
    assert page.one("p", class_="statement").text.startswith(MARKUP)
    french = open_page("/page/claim/hostile-001", "fr", of=hostile_service)
    assert french.one("p", class_="paraphrase").text == " ".join(RIGHT_TO_LEFT.split())
    assert not page.all("img")
    assert not french.all("img")
