"""One Chromium for all tests of a process, and who looks through it."""

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import pytest
from chromium import find_chromium
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

OpenPage = Callable[..., Page]
"""Opens a page for a ``Reader``, whose fields are its arguments."""

_NO_OTHER_HOST = "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"
"""Keeps Chromium itself, and a page that gets past a watch, from reaching the network."""

_PATIENCE_MS = 15_000


@dataclass(frozen=True)
class Reader:
    """Who looks at a page, and how: what the context of a page is made from."""

    language: str = "en"
    scheme: Literal["light", "dark"] = "light"
    phone: bool = False
    script: bool = True
    media: Literal["screen", "print"] = "screen"

    def context(self, browser: Browser, site: str) -> BrowserContext:
        """Return a new context in which addresses are relative to ``site``."""
        context = browser.new_context(base_url=site, **self._options())
        context.set_default_timeout(_PATIENCE_MS)
        return context

    def _options(self) -> dict[str, Any]:
        width, height = (390, 844) if self.phone else (1280, 800)
        return {
            "locale": self.language,
            "color_scheme": self.scheme,
            "viewport": {"width": width, "height": height},
            "is_mobile": self.phone,
            "has_touch": self.phone,
            "java_script_enabled": self.script,
            "reduced_motion": "reduce",
            "service_workers": "block",
        }


@dataclass(frozen=True)
class Chromium:
    """A running browser, whose event loop others see only while it is in use.

    The synchronous calls of playwright leave its loop marked as running, and asyncio.run() would
    refuse to start in every later test of the process.
    """

    _browser: Browser
    _loop: asyncio.AbstractEventLoop

    @contextmanager
    def in_use(self) -> Iterator[Browser]:
        """Give the browser to a block of code."""
        with _running(self._loop):
            yield self._browser


@contextmanager
def launched(path: str) -> Iterator[Chromium]:
    """Start the Chromium at ``path``; it ends with the block."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[_NO_OTHER_HOST])
        chromium = Chromium(browser, asyncio.get_running_loop())
        with _running(None):
            yield chromium
        browser.close()


@contextmanager
def _running(loop: asyncio.AbstractEventLoop | None) -> Iterator[None]:
    before = asyncio._get_running_loop()
    asyncio._set_running_loop(loop)
    try:
        yield
    finally:
        asyncio._set_running_loop(before)


def installed() -> str:
    """Return the path of Chromium; where there is none fail in CI, and skip elsewhere."""
    path = find_chromium()
    if path is None:
        reason = "no Chromium is installed; on Debian: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path
