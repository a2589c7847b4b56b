"""Trade, conflicts, changes and validation in a real browser."""

import pytest
from accessible import CONTRAST, axe, too_wide
from browsing import OpenPage
from playwright.sync_api import expect

CONFLICT = "a:has-text('2022: trade value'), a:has-text('2022 : valeur des échanges')"


@pytest.fixture
def site(disputed_service: str) -> str:
    return disputed_service


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nobody_is_kept_out(open_page: OpenPage, language: str) -> None:
    page = open_page(language=language)
    for address in ("/trade", "/changes", "/validation", "/conflicts"):
        page.goto(address)
        if language == "en":
            axe(page)
        else:
            expect(page.locator("html")).to_have_attribute("lang", "fr")
    page.locator(CONFLICT).click()
    expect(page.locator("section.side")).to_have_count(2)
    if language == "en":
        axe(page)


def test_on_a_phone_in_the_dark(open_page: OpenPage) -> None:
    page = open_page(scheme="dark", phone=True)
    for address in ("/trade", "/changes", "/validation", "/conflicts"):
        page.goto(address)
        assert not too_wide(page), address
        axe(page, CONTRAST)
    page.locator(CONFLICT).click()
    expect(page.locator("section.side")).to_have_count(2)
    assert not too_wide(page)
    axe(page, CONTRAST)


def test_a_mark_leads_to_its_line_and_the_line_to_its_reasons(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/trade")
    mark = page.locator("svg.chart a", has_text="4.2 billion USD")
    mark.focus()
    mark.press("Enter")
    line = page.locator("tr:target")
    expect(line).to_contain_text("made-up gazette")
    line.locator("a.why").press("Enter")
    expect(line.locator(".disclosed")).to_contain_text("gazette-002")
    expect(line.locator(".disclosed")).to_contain_text("The final count.")
    axe(page)
    line.locator("a.mark.disputed").click()
    expect(page.locator("section.side.prevails h2")).to_have_text("4.2 billion USD")
    page.locator("section.side.prevails a.why").press("Enter")
    expect(page.locator(".disclosed")).to_contain_text("gazette-002")
    axe(page)


def test_without_script_series_and_releases_are_chosen_by_forms(open_page: OpenPage) -> None:
    page = open_page(script=False)
    page.goto("/trade")
    form = page.locator("form[action='/trade']")
    form.locator("select[name=flow]").select_option("exports")
    form.locator("button").click()
    expect(page.locator("h2")).to_have_count(1)
    page.goto("/changes")
    form = page.locator("form[action='/changes']")
    form.locator("select[name=kind]").select_option("fact")
    form.locator("button").click()
    expect(page.locator("h3")).to_have_text(["Facts gained"])
