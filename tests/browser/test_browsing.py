"""The one Chromium: pages as each reader has them, and other tests undisturbed by it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
import vendor
from bad_pages import page, serving
from browsing import Chromium, OpenPage, installed
from chromium import find_chromium
from playwright.sync_api import Page

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """A page that a script changes."""
    with serving({"/": page("<p>As sent</p>", "<script src='/x.js' defer></script>"),
                  "/x.js": "document.querySelector('p').textContent = navigator.language"},
                 "script-src 'self'") as address:  # fmt: skip
        yield address


def matches(page: Page, query: str) -> bool:
    return bool(page.evaluate("query => matchMedia(query).matches", query))


def test_most_readers(page: Page) -> None:
    page.goto("/")
    assert page.inner_text("p") == "en"
    assert matches(page, "screen and (prefers-color-scheme: light) and (width: 1280px)")
    assert matches(page, "(prefers-reduced-motion)")


def test_a_reader_of_french_in_the_dark_with_a_phone(open_page: OpenPage) -> None:
    page = open_page(language="fr", scheme="dark", phone=True)
    page.goto("/")
    assert page.inner_text("p") == "fr"
    assert matches(page, "(prefers-color-scheme: dark) and (width: 390px) and (pointer: coarse)")


def test_a_reader_on_paper(open_page: OpenPage) -> None:
    page = open_page(media="print")
    page.goto("/")
    assert matches(page, "print")


def test_a_reader_without_script(open_page: OpenPage) -> None:
    page = open_page(script=False)
    page.goto("/")
    assert page.inner_text("p") == "As sent"


def test_other_tests_may_run_event_loops_of_their_own(chromium: Chromium) -> None:
    for _ in range(2):
        with chromium.in_use() as browser:
            browser.new_context().close()
        asyncio.run(asyncio.sleep(0))


def test_a_missing_chromium_fails_in_ci_and_skips_elsewhere(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_chromium() is None
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        installed()
    monkeypatch.delenv("CI")
    with pytest.raises(pytest.skip.Exception, match="apt-get install chromium"):
        installed()
    (tmp_path / "google-chrome").touch(mode=0o755)
    assert installed() == str(tmp_path / "google-chrome")


def test_axe_is_what_its_authors_published() -> None:
    assert vendor.check(HERE / "vendor") == []
    (axe,) = vendor._packages(HERE / "vendor")
    head = (HERE / "vendor" / "axe.min.js").read_text(encoding="utf-8").partition("\n")[0]
    assert head == f"/*! axe v{axe['version']}"
    licence = (HERE / "vendor" / "LICENSE").read_text(encoding="utf-8").partition("\n")[0]
    assert (axe["licence"], licence) == ("MPL-2.0", "Mozilla Public License, version 2.0")
