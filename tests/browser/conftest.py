"""Pages in a real Chromium: a watched page for any reader, over a service."""

from collections.abc import Iterator
from typing import Any

import pytest
from browsing import Chromium, OpenPage, Reader, installed, launched
from playwright.sync_api import Browser, BrowserContext, Page
from watching import Watch, watching


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark each test that uses a browser."""
    if "chromium" in getattr(item, "fixturenames", ()):
        item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One Chromium, for all tests of this process."""
    with launched(installed()) as chromium:
        yield chromium


@pytest.fixture
def browser(chromium: Chromium) -> Iterator[Browser]:
    """The same, ready for the calls of one test."""
    with chromium.in_use() as browser:
        yield browser


@pytest.fixture
def site(service: str) -> str:
    """The address of the service whose pages are looked at; a module may have another."""
    return service


@pytest.fixture
def watch(site: str) -> Iterator[Watch]:
    """What goes wrong on the pages of a test; anything that it did not expect fails it."""
    with watching(site) as watch:
        yield watch


@pytest.fixture
def open_page(browser: Browser, site: str, watch: Watch) -> Iterator[OpenPage]:
    """A function that opens a watched page for a ``Reader``: ``open_page(language="fr")``."""
    contexts: list[BrowserContext] = []

    def open_(**how: Any) -> Page:
        reader = Reader(**how)
        contexts.append(reader.context(browser, site))
        watch.over(contexts[-1])
        page = contexts[-1].new_page()
        page.emulate_media(media=reader.media)
        return page

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A watched page as most readers have it: English, light, wide, with script."""
    return open_page()
