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
from kzgraph_api.problems import KINDS

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
    for path in paths:
        answer = client.delete(path)
        assert_problem(answer, 405)
        assert {"GET", "HEAD", "OPTIONS"} <= set(answer.headers["allow"].split(", "))
        assert client.options(path).status_code == 204


@pytest.mark.server
def test_unknown_parameters_on_every_rest_route(
    client: httpx.Client, paths: dict[str, Any]
) -> None:
    rest = [path for path in paths if path.startswith("/v1")]
    assert len(rest) == 6
    for path in rest:
        answer = client.get(path, params={"q": "x", "unheard-of": "1"})
        assert_problem(answer, 400)
        assert "parameter" in answer.json()["detail"]


@pytest.mark.server
def test_unknown_names_on_every_route_that_takes_one(
    client: httpx.Client, paths: dict[str, Any]
) -> None:
    for path in (path for path in paths if "{" in path):
        assert_problem(client.get(path.format(kind="none", slug="none", id="none")), 404)


@pytest.mark.server
def test_unknown_addresses(client: httpx.Client) -> None:
    for path in ("/nowhere", "/v1", "/v1/sources/", "/docs", "/redoc", "/sparql/x"):
        answer = client.get(path)
        assert_problem(answer, 404)
        assert path in answer.json()["detail"]


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


def answered(address: str, **broken: object) -> httpx.Response:
    """Ask an application whose service lacks everything but what is given."""
    app = create_app(Settings(home=Path("nowhere")))
    opened = SimpleNamespace(
        id="0" * 64, store=broken.get("store"), release=SimpleNamespace(store_path=None)
    )
    app.state.service = SimpleNamespace(current=lambda: opened, **broken)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)

    async def ask() -> httpx.Response:
        async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
            return await client.get(address)

    return asyncio.run(ask())


def test_an_unforeseen_error_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    answer = answered("/v1/sources", store=None)
    assert_problem(answer, 500)
    assert answer.json()["detail"] == "The log of the service says why."
    assert "AttributeError" in caplog.text


def test_a_store_that_fails_tells_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def select(*_: object) -> None:
        raise errors.StoreError("/secret/place is gone")

    answer = answered("/v1/sources", store=SimpleNamespace(select=select))
    assert_problem(answer, 500)
    assert "secret" not in answer.text
    assert "secret" in caplog.text


def test_not_ready_when_no_worker_answers() -> None:
    answer = answered("/readyz", engine=SimpleNamespace(healthy=lambda _path: False))
    assert_problem(answer, 503)
    assert answered("/healthz").status_code == 200
