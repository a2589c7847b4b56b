"""What the service tells of itself: log lines, metrics, and the headers of every answer."""

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from processes import server_of

pytestmark = pytest.mark.server

StartService = Callable[..., str]

QUERY = "SELECT ?s { ?s ?p ?o } LIMIT 3 # nobody's business"
TOKEN = "kzg_" + "secret" * 6


@pytest.fixture(scope="module")
def address(start_service: StartService) -> str:
    return start_service(query_workers=1, deadline=1)


@pytest.fixture
def client(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=20) as client:
        yield client


def log_of(address: str) -> str:
    """Return what the service has written to standard error so far."""
    return Path(f"/proc/{server_of(address)}/fd/2").resolve().read_text()


def line_of(client: httpx.Client, answer: httpx.Response) -> dict[str, object]:
    # The line is written after the answer has been sent.
    until = time.monotonic() + 5
    while time.monotonic() < until:
        whole = log_of(str(client.base_url).rstrip("/")).rpartition("\n")[0]
        lines = [json.loads(line) for line in whole.splitlines()]
        for line in lines:
            if line.get("id") == answer.headers["x-request-id"]:
                found: dict[str, object] = line
                return found
        time.sleep(0.01)
    pytest.fail("The log has no line for this request.")


def values(client: httpx.Client) -> dict[str, float]:
    """Return every series of the metrics and its value."""
    lines = client.get("/metrics").text.splitlines()
    pairs = (line.rpartition(" ") for line in lines if not line.startswith("#"))
    return {name: float(value) for name, _, value in pairs}


def test_a_line_for_a_query(client: httpx.Client) -> None:
    parameters = {"query": QUERY, "access_token": TOKEN}
    headers = {"Authorization": f"Bearer {TOKEN}", "Cookie": TOKEN}
    answer = client.get("/sparql", params=parameters, headers=headers)
    line = line_of(client, answer)
    assert line.pop("ms") > 0
    assert line.pop("time")
    assert line == {
        "level": "info",
        "logger": "kzgraph_api.request",
        "event": "request",
        "id": answer.headers["x-request-id"],
        "client": "127.0.0.1",
        "method": "GET",
        "path": "/sparql",
        "route": "/sparql",
        "status": 200,
        "bytes": len(answer.content),
        "release": answer.headers["kzgraph-release"][:16],
        "query": hashlib.sha256(QUERY.encode()).hexdigest()[:16],
        "outcome": "ok",
        "rows": 3,
        "cached": False,
    }


def test_a_kept_answer_is_told_alike(client: httpx.Client) -> None:
    lines = [line_of(client, client.get("/sparql", params={"query": QUERY})) for _ in range(2)]
    assert lines[-1]["cached"] is True
    assert lines[-1]["route"] == "/sparql"


def test_the_log_holds_no_secrets(client: httpx.Client, address: str) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    client.post("/sparql", data={"update": f"CLEAR ALL # {TOKEN}"}, headers=headers)
    client.get("/v1/search", params={"q": TOKEN}, headers=headers)
    client.get("/sparql", params={"query": f"broken {TOKEN}"}, headers=headers)
    client.put("/sparql", content=TOKEN, headers=headers)
    assert TOKEN not in log_of(address)
    assert "business" not in log_of(address)


def test_queries_are_logged_where_the_operator_wants_it(start_service: StartService) -> None:
    address = start_service(query_workers=1, log_queries="on")
    with httpx.Client(base_url=address) as client:
        answer = client.get("/sparql", params={"query": QUERY})
        assert line_of(client, answer)["text"] == QUERY


def test_outcomes(client: httpx.Client) -> None:
    cases = {
        "SELECT": "query-syntax",
        "ASK { SERVICE <http://localhost/> {} }": None,  # refused before it counts as a query
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }": "query-timeout",
    }
    for query, outcome in cases.items():
        line = line_of(client, client.get("/sparql", params={"query": query}))
        assert line["status"] >= 400
        assert outcome is None or line["outcome"] == outcome


