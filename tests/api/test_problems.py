"""Errors: one shape for all of them, on every route."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest

from kzgraph import errors
from kzgraph.settings import Settings
from kzgraph_api.app import create_app
from kzgraph_api.conditional import entity_tag
from kzgraph_api.documents import Documents
from kzgraph_api.examples import recorded
from kzgraph_api.kinds import ALL, KINDS
from kzgraph_api.problems import TYPES

METHODS = {"get", "post", "put", "patch", "delete"}
MEMBERS = {"type", "title", "status", "detail"}


def assert_problem(answer: httpx.Response, status: int) -> None:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    body = answer.json()
    assert body.keys() >= MEMBERS
    assert body["status"] == status
    assert body["detail"]
    assert "Traceback" not in answer.text


@pytest.fixture(scope="module")
def paths(client: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/v1/openapi.json").json()["paths"]
    return found


@pytest.mark.server
def test_wrong_methods_on_every_route(client: httpx.Client, paths: dict[str, Any]) -> None:
    for path, operations in paths.items():
        if "security" in operations.get("delete", {}):
            continue
        answer = client.delete(path)
        assert_problem(answer, 405)
        wanted = {"OPTIONS"} | {name.upper() for name in METHODS & operations.keys()}
        if "get" in operations:
            wanted.add("HEAD")
        assert wanted <= set(answer.headers["allow"].split(", "))
        assert client.options(path).status_code == 204


def rest(paths: dict[str, Any]) -> list[str]:
    """Return the addresses of REST, with the names of things that there are none of."""
    names = {"kind": "none", "slug": "none", "id": "none", "name": "none"}
    return [path.format(**names) for path in paths if path.startswith(("/v1", "/problem"))]


@pytest.mark.server
def test_parameters_on_every_rest_route(client: httpx.Client, paths: dict[str, Any]) -> None:
    assert len(rest(paths)) > 30
    for path in rest(paths):
        answer = client.get(path, params={"unheard-of": "1"})
        assert_problem(answer, 400)
        assert answer.json()["type"].endswith("/problem/bad-parameter")
        assert answer.json()["parameters"] == ["unheard-of"]


@pytest.mark.server
def test_unknown_names_on_every_route_that_takes_one(
    client: httpx.Client, paths: dict[str, Any]
) -> None:
    named = [path for path in rest(paths) if "none" in path]
    assert len(named) > 8
    for path in named:
        assert_problem(client.get(path), 404)


@pytest.mark.server
def test_unknown_addresses(client: httpx.Client) -> None:
    for path in ("/nowhere", "/v2", "/v1/sources/", "/docs", "/redoc", "/sparql/x"):
        answer = client.get(path)
        assert_problem(answer, 404)
        assert path in answer.json()["detail"]
        assert answer.json()["type"].endswith("/problem/no-such-address")


@pytest.mark.server
@pytest.mark.parametrize("name", ALL)
def test_the_type_of_a_problem_is_explained(client: httpx.Client, name: str) -> None:
    kind = ALL[name]
    told = client.get(f"/problem/{name}").json()
    assert told["type"] == TYPES + name == f"https://w3id.org/kzgraph/problem/{name}"
    assert (told["title"], told["status"]) == (kind.title, kind.status)
    text = client.get(f"/problem/{name}", headers={"Accept": "text/plain"})
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert told["advice"] in text.text


@pytest.mark.server
def test_the_kinds_of_problems_are_listed(client: httpx.Client) -> None:
    listed = client.get("/problem").json()["items"]
    assert [item["type"].rpartition("/")[2] for item in listed] == list(ALL)


def error_classes(top: type[Exception] = errors.KzgraphError) -> Iterator[type[Exception]]:
    yield top
    for below in top.__subclasses__():
        yield from error_classes(below)


def test_each_error_is_answered() -> None:
    ours = {cls: next(KINDS[c] for c in cls.__mro__ if c in KINDS) for cls in error_classes()}
    internal = {cls for cls, kind in ours.items() if kind.internal}
    assert internal >= {errors.KzgraphError, errors.StoreError, errors.ConfigurationError}
    assert not internal & {errors.QueryTimeoutError, errors.QuerySyntaxError, errors.NotFoundError}
    assert len({kind.name for kind in KINDS.values()}) == len(KINDS)
    assert all(kind.status == 503 for kind in KINDS.values() if kind.retry_after)


def answered(
    address: str, graph: object = None, headers: dict[str, str] | None = None, **broken: object
) -> httpx.Response:
    """Ask an application whose service lacks everything but what is given."""
    settings = Settings(home=Path("nowhere"))
    app = create_app(settings)
    release = SimpleNamespace(store_path=None)
    kept = Documents()
    opened = SimpleNamespace(id="0" * 64, graph=graph, release=release, documents=kept)
    app.state.service = SimpleNamespace(
        current=lambda: opened, settings=settings, store_fault=None, **broken
    )
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(address, headers=headers)

    return asyncio.run(ask())


def test_an_unforeseen_error_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    answer = answered("/v1/sources", graph=None)
    assert_problem(answer, 500)
    assert "AttributeError" in caplog.text
    example = recorded("problems/internal")
    assert example is not None
    assert answer.json() == example["answer"]["body"]


def test_a_store_that_fails_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    class Graph:
        def __getattr__(self, name: str) -> None:
            raise errors.StoreError("/secret/place is gone")

    answer = answered("/v1/sources", Graph())
    assert_problem(answer, 500)
    assert "secret" not in answer.text
    assert "secret" in caplog.text


def test_a_known_answer_is_told_without_asking_the_library() -> None:
    # There is no graph: whatever asked it would fail, as the request without a tag does.
    assert answered("/v1/facts").status_code == 500
    for form, accept in (("application/json", "*/*"), ("text/csv", "text/csv")):
        tag = entity_tag("0" * 64, "/v1/facts?", form, "http://test", "")
        for known in (tag, tag.removeprefix("W/"), f'"other", {tag}'):
            headers = {"If-None-Match": known, "Accept": accept}
            answer = answered("/v1/facts", headers=headers)
            assert (answer.status_code, answer.content) == (304, b"")
            assert answer.headers["etag"] == tag


def test_not_ready_when_no_worker_answers() -> None:
    answer = answered("/readyz", engine=SimpleNamespace(healthy=lambda _path: False))
    assert_problem(answer, 503)
    assert answered("/healthz").status_code == 200
