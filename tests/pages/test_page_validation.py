"""The validation report on a page."""

from collections import Counter
from collections.abc import Callable

import httpx
import pytest
from seen import Element

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]

PERSON = "No fact says in what office this person acts."


def rules(page: Element) -> dict[str, Element]:
    return {one.one("h3").text: one for one in page.all("article", class_="rule")}


def test_a_rule_says_what_is_wrong_where_and_what_to_do(
    open_page: OpenPage, whole_service: str
) -> None:
    page = open_page("/validation", of=whole_service)
    assert "No rule that stops a release is broken." in page.one("p", class_="verdict").text
    office = rules(page)[PERSON]
    todo = office.one("p", class_="todo").text
    assert todo.startswith("What to do: Add a claim with kz:holdsOffice.")
    assert "Property holds office · Rule PersonShape" in todo
    assert "/page/person/riester" in office.links()
    assert len(office.all("li")) == int(todo.rpartition("· ")[2].split()[0])
    claims = rules(page)["Nobody can tell when this claim holds."]
    assert all(link.startswith("/page/claim/") for link in claims.links())


def test_every_finding_of_the_report_is_on_the_page(
    open_page: OpenPage, whole_service: str
) -> None:
    findings = []
    following: str | None = f"{whole_service}/v1/validation?limit=100"
    while following:
        part = httpx.get(following).json()
        findings += part["items"]
        following = part["links"].get("next")
    page = open_page("/validation", of=whole_service)
    shown = Counter(
        one.one("code").text
        if not one.one("p", class_="todo").all("code")
        else one.one("p", class_="todo").all("code")[-1].text
        for one in rules(page).values()
        for _ in one.all("li")
    )
    assert sum(shown.values()) == len(findings)
    assert shown == Counter(one["rule"] for one in findings)


def test_findings_are_chosen_by_rule_and_severity(open_page: OpenPage, whole_service: str) -> None:
    page = open_page("/validation?rule=PersonShape", "fr", of=whole_service)
    assert list(rules(page)) == [PERSON]
    assert page.one("article", class_="rule").one("h3").attributes["lang"] == "en"
    chosen = [one.attributes["value"] for one in page.all("option") if "selected" in one.attributes]
    assert chosen == ["PersonShape"]
    none = open_page("/validation?severity=violation", of=whole_service)
    assert "Nothing was found." in none.one("main").text


def test_the_report_stands_as_shacl_and_json(open_page: OpenPage, service: str) -> None:
    links = open_page("/validation").links()
    assert {"/v1/validation.ttl", "/v1/validation.json"} < set(links)
    answer = httpx.get(f"{service}/v1/validation.ttl")
    assert "sh:ValidationReport" in answer.text
