"""Pages as people get them, over services of the shared releases."""

from collections.abc import Callable

import httpx
import pytest
from seen import Element, seen

OpenPage = Callable[..., Element]

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
MOST_BYTES = 100_000
_DATA = {"application/ld+json", "application/json"}


@pytest.fixture(scope="session")
def open_page(service: str) -> OpenPage:
    """A function that gets a page, holds it to the rules of all pages, and returns it as a tree."""

    def get(address: str, language: str = "en", of: str = service) -> Element:
        headers = {"Accept": BROWSER, "Accept-Language": language}
        answer = httpx.get(f"{of}{address}", headers=headers, timeout=60)
        assert answer.status_code == 200, answer.text[:2000]
        assert answer.headers["content-type"].startswith("text/html")
        assert len(answer.content) < MOST_BYTES
        page = seen(answer.text)
        _check_rules(page, language)
        return page

    return get


def _check_rules(page: Element, language: str) -> None:
    """Hold a page to its policy, which lets nothing run or look as it wants within the page."""
    assert page.one("html").attributes["lang"] == language
    assert len(page.all("h1")) == 1
    for script in page.all("script"):
        assert script.attributes.get("src", "").startswith("/static/") or (
            script.attributes.get("type") in _DATA
        )
    assert not page.all("style")
    for element in page.all():
        assert "style" not in element.attributes
        assert not [name for name in element.attributes if name.startswith("on")]
    named = [one.attributes["id"] for one in page.all() if "id" in one.attributes]
    assert len(named) == len(set(named)), sorted(named)
