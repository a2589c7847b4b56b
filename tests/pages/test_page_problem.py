"""Problems as pages for people, and as problem+json for programs, at the same addresses."""

import asyncio
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
from seen import Element, seen
from starlette.routing import Route

from kzgraph import errors
from kzgraph.settings import Settings
from kzgraph_api.app import create_app
from kzgraph_api.documents import Documents
from kzgraph_api.kinds import ALL
from kzgraph_api.pages.advice import ADVICE
from kzgraph_api.pages.problem import for_programs
from kzgraph_api.pages.routes import FIRST_STEPS

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def problem(
    service: str, address: str, status: int, language: str = "en"
) -> tuple[httpx.Response, Element]:
    """Get the page about a problem, and hold it to what all of them have."""
    headers = {"Accept": BROWSER, "Accept-Language": language}
    answer = httpx.get(f"{service}{address}", headers=headers, timeout=60)
    assert answer.status_code == status
    page = _checked(answer, language)
    assert page.one("article").one("p", class_="kind").text == str(status)
    return answer, page


def _checked(answer: httpx.Response, language: str) -> Element:
    assert answer.headers["content-type"].startswith("text/html")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["content-language"] == language
    assert answer.headers["cache-control"] == "no-store"
    assert "etag" not in answer.headers
    assert "Accept" in answer.headers["vary"]
    page = seen(answer.text)
    assert page.one("html").attributes["lang"] == language
    return page


@pytest.mark.server
def test_an_unknown_address(service: str) -> None:
    _, page = problem(service, "/nothing/here", 404)
    assert page.one("h1").text == "There is nothing at this address"
    assert page.one("article").one("code").text == "/nothing/here"
    assert {"/", "/entities", "/search?q=here"} <= set(page.one("article").links())
    assert page.one("input", id="q").attributes["value"] == "here"


@pytest.mark.server
def test_a_name_that_is_near_is_a_link(service: str) -> None:
    _, page = problem(service, "/page/project/nuclear-plant", 404, "fr")
    article = page.one("article")
    assert article.one("h1").text == "Rien ne porte ce nom"
    assert "/page/project/nuclear-power-plant" in article.links()
    near = "Vouliez-vous dire ceci ? première centrale nucléaire du Kazakhstan"
    assert near in [one.text for one in article.all("p")]
    assert "Look for" not in article.text


@pytest.mark.server
@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("visit/macron-kazakhstan", "visit/macron-kazakhstan-2023"),
        ("company/rosatom-x", "company/rosatom"),
        ("person/tokaev", "person/tokayev"),
    ],
)
def test_each_kind_of_page_knows_what_is_near(service: str, asked: str, meant: str) -> None:
    _, page = problem(service, f"/page/{asked}", 404)
    assert f"/page/{meant}" in page.one("article").links()


@pytest.mark.server
@pytest.mark.parametrize(
    "address",
    ["/terms/Nothing", "/why/nothing", "/page/nothing/nothing", "/page/document/nothing"],
)
def test_names_that_nothing_bears(service: str, address: str) -> None:
    _, page = problem(service, address, 404, "fr")
    assert page.one("h1").text == "Rien ne porte ce nom"
    assert page.one("article").one("code").text.endswith(address.rpartition("/")[2])


@pytest.mark.server
@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/entities?typ=Visit", "typ: there is no such parameter here. Did you mean 'type'?"),
        ("/search?q=a&q=b", "q: this parameter takes one value; here are several."),
        ("/about?lang=xx", "lang: the pages are in en, fr."),
        ("/search?q=%zz", "A % in the parameters is not followed by two hexadecimal digits."),
    ],
)
def test_wrong_parameters(service: str, address: str, told: str) -> None:
    _, page = problem(service, address, 400, "fr")
    (detail,) = [one for one in page.one("article").all("p") if "lang" in one.attributes]
    assert (detail.text, detail.attributes["lang"]) == (told, "en")
    assert "Corrigez l’adresse" in page.text


@pytest.mark.server
def test_the_language_may_be_in_the_address_of_what_is_not_there(service: str) -> None:
    headers = {"Accept": BROWSER}
    answer = httpx.get(f"{service}/nothing?lang=fr", headers=headers)
    assert answer.headers["content-language"] == "fr"


