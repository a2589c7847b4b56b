"""The page of the API in a real browser: calls are read and tried out under the policy."""

import pytest
from accessible import CONTRAST, axe, too_wide
from browsing import OpenPage
from playwright.sync_api import expect
from watching import Watch

TAG = "#swagger .opblock-tag"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_call_is_tried_out(open_page: OpenPage, language: str) -> None:
    page = open_page(language=language)
    page.goto("/api")
    search = page.locator(TAG, has_text="Search")
    expect(search).to_be_visible(timeout=30_000)
    expect(page.locator("#calls")).to_be_hidden()
    axe(page)
    search.click()
    call = page.locator("#swagger .opblock", has_text="/v1/suggest")
    call.locator(".opblock-summary-control").click()
    call.get_by_role("button", name="Try it out").click()
    call.locator("tr[data-param-name=q] input").fill("toka")
    call.get_by_role("button", name="Execute").click()
    expect(call.locator(".live-responses-table .microlight").first).to_contain_text("Tokayev")
    axe(page, CONTRAST)


def test_on_a_phone_in_the_dark(open_page: OpenPage) -> None:
    page = open_page(scheme="dark", phone=True)
    page.goto("/api")
    expect(page.locator(TAG).first).to_be_visible(timeout=30_000)
    assert not too_wide(page)
    page.locator(TAG).first.click()
    axe(page, CONTRAST)
    assert not too_wide(page)


def test_without_script_or_description_there_is_a_list(open_page: OpenPage, watch: Watch) -> None:
    watch.expect("console", "net::ERR_FAILED")
    page = open_page(script=False)
    page.goto("/api")
    expect(page.locator("#calls")).to_contain_text("/v1/suggest")
    page = open_page()
    page.route("**/v1/openapi.json", lambda route: route.abort())
    page.goto("/api")
    expect(page.locator("#unread")).to_be_visible()
    expect(page.locator("#calls")).to_be_visible()
