"""Pages on paper: what is read stays, what is clicked goes."""

import pytest
from accessible import CONTRAST, axe
from playwright.sync_api import Page, expect


@pytest.mark.parametrize("address", ["/page/visit/tokayev-france-2024", "/page/company/orano"])
def test_a_page_is_printed_without_what_is_clicked(page: Page, address: str) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(address)
    for gone in ("header.top", ".why", "form.filters", "button"):
        for one in page.locator(gone).all():
            expect(one).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()
    expect(page.locator(".mark").first).to_be_visible()
    # Black on white, whatever the reader's screen has: paper is white.
    style = "const told = getComputedStyle(document.documentElement);"
    told = page.evaluate(f"() => {{ {style} return [told.color, told.backgroundColor] }}")
    assert told == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    axe(page, CONTRAST)
    assert page.pdf(format="A4").startswith(b"%PDF-")
