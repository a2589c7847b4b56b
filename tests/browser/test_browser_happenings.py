"""Visits, projects, agreements, timelines and the map in a real browser."""

import pytest
from accessible import CONTRAST, axe, too_wide
from browsing import OpenPage
from playwright.sync_api import expect

VISIT = "/page/visit/macron-kazakhstan-2023"
PLANT = "/page/project/nuclear-power-plant"
MAP = "/map?of=visit/macron-kazakhstan-2023"
PAGES = (
    "/visits",
    VISIT,
    "/agreements",
    "/page/agreement-set/visit-2024",
    "/projects",
    PLANT,
    "/events",
    "/page/event/talks-astana-2023",
    "/timeline",
    MAP,
)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nobody_is_kept_out(open_page: OpenPage, language: str) -> None:
    page = open_page(language=language)
    for address in PAGES:
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", language)
        axe(page)


def test_on_a_phone_in_the_dark(open_page: OpenPage) -> None:
    page = open_page(scheme="dark", phone=True)
    for address in PAGES:
        page.goto(address)
        assert not too_wide(page), address
        axe(page, CONTRAST)


# From the first page two steps lead to the candidates, and to the passages that name them.
def test_the_candidates_are_two_steps_from_the_first_page(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/")
    page.get_by_role("link", name="Projects", exact=True).first.click()
    page.get_by_role("link", name="first nuclear power plant of Kazakhstan").click()
    cards = page.locator(".candidates > li")
    expect(cards.locator("h3")).to_have_text(["EDF", "CNNC", "KHNP", "Rosatom"])
    cards.nth(3).locator("a.why").click()
    expect(cards.nth(3).locator(".disclosed")).to_contain_text("characters")
    stage = page.locator(".cycle li.reached")
    stage.locator("a.why").click()
    expect(stage.locator(".disclosed")).to_contain_text("eonergie-2024-11")
    assert not too_wide(page)


def test_the_map_is_drawn_and_the_keyboard_reaches_its_states(open_page: OpenPage) -> None:
    page = open_page(language="fr")
    page.goto(MAP)
    state = page.locator("#map path.told")
    expect(state).to_have_count(1)
    expect(state).to_have_attribute("aria-label", "Kazakhstan")
    state.press("Enter")
    popup = page.locator(".leaflet-popup-content")
    expect(popup).to_contain_text("Astana")
    axe(page)
    page.keyboard.press("Escape")
    expect(popup).to_have_count(0)
    expect(state).to_be_focused()


def test_without_script_the_map_is_a_list_and_forms_work(open_page: OpenPage) -> None:
    page = open_page(script=False)
    page.goto(MAP)
    expect(page.locator("#map")).to_be_hidden()
    expect(page.locator("#state-398")).to_contain_text("Astana")
    page.goto("/visits")
    page.select_option("[name=visitor]", "person/macron")
    page.get_by_role("button", name="Apply").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    assert page.url.endswith("visitor=person%2Fmacron&place=&modality=")
