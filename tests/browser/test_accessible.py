"""axe-core finds what it should, and only what is serious fails a test."""

from collections.abc import Iterator

import pytest
from accessible import CONTRAST, axe, too_wide
from bad_pages import STRICT, page, serving
from browsing import OpenPage
from playwright.sync_api import Page

PALE_IN_THE_DARK = (
    "@media (prefers-color-scheme: dark) { body { background: #222 } p { color: #333 } }"
)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Pages of which each has one barrier, under the strict policy."""
    pages = {
        "/good": page("<p>A paragraph.</p>"),
        "/no-alternative": page("<img src='/picture.png'>"),
        "/skips-a-heading": page("<h4>Of the fourth level</h4>"),
        "/pale": page("<p>Seen by day.</p>", "<link rel='stylesheet' href='/pale.css'>"),
        "/pale.css": PALE_IN_THE_DARK,
        "/wide": page(f"<pre id='line'>{'x' * 200}</pre>"),
        "/picture.png": "no picture",
    }
    with serving(pages, STRICT) as address:
        yield address


def test_a_serious_barrier_fails_and_says_which_where_and_what_to_do(page: Page) -> None:
    page.goto("/no-alternative")
    with pytest.raises(AssertionError) as raised:
        axe(page)
    told = str(raised.value)
    assert "/no-alternative:\nimage-alt (critical) at img: <img src=" in told
    assert "Fix any of the following" in told


def test_a_lesser_barrier_is_told_and_does_not_fail(page: Page) -> None:
    page.goto("/skips-a-heading")
    (barrier,) = axe(page)
    assert (barrier.rule, barrier.impact, barrier.element) == ("heading-order", "moderate", "h4")


def test_a_good_page_has_no_barrier(page: Page) -> None:
    page.goto("/good")
    assert axe(page) == []


def test_without_script_nothing_is_found_in_silence(open_page: OpenPage) -> None:
    page = open_page(script=False)
    page.goto("/no-alternative")
    with pytest.raises(AssertionError, match="axe-core needs script"):
        axe(page)


def test_the_dark_scheme_is_looked_at_on_the_page_that_is_open(page: Page) -> None:
    page.goto("/pale")
    assert axe(page, CONTRAST) == []
    page.emulate_media(color_scheme="dark")
    with pytest.raises(AssertionError, match=r"color-contrast \(serious\) at p"):
        axe(page, CONTRAST)


def test_what_is_too_wide_for_a_phone_is_named(open_page: OpenPage) -> None:
    page = open_page(phone=True)
    page.goto("/good")
    assert too_wide(page) == []
    page.goto("/wide")
    assert too_wide(page) == ['<pre id="line"></pre>']
