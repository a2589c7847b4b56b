"""The pages of things, documents and reasons in a real browser."""

import pytest
from accessible import CONTRAST, axe, too_wide
from browsing import OpenPage
from playwright.sync_api import expect

KAZ = "/page/state/kaz"
HOSTILE = "/page/company/hostile"
OTHERS = (
    HOSTILE,
    "/page/person/tokayev?valid_on=2023",
    "/why/hostile-001",
    "/page/claim/hostile-002",
    "/page/document/eonergie-2024-11",
    "/page/document/hostile",
    "/sources",
    f"{KAZ}/relations",
)


@pytest.fixture
def site(hostile_service: str) -> str:
    return hostile_service


@pytest.mark.parametrize(("language", "why"), [("en", "Why?"), ("fr", "Pourquoi\u00a0?")])
def test_reasons_open_in_place_and_close_again(
    open_page: OpenPage, language: str, why: str
) -> None:
    page = open_page(language=language)
    page.goto(KAZ)
    axe(page)
    link = page.locator("dd", has_text="Vicat").locator("a.why")
    expect(link).to_have_text(why)
    link.press("Enter")
    disclosed = page.locator(".disclosed")
    expect(disclosed).to_contain_text("mfa-kazakhstan-2023-11-01-054")
    expect(disclosed.locator(".position").first).to_be_visible()
    axe(page)
    link.press("Enter")
    expect(disclosed).to_have_count(0)
    assert page.url.endswith(KAZ)


def test_nobody_is_kept_out_and_markup_in_names_does_nothing(open_page: OpenPage) -> None:
    page = open_page()
    for address in OTHERS:
        page.goto(address)
        axe(page)
    page.goto(HOSTILE)
    expect(page.locator("h1")).to_have_text("<script>alert(1)</script><img src=x onerror=alert(2)>")
    assert page.locator("main img").count() == 0


def test_on_a_phone_in_the_dark(open_page: OpenPage) -> None:
    page = open_page(scheme="dark", phone=True)
    for address in (KAZ, *OTHERS):
        page.goto(address)
        assert not too_wide(page), address
        axe(page, CONTRAST)


def test_without_script_reasons_have_a_page(open_page: OpenPage) -> None:
    page = open_page(script=False)
    page.goto(KAZ)
    page.locator("dd", has_text="Vicat").locator("a.why").click()
    expect(page.locator("h1")).to_have_text("Why is this believed?")
    page.goto(KAZ)
    page.locator("details.view summary").click()
    page.locator("select[name=modality]").select_option("all")
    page.locator("details.view button").click()
    expect(page.locator("h1")).to_be_visible()
    assert page.url.endswith("modality=all&min_corroboration=")
    expect(page.locator(".left-out")).to_have_count(0)
