"""Releases and what changed between them, on pages."""

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from hostile_names import MARKUP
from seen import Element

from kzgraph.release import Home

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]


def figures(page: Element) -> dict[str, str]:
    """Return the counts by their titles."""
    told = (one.text.partition(" ") for one in page.one("ul", class_="figures").all("li"))
    return {title: number for number, _, title in told}


def sections(page: Element) -> list[str]:
    return [one.text for one in page.all("h3")]


def test_a_single_release_has_nothing_to_be_compared_with(open_page: OpenPage) -> None:
    page = open_page("/changes")
    (row,) = page.one("tbody").all("tr")
    assert row.all("td")[1].text == "built from the data"
    assert row.all("td")[3].text == "330"
    assert "Only one release is kept" in page.one("main").text
    assert not page.all("form", action="/changes")


def test_the_one_before_is_compared_where_none_is_named(
    open_page: OpenPage, disputed_service: str, built_home: Path
) -> None:
    page = open_page("/changes", of=disputed_service)
    rows = page.one("tbody").all("tr")
    assert [row.all("td")[1].text for row in rows] == [
        "changed by an update",
        "built from the data",
    ]
    assert rows[0].one("th").text.endswith("current")
    old = Home(built_home).current().id
    assert rows[1].links() == [f"/changes?since={old}"]
    # Two claims of the gazette are facts, the third is deprecated; nothing settles one conflict.
    counts = figures(page)
    assert counts.pop("Claims added") == "3"
    assert counts.pop("Facts gained") == "2"
    assert counts.pop("Conflicts opened") == "1"
    assert set(counts.values()) == {"0"}
    assert sections(page)[0] == "Claims added"
    added = page.all("ul", class_="changed")[0]
    told = "visit of Kassym-Jomart Tokayev to France, 2024 visit kind state visit gazette-001"
    assert told in [one.text for one in added.all("li")]
    assert "/page/claim/gazette-001" in added.links()


def test_two_releases_and_a_kind_are_chosen_by_a_form(
    open_page: OpenPage, disputed_service: str, built_home: Path, disputed_home: Path
) -> None:
    old, new = Home(built_home).current().id, Home(disputed_home).current().id
    form = open_page("/changes", of=disputed_service).one("form", action="/changes")
    offered = [one.attributes["value"] for one in form.all("select")[0].all("option")]
    assert offered == [new, old]
    page = open_page(f"/changes?since={new}&until={old}&kind=claim", "fr", of=disputed_service)
    assert sections(page) == ["Assertions supprimées"]
    removed = page.one("ul", class_="changed")
    assert len(removed.all("li")) == 3
    assert removed.links() == []  # today's release is another
    chosen = [one.attributes["value"] for one in page.all("option") if "selected" in one.attributes]
    assert chosen == [new, old, "claim"]


def test_nothing_changed_is_told(open_page: OpenPage, disputed_service: str) -> None:
    page = open_page("/changes?since=current", of=disputed_service)
    assert set(figures(page).values()) == {"0"}
    assert "Nothing of this kind changed" in page.one("main").text


def test_the_same_stands_as_data(open_page: OpenPage, disputed_service: str) -> None:
    page = open_page("/changes?kind=claim", of=disputed_service)
    (address,) = {link for link in page.links() if link.startswith("/v1/changes.csv")}
    assert len(httpx.get(f"{disputed_service}{address}").text.splitlines()) == 4


def test_names_with_markup_are_text(open_page: OpenPage, hostile_service: str) -> None:
    added = open_page("/changes?kind=entity", of=hostile_service).one("ul", class_="changed")
    assert f"{MARKUP} company/hostile" in [one.text for one in added.all("li")]


@pytest.mark.parametrize(("since", "status"), [("abcdef123456", 404), ("x" * 65, 400)])
def test_a_release_that_nobody_has_is_a_page(service: str, since: str, status: int) -> None:
    answer = httpx.get(f"{service}/changes?since={since}", headers={"Accept": "text/html"})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
