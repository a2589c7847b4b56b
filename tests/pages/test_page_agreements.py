"""Agreements: the list with its form, and one with parties, value and life cycle."""

from collections.abc import Callable

import pytest
from seen import Element

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]

ROADMAP = "/page/agreement/critical-minerals-roadmap-2024-2026"
CONTRACTS = "/page/agreement-set/visit-2024-contracts"
VACCINE = "/page/agreement/fmd-vaccine-2023"


def rows(page: Element) -> dict[str, list[str]]:
    return {
        row.one("th").links()[0]: [cell.text for cell in row.all("td")]
        for row in page.one("tbody").all("tr")
    }


def fact(page: Element, title: str) -> list[str]:
    (found,) = [one for one in page.all("div", class_="fact") if one.one("dt").text == title]
    return [one.text for one in found.all("dd")]


def stages(page: Element) -> dict[str, tuple[str, str]]:
    told = page.one("ol", class_="cycle").all("li")
    return {
        li.one("span", class_="stage").text: (
            li.attributes["class"],
            li.one("span", class_="when").text,
        )
        for li in told
    }


# The article on the visit of 2024 puts the contracts at 2.2 billion euros.
def test_agreements_are_listed_with_value_and_last_stage(open_page: OpenPage) -> None:
    found = rows(open_page("/agreements"))
    signatories, _sectors, value, stage, documents = found[CONTRACTS]
    assert (signatories, value, stage) == ("", "2.2 billion EUR", "signed November 2024")
    assert documents == "1"
    assert found[ROADMAP][0] == "France, Kazakhstan"
    in_french = rows(open_page("/agreements", "fr"))[CONTRACTS]
    assert in_french[3] == "signé novembre 2024"


def test_agreements_are_filtered_by_a_form(open_page: OpenPage) -> None:
    page = open_page("/agreements?q=&type=Roadmap&signatory=state/fra&sector=&stage=signed")
    assert list(rows(page)) == [ROADMAP]
    chosen = {one.attributes["value"] for one in page.all("option") if "selected" in one.attributes}
    assert chosen == {"Roadmap", "state/fra", "signed"}
    assert "/v1/agreements.csv?type=Roadmap&signatory=state%2Ffra&stage=signed" in page.links()
    during = rows(open_page("/agreements?during=visit/macron-kazakhstan-2023"))
    assert VACCINE in during
    assert ROADMAP not in during
    nothing = open_page("/agreements?stage=lapsed")
    assert "No agreement fits" in nothing.one("main").text


def test_long_lists_go_on(open_page: OpenPage) -> None:
    first = open_page("/agreements?limit=5")
    following = first.one("p", class_="more").links()[0]
    assert not set(rows(first)) & set(rows(open_page(following)))


def test_every_stage_is_shown_and_those_that_nobody_tells_are_not_known(
    open_page: OpenPage,
) -> None:
    assert stages(open_page(VACCINE)) == {
        "signed": ("reached", "by 1 November 2023"),
        "implemented": ("unknown", "not known"),
    }
    in_french = stages(open_page(VACCINE, "fr"))
    assert in_french["signé"] == ("reached", "au plus tard : 1 novembre 2023")


def test_an_agreement_tells_its_parties_and_its_time(open_page: OpenPage) -> None:
    page = open_page(ROADMAP)
    assert [text.split()[0] for text in fact(page, "Signed or issued by")] == [
        "France",
        "Kazakhstan",
    ]
    assert fact(page, "From")[0].startswith("2024")
    assert fact(page, "Until")[0].startswith("2026")
    assert "/page/document/eonergie-2024-11" in page.links()


def test_a_set_says_that_its_value_is_that_of_the_whole(open_page: OpenPage) -> None:
    page = open_page(CONTRACTS)
    assert fact(page, "Stated value")[0].startswith("2.2 billion EUR")
    assert "This is a set" in page.one("main").text


# Signed on 11 June 2008 and in force in 2010: 569 days lie between the first and the first day of
# that year, 933 between it and the last. That it was ratified in between no document tells.
def test_between_stages_are_days_and_gaps(open_page: OpenPage, whole_service: str) -> None:
    page = open_page("/page/agreement/strategic-partnership-treaty", of=whole_service)
    found = stages(page)
    assert found["ratified"] == ("passed", "not told, though a later stage is")
    assert found["in force"] == ("reached", "2010")
    assert page.one("span", class_="lag").text == "569 to 933 days after: signed"
    assert "No document tells of anything later." in page.one("main").text