@pytest.mark.server
@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "\"'><b>", "\u202e\u05d0", "{{ 7 * 7 }}", "-" * 300, "%00"],
)
def test_what_stands_in_an_address_is_text(service: str, name: str) -> None:
    path = httpx.URL("/", params={"n": name}).query.decode().removeprefix("n=").replace("+", "%20")
    _, page = problem(service, f"/page/company/{path}", 404)
    assert not page.one("main").all("script")
    assert not page.one("main").all("b")


@pytest.mark.server
@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/turtle", ""])
@pytest.mark.parametrize("address", ["/nothing", "/terms/Nothing", "/about?x=1"])
def test_programs_get_problem_json(service: str, address: str, accept: str) -> None:
    answer = httpx.get(f"{service}{address}", headers={"Accept": accept})
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == answer.status_code


@pytest.mark.server
@pytest.mark.parametrize("address", ["/v1/nothing", "/v1/sources/nothing", "/data/state/nothing"])
def test_addresses_of_programs_have_one_shape_whatever_is_accepted(
    service: str, address: str
) -> None:
    answer = httpx.get(f"{service}{address}", headers={"Accept": BROWSER})
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.server
def test_what_is_refused_at_the_edge_is_for_programs(service: str) -> None:
    """Nothing is known there of languages or pages: an address that is too long, headers as well."""
    headers = {"Accept": BROWSER, "X-Long": "x" * 60_000}
    answer = httpx.get(f"{service}/about", headers=headers)
    assert answer.status_code in {400, 431}
    assert "text/html" not in answer.headers.get("content-type", "")


class Failing:
    """A graph that fails whatever it is asked."""

    store = None

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __getattr__(self, name: str) -> None:
        raise self._error


def failing(error: Exception, language: str) -> httpx.Response:
    """Ask an application whose release fails for a page."""
    settings = Settings(home=Path("nowhere"))
    app = create_app(settings)
    manifest = SimpleNamespace(release="0" * 64)
    release = SimpleNamespace(manifest=manifest, store_path=None)
    graph, kept = Failing(error), Documents()
    opened = SimpleNamespace(id="0" * 64, graph=graph, release=release, documents=kept)
    app.state.service = SimpleNamespace(current=lambda: opened, settings=settings, store_fault=None)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    headers = {"Accept": BROWSER, "Accept-Language": language, "X-Request-Id": "abc-1"}

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get("/search?q=Orano", headers=headers)

    return asyncio.run(ask())


@pytest.mark.parametrize(
    ("language", "title", "advice"),
    [
        ("en", "Too many queries are running", "Ask again in a moment."),
        ("fr", "Trop de requêtes sont en cours", "Redemandez dans un instant."),
    ],
)
def test_a_service_that_is_busy_says_when_to_come_back(
    language: str, title: str, advice: str
) -> None:
    answer = failing(errors.EngineBusyError("No worker is free."), language)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "2"
    page = _checked(answer, language)
    assert page.one("h1").text == title
    assert advice in page.text


def test_a_fault_of_the_service_tells_nothing_but_its_number(
    caplog: pytest.LogCaptureFixture,
) -> None:
    answer = failing(errors.StoreError("/secret/place is gone"), "fr")
    assert answer.status_code == 500
    page = _checked(answer, "fr")
    assert page.one("h1").text == "Le service a échoué"
    assert page.one("article").one("code").text == answer.headers["x-request-id"] == "abc-1"
    assert "secret" not in answer.text
    assert "secret" in caplog.text


def test_advice_is_of_kinds_that_there_are() -> None:
    assert ADVICE.keys() <= ALL.keys()


def test_every_address_that_is_no_page_is_for_programs() -> None:
    app = create_app(Settings())
    paths = {route.path for route in app.routes if isinstance(route, Route)}
    programs = {path for path in paths if path.split("/")[1] not in FIRST_STEPS}
    assert {"/sparql", "/rdf-graph-store", "/graph/{name:path}", "/data/{kind}/{name}"} <= programs
    # Addresses of things and of the ontology are followed by people as well.
    assert {path for path in programs if not for_programs(path)} == {
        "/id/{kind}/{slug}",
        "/ontology",
        "/ontology.{suffix}",
        "/ontology/{version}",
    }


def test_an_empty_parameter_of_a_program_counts(service: str) -> None:
    answer = httpx.head(f"{service}/rdf-graph-store?default=", timeout=60)
    assert answer.status_code == httpx.codes.OK
    assert answer.headers["content-type"].startswith("text/turtle")
