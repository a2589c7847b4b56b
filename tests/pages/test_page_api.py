"""The page of the API as it is without script: every call of the description."""

from collections.abc import Callable

import httpx
import pytest
from seen import Element

pytestmark = pytest.mark.server

OpenPage = Callable[..., Element]


def test_every_call_of_the_description_is_listed(open_page: OpenPage, service: str) -> None:
    described = httpx.get(f"{service}/v1/openapi.json").json()["paths"]
    calls = {
        (method.upper(), path, told["summary"])
        for path, item in described.items()
        for method, told in item.items()
        if method in {"get", "post", "put", "delete"}
    }
    listed = {
        (*(code.text for code in line.all("code")), line.all("span")[0].text)
        for line in open_page("/api").one("div", id="calls").all("li")
    }
    assert listed == calls
    assert ("GET", "/v1", "List the calls of REST") in listed


def test_it_leads_to_the_description_and_the_help(open_page: OpenPage) -> None:
    page = open_page("/api", "fr")
    assert {"/v1/openapi.json", "/help", "/v1/entities"} <= set(page.one("main").links())
    assert "exploitant" in page.one("main").text
