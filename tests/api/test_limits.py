"""Queries that ask for too much end, and the service lives."""

import json
import socket
import threading
import time
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlsplit

import httpx
import pytest

StartService = Callable[..., str]

pytestmark = pytest.mark.server

CARTESIAN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
CHEAP = "ASK { ?s ?p ?o }"
QUERY = {"Content-Type": "application/sparql-query"}


def ask(service: str, query: str, **parameters: str) -> httpx.Response:
    return httpx.get(f"{service}/sparql", params={"query": query, **parameters}, timeout=30)


def other(query: str) -> str:
    """Return the query in other words, so that nobody has asked it before."""
    return f"{query} # {uuid.uuid4()}"


def alive(service: str) -> bool:
    return ask(service, other(CHEAP)).json()["boolean"] is True


@pytest.fixture(scope="module")
def hurried(start_service: StartService) -> str:
    """A service whose deadline is 2 s, and whose answers have ten rows at most."""
    return start_service(deadline=2, max_result_rows=10)


@pytest.fixture(scope="module")
def narrow(start_service: StartService) -> str:
    """A service with one worker of little memory, small answers, and one place to wait."""
    return start_service(
        query_workers=1, max_waiting=1, memory=256, max_result_bytes=20_000, deadline=20
    )


def test_a_cartesian_count_ends_at_its_deadline_and_others_are_answered(hurried: str) -> None:
    began = time.perf_counter()
    with ThreadPoolExecutor() as pool:
        running = pool.submit(ask, hurried, CARTESIAN)
        slowest = 0.0
        while not running.done():
            start = time.perf_counter()
            assert httpx.get(f"{hurried}/healthz").status_code == 200
            assert alive(hurried)
            slowest = max(slowest, time.perf_counter() - start)
        answer = running.result()
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "10"
    assert answer.json()["deadline"] == 2
    assert 2 <= time.perf_counter() - began < 4
    assert slowest < 1.5


def test_timeout_lowers_the_deadline(service: str) -> None:
    began = time.perf_counter()
    answer = ask(service, CARTESIAN, timeout="0.3")
    assert (answer.status_code, answer.json()["deadline"]) == (503, 0.3)
    assert time.perf_counter() - began < 2


def test_timeout_cannot_raise_the_deadline(hurried: str) -> None:
    assert ask(hurried, CARTESIAN, timeout="60").json()["deadline"] == 2


def test_two_thousand_nested_sub_selects(service: str) -> None:
    query = "SELECT * {" + " { SELECT * {" * 2000 + "?s ?p ?o" + "} }" * 2000 + "}"
    answer = ask(service, query)
    assert (answer.status_code, answer.json()["reason"]) == (400, "depth")
    assert alive(service)


def test_an_answer_that_is_too_large_is_cut(narrow: str) -> None:
    answer = ask(narrow, "SELECT * { ?s ?p ?o }")
    assert answer.headers["kzgraph-truncated"] == "bytes=20000"
    assert answer.json()["truncated"] == "bytes=20000"
    assert 50 < len(answer.json()["results"]["bindings"]) < 200
    assert "kzgraph-truncated" not in ask(narrow, CHEAP).headers
    assert alive(narrow)


def test_an_answer_of_too_many_rows_is_cut(hurried: str) -> None:
    for format_ in ("csv", "turtle"):
        query = "CONSTRUCT" if format_ == "turtle" else "SELECT *"
        answer = ask(hurried, query + " WHERE { ?s ?p ?o }", format=format_)
        assert answer.headers["kzgraph-truncated"] == "rows=10"


def test_a_query_that_kills_its_worker(narrow: str) -> None:
    answer = ask(narrow, "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g")
    assert answer.status_code == 503, answer.text
    assert answer.json()["type"].endswith("/query-killed")
    assert "memory" in answer.json()["detail"]
    assert "nests" in answer.json()["detail"]
    assert alive(narrow)


def test_too_many_queries(narrow: str) -> None:
    with ThreadPoolExecutor() as pool:
        running = [pool.submit(ask, narrow, other(CARTESIAN), timeout="1.5") for _ in range(2)]
        time.sleep(0.5)
        refused = ask(narrow, other(CHEAP))
        assert [future.result().status_code for future in running] == [503, 503]
    assert refused.status_code == 503
    assert refused.json()["type"].endswith("/busy")
    assert int(refused.headers["retry-after"]) > 0


def test_a_client_that_leaves_frees_the_worker(narrow: str) -> None:
    address = urlsplit(narrow)
    with socket.create_connection((address.hostname, address.port)) as connection:
        connection.sendall(
            f"GET /sparql?query={quote(CARTESIAN)} HTTP/1.1\r\nHost: x\r\n\r\n".encode()
        )
        time.sleep(0.5)
    began = time.perf_counter()
    assert alive(narrow)
    assert time.perf_counter() - began < 3


def test_a_query_that_is_too_long(service: str) -> None:
    query = "ASK {} #" + "x" * 262_144
    by_form = httpx.post(f"{service}/sparql", data={"query": query})
    assert (by_form.status_code, by_form.json()["reason"]) == (400, "size")
    by_post = httpx.post(f"{service}/sparql", content=query, headers=QUERY)
    assert by_post.status_code == 413
    assert "262144 bytes" in by_post.json()["detail"]
    assert alive(service)


def test_an_address_that_is_too_long(service: str) -> None:
    """The server itself refuses it, beyond 64 KiB; such a query is sent in a body."""
    assert ask(service, CHEAP + "#" + "x" * 60_000).status_code == 200
    address = urlsplit(service)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(b"GET /sparql?query=" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
        assert connection.recv(4096).startswith(b"HTTP/1.1 400")
    assert alive(service)


@pytest.mark.parametrize("content_type", [*QUERY.values(), "application/x-www-form-urlencoded"])
def test_a_body_that_is_too_long(service: str, content_type: str) -> None:
    headers = {"Content-Type": content_type}
    answer = httpx.post(f"{service}/sparql", content=b"x" * 5_000_000, headers=headers)
    assert answer.status_code == 413
    assert answer.json()["status"] == 413


def test_an_endless_body_is_not_read_to_its_end(service: str) -> None:
    """The length is not announced; the answer comes while the client still sends."""
    address = urlsplit(service)
    head = "POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(f"{head}Content-Type: {QUERY['Content-Type']}\r\n\r\n".encode())
        answer = threading.Event()
        received: list[bytes] = []
        threading.Thread(
            target=lambda: (received.append(connection.recv(4096)), answer.set())
        ).start()
        chunk = b"10000\r\n" + b"x" * 65_536 + b"\r\n"
        for _ in range(50):
            if answer.is_set():
                break
            connection.sendall(chunk)
            time.sleep(0.01)
        assert answer.wait(5)
    assert received[0].startswith(b"HTTP/1.1 413")


def test_a_deeply_nested_path_is_no_query(client: httpx.Client) -> None:
    answer = client.get("/v1/entities/" + "a/" * 2000)
    assert answer.status_code == 404
    assert json.loads(answer.text)["status"] == 404
