"""The pictures of the documents: of the size that they should have, or an error and none."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import screenshots
from bad_pages import STRICT, page, serving
from playwright.sync_api import Browser
from screenshots import SHOTS, ScreenshotError, Shot, renew, take


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving({"/": page("<p>A paragraph.</p>")}, STRICT) as address:
        yield address


def size(picture: bytes) -> tuple[int, int]:
    """Return the width and the height that a PNG file tells."""
    assert picture.startswith(b"\x89PNG")
    return int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])


def test_a_picture_is_of_what_is_seen_at_first(browser: Browser, site: str) -> None:
    assert size(take(browser, site, Shot("wide", "/"))) == (1280, 800)
    assert size(take(browser, site, Shot("narrow", "/", phone=True))) == (390, 844)


def test_a_page_that_does_not_answer_is_named(browser: Browser, site: str) -> None:
    with pytest.raises(ScreenshotError, match=r"^/none answers 404$"):
        take(browser, site, Shot("none", "/none"))


def test_a_picture_that_is_too_large_is_named(
    browser: Browser, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screenshots, "MAX_BYTES", 10)
    with pytest.raises(ScreenshotError, match=r"^large has [\d,]+ bytes; at most 10$"):
        take(browser, site, Shot("large", "/"))


def test_without_a_browser_nothing_is_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ScreenshotError, match="apt-get install chromium"):
        renew(SHOTS, tmp_path / "pictures")
    assert not (tmp_path / "pictures").exists()


def test_each_picture_has_a_name_of_its_own() -> None:
    assert len({shot.name for shot in SHOTS}) == len(SHOTS)
