"""Several service processes on one port: they share a release, and one that dies is replaced."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import httpx
import pytest
from processes import alive, children_of, family_of, server_of

from kzgraph.access import new_token
from kzgraph.release import Home
from kzgraph.release.plain import init

pytestmark = [pytest.mark.server, pytest.mark.slow]

CLIENTS = 6
QUERY = "SELECT ?o { <urn:s> <urn:p> ?o }"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home whose current release says one, and that has another, which says two."""
    folder = tmp_path_factory.mktemp("several")
    home = Home(folder / "home")
    for value in ("two", "one"):
        file = folder / f"{value}.ttl"
        file.write_text(f'<urn:s> <urn:p> "{value}" .')
        init(home, [file])
    return home


@pytest.fixture(scope="module")
def token() -> tuple[str, str]:
    """A token and its hash."""
    return new_token()


@pytest.fixture(scope="module")
def address(home: Home, token: tuple[str, str], start_service: Callable[..., str]) -> str:
    """The address of a service of two processes."""
    return start_service(
        home=home.path, derive="off", rate=0, workers=2, query_workers=1, write_tokens=token[1]
    )


@pytest.fixture
def asked(address: str) -> Iterator[list[tuple[int, str]]]:
    """What some clients are answered while a test runs: status and value; a lost request fails it.

    Each opens a new connection now and then, so that all processes are asked.
    """
    stop, seen = Event(), []

    def ask() -> None:
        while not stop.is_set():
            with httpx.Client(base_url=address, timeout=20) as client:
                for _ in range(20):
                    answer = client.get("/sparql", params={"query": QUERY, "format": "csv"})
                    seen.append((answer.status_code, answer.text.split()[-1]))

    with ThreadPoolExecutor(CLIENTS) as pool:
        loops = [pool.submit(ask) for _ in range(CLIENTS)]
        yield seen
        stop.set()
        for loop in loops:
            loop.result()


def metric(address: str, name: str) -> float:
    (value,) = re.findall(rf"^{name} (\S+)$", httpx.get(f"{address}/metrics").text, re.MULTILINE)
    return float(value)


def services(address: str) -> set[int]:
    """Return the service processes below the supervisor."""
    children = children_of(server_of(address))
    return {pid for pid in children if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()}


def wait_until(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_publish_is_followed_by_both(
    home: Home, address: str, asked: list[tuple[int, str]]
) -> None:
    two = next(path.name for path in home.releases.iterdir() if path.name != home.current().id)
    wait_until(lambda: len(asked) > 50)
    assert set(asked) == {(200, "one")}
    home.switch(two, by="test")
    told = time.monotonic()
    wait_until(lambda: time.monotonic() - told > 0.5)
    asked_then = len(asked)
    wait_until(lambda: len(asked) > asked_then + 50)
    assert set(asked[asked_then:]) == {(200, "two")}
    assert set(asked) == {(200, "one"), (200, "two")}


def test_one_scrape_tells_of_both(address: str) -> None:
    wait_until(lambda: metric(address, "kzgraph_service_processes") == 2)
    counted = 'kzgraph_requests_total{route="/v1/stats",status="200"}'
    with ThreadPoolExecutor(CLIENTS) as pool:
        answers = list(pool.map(lambda _: httpx.get(f"{address}/v1/stats"), range(30)))
    assert {answer.status_code for answer in answers} == {200}
    assert metric(address, re.escape(counted)) == 30
    assert metric(address, "process_max_fds") >= 2 * os.sysconf("SC_OPEN_MAX") - 1


def test_what_is_written_through_one_is_seen_by_both(address: str, token: tuple[str, str]) -> None:
    headers = {"Authorization": f"Bearer {token[0]}"}

    def write(number: int) -> httpx.Response:
        update = f"INSERT DATA {{ <urn:n> <urn:p> {number} }}"
        body = {"update": update}
        return httpx.post(f"{address}/sparql", data=body, headers=headers, timeout=60)

    with ThreadPoolExecutor(8) as pool:  # each on a connection of its own: through both processes
        answers = list(pool.map(write, range(8)))
    assert {answer.status_code for answer in answers} <= {200, 201, 204}, answers[0].text
    count = {"query": "SELECT (COUNT(*) AS ?n) { <urn:n> ?p ?o }", "format": "csv"}
    seen = {httpx.get(f"{address}/sparql", params=count).text.split()[-1] for _ in range(20)}
    assert seen == {"8"}, "writers took turns: none has lost what another wrote"


def test_a_killed_process_is_replaced(address: str) -> None:
    before = services(address)
    assert len(before) == 2
    victim = before.pop()
    os.kill(victim, signal.SIGKILL)
    answers = [httpx.get(f"{address}/healthz").status_code for _ in range(100)]
    assert set(answers) == {200}, "the other one takes what comes"
    wait_until(lambda: len(services(address) - {victim}) == 2)
    wait_until(lambda: metric(address, "kzgraph_service_processes") == 2)
    assert before <= services(address)


def test_a_signal_ends_all(address: str) -> None:
    family = family_of(server_of(address))
    os.kill(server_of(address), signal.SIGTERM)
    wait_until(lambda: not alive(family))


def test_services_end_when_their_supervisor_is_killed(
    home: Home, start_service: Callable[..., str]
) -> None:
    address = start_service(home=home.path, derive="off", workers=2, query_workers=1)
    family = family_of(server_of(address))
    os.kill(server_of(address), signal.SIGKILL)
    wait_until(lambda: not alive(family))


def test_what_cannot_start_ends_with_an_error(home: Home, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kzgraph", "serve", "--workers", "2", "--port", "0"]
    settings = {"KZGRAPH_HOME": str(home.path), "KZGRAPH_DERIVE": "off"}
    folder = tmp_path / ("long" * 30)  # no socket to a query process fits into such a path
    folder.mkdir()
    environment = {**os.environ, **settings, "TMPDIR": str(folder)}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 3
    events = [json.loads(line)["event"] for line in done.stderr.splitlines()]
    assert sum("Set TMPDIR to a short path." in event for event in events) <= 2
    assert any("failed to start" in event for event in events)