def test_every_line_is_json(client: httpx.Client, address: str) -> None:
    client.get("/v1/entities/a%0Ab/%1B%5B31m", headers={"X-Request-Id": "a b"})
    for line in log_of(address).splitlines():
        assert {"time", "level", "logger", "event"} <= json.loads(line).keys()


@pytest.mark.parametrize("given", ["abc-123", "4bf92f3577b34da6a3ce929d0e0e4736", "x" * 64])
def test_a_sane_request_id_is_kept(client: httpx.Client, given: str) -> None:
    answer = client.get("/healthz", headers={"X-Request-Id": given})
    assert answer.headers["x-request-id"] == given
    assert line_of(client, answer)["path"] == "/healthz"


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, '"', "é".encode()])
def test_another_is_replaced(client: httpx.Client, given: str | bytes) -> None:
    told = client.get("/healthz", headers={"X-Request-Id": given}).headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{16}", told)


def test_metrics_count(client: httpx.Client) -> None:
    before = values(client)
    client.get("/v1/sources")
    client.get("/v1/entities/none/none")
    client.get("/nowhere")
    client.get("/sparql", params={"query": f"{QUERY} counted"})
    client.get("/sparql", params={"query": f"{QUERY} counted"})
    client.get(
        "/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"}
    )
    after = values(client)

    def grown(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert grown('kzgraph_requests_total{route="/v1/sources",status="200"}') == 1
    assert grown('kzgraph_requests_total{route="/v1/entities/{kind}/{slug}",status="404"}') == 1
    assert grown('kzgraph_requests_total{route="none",status="404"}') == 1
    assert grown('kzgraph_requests_total{route="/sparql",status="200"}') == 2
    assert grown('kzgraph_queries_total{outcome="ok"}') == 2
    assert grown('kzgraph_queries_total{outcome="query-timeout"}') == 1
    assert grown("kzgraph_query_seconds_count") == 3
    assert grown("kzgraph_worker_deaths_total") == 1
    assert grown("kzgraph_cache_hits_total") == 1
    assert grown("kzgraph_cache_misses_total") == 2
    assert grown("kzgraph_cache_bytes") > 0
    assert after["kzgraph_queries_running"] == after["kzgraph_queries_waiting"] == 0
    assert any(name.startswith("kzgraph_release_info{release=") for name in after)
    assert after["process_resident_memory_bytes"] > 10_000_000


ELSEWHERE = {"kzgraph_store_up", "kzgraph_mirror_up", "kzgraph_mirror_agreed_timestamp_seconds"}
"""What a service tells that is a mirror, or has a remote store."""


def test_the_documented_names_are_there(client: httpx.Client) -> None:
    documented = (Path(__file__).parents[2] / "docs" / "operation.md").read_text()
    named = set(re.findall(r"`(kzgraph_\w+)[`{]", documented))
    told = set(re.findall(r"# TYPE (kzgraph_\w+)", client.get("/metrics").text))
    assert named - ELSEWHERE == told
    assert named >= ELSEWHERE


@pytest.mark.parametrize(
    "path", ["/", "/sparql?query=ASK%7B%7D", "/nowhere", "/metrics", "/healthz"]
)
def test_security_headers(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "server" not in headers


def test_other_methods_are_not_allowed(client: httpx.Client) -> None:
    for method in ("TRACE", "PROPFIND", "LOCK"):
        for path in ("/", "/sparql", "/v1/sources", "/metrics"):
            assert client.request(method, path).status_code == 405


def test_a_wrong_setting_stops_the_start() -> None:
    environment = os.environ | {"KZGRAPH_RATE": "-1"}
    done = subprocess.run(
        [sys.executable, "-m", "kzgraph", "serve"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )
    assert done.returncode != 0
    assert "KZGRAPH_RATE" in done.stderr
