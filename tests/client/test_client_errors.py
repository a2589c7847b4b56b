"""What goes wrong is told alike over HTTP and here, and by the errors of kzgraph."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from kzgraph.client import Client, http
from kzgraph.errors import (
    BadRequestError,
    EngineBusyError,
    KzgraphError,
    NoReleaseError,
    NotFoundError,
    QuerySyntaxError,
    ServiceError,
)

pytestmark = pytest.mark.server

Answer = tuple[int, dict[str, str], bytes]

WRONG: dict[str, tuple[Callable[[Client], object], type[KzgraphError]]] = {
    "entity": (lambda c: c.entity("company/edff"), NotFoundError),
    "claim": (lambda c: c.claim("no-such-claim"), NotFoundError),
    "release": (lambda c: c.changes("abcdef"), NotFoundError),
    "class": (lambda c: c.entities(type="Compny"), BadRequestError),
    "cursor": (lambda c: c.facts(cursor="foreign"), BadRequestError),
    "id": (lambda c: c.facts(subject="not an id"), BadRequestError),
    "stage": (lambda c: c.agreements(stage="begun"), BadRequestError),  # type: ignore[arg-type]
    "limit": (lambda c: c.facts(limit=0), BadRequestError),
    "date": (lambda c: c.facts(known_on="2024-13"), BadRequestError),
    "form of a date": (lambda c: c.stats(valid_on="2024-1"), BadRequestError),
    "end of a timeline": (lambda c: c.timeline(until="soon"), BadRequestError),
    "parameter": (lambda c: c.facts(colour="red"), BadRequestError),  # type: ignore[call-arg]
    "query": (lambda c: c.cite(query="SELECT ?s WHERE {"), QuerySyntaxError),
}


@pytest.mark.parametrize(("call", "error"), WRONG.values(), ids=WRONG.keys())
def test_errors_are_alike_over_http_and_here(
    call: Callable[[Client], object], error: type[KzgraphError], service: str, built_home: Path
) -> None:
    told = []
    for where in (service, built_home):
        with Client(where) as client, pytest.raises(error) as caught:
            call(client)
        told.append(caught.value)
    assert type(told[0]) is type(told[1])
    assert str(told[0]) == str(told[1])


def test_facts_of_errors_cross(service: str) -> None:
    with Client(service) as client, pytest.raises(QuerySyntaxError) as caught:
        client.cite(query="SELECT ?s\nWHERE {")
    assert caught.value.line == 2


def test_a_folder_without_a_release_says_so(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(NoReleaseError, match="kzgraph build"):
            Client(folder)


def test_a_service_that_is_not_there_is_told_with_its_address() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{probe.getsockname()[1]}"
    with Client(address) as client, pytest.raises(ServiceError, match=f"{address}.* reached"):
        client.stats()


@contextmanager
def answering(answers: list[Answer]) -> Iterator[tuple[str, list[str]]]:
    """Run a server that gives some answers in turn, and the paths that it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that the server calls
            asked.append(self.path)
            status, headers, body = answers[min(len(asked), len(answers)) - 1]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", asked
        finally:
            server.shutdown()
            thread.join()


SUGGESTIONS = b'{"items": [], "release": "0", "links": {}, "added_later": 1}'
BUSY = b'{"type": "https://w3id.org/kzgraph/problem/busy", "status": 503, "detail": "Too many."}'
PROBLEM = {"Content-Type": "application/problem+json"}


@pytest.mark.parametrize("status", [429, 503])
def test_a_service_that_asks_for_patience_is_asked_again(
    status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(http.time, "sleep", waited.append)
    busy = (status, {**PROBLEM, "Retry-After": "3"}, BUSY)
    with answering([busy, busy, (200, {}, SUGGESTIONS)]) as (address, asked), Client(address) as c:
        assert c.suggest("a").items == ()
    assert waited == [3.0, 3.0]
    assert len(asked) == 3


def test_patience_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http.time, "sleep", lambda _seconds: None)
    busy = (503, {**PROBLEM, "Retry-After": "1"}, BUSY)
    with answering([busy]) as (address, asked), Client(address) as c:
        with pytest.raises(EngineBusyError, match="Too many"):
            c.suggest("a")
        assert len(asked) == http.TRIES


@pytest.mark.parametrize("headers", [{}, {"Retry-After": "3600"}, {"Retry-After": "soon"}])
def test_no_patience_where_none_is_asked_for_or_too_much(headers: dict[str, str]) -> None:
    with answering([(503, {**PROBLEM, **headers}, BUSY)]) as (address, asked), Client(address) as c:
        with pytest.raises(EngineBusyError):
            c.suggest("a")
        assert len(asked) == 1


@pytest.mark.parametrize("body", [b"<html>", b"[1]", b'{"items": 3}'])
def test_what_is_no_answer_of_kzgraph_is_an_error(body: bytes) -> None:
    with (
        answering([(200, {}, body)]) as (address, _),
        Client(address) as c,
        pytest.raises(ServiceError, match="unknown here"),
    ):
        c.suggest("a")


@pytest.mark.parametrize("headers", [{}, PROBLEM])
def test_a_failure_without_a_readable_problem_is_told_by_its_status(
    headers: dict[str, str],
) -> None:
    with (
        answering([(500, headers, b"oops")]) as (address, _),
        Client(address) as c,
        pytest.raises(ServiceError, match="500"),
    ):
        c.suggest("a")


def test_an_answer_that_takes_too_long_is_told_as_such() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with Client(address, timeout=0.1) as c, pytest.raises(ServiceError, match="timed out"):
            c.stats()


def test_an_address_may_end_in_a_slash_and_have_a_path() -> None:
    with answering([(200, {}, SUGGESTIONS)]) as (address, asked), Client(f"{address}/kz/") as c:
        c.suggest("каз")
    assert asked == ["/kz/v1/suggest?q=%D0%BA%D0%B0%D0%B7&limit=10"]
