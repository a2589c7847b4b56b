"""The end of a service: asked for, or sudden."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from processes import alive, family_of, server_of

pytestmark = [pytest.mark.server, pytest.mark.slow]

StartService = Callable[..., str]

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def ask(address: str, query: str) -> httpx.Response:
    return httpx.get(f"{address}/sparql", params={"query": query}, timeout=30)


def gone_within(pids: set[int], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while alive(pids) and time.monotonic() < until:
        time.sleep(0.05)
    return not alive(pids)


def wait_for_a_running_query(address: str) -> None:
    while "kzgraph_queries_running 1.0" not in httpx.get(f"{address}/metrics").text:
        time.sleep(0.02)


def test_a_stop_lets_running_requests_end(start_service: StartService) -> None:
    address = start_service(query_workers=2, deadline=2, stop_seconds=15)
    family = family_of(server_of(address))
    assert len(family) >= 4, "the server, the fork server, two workers"
    with ThreadPoolExecutor() as pool:
        running = pool.submit(ask, address, RUNAWAY)
        wait_for_a_running_query(address)
        os.kill(server_of(address), signal.SIGTERM)
        time.sleep(0.3)
        with pytest.raises(httpx.TransportError):
            httpx.get(f"{address}/healthz")
        answer = running.result()
    assert (answer.status_code, answer.json()["title"]) == (503, "The query ran out of time")
    assert gone_within(family, 5)


def test_a_stop_does_not_wait_for_ever(start_service: StartService) -> None:
    address = start_service(query_workers=1, deadline=60, stop_seconds=1)
    family = family_of(server_of(address))
    with ThreadPoolExecutor() as pool:
        running = pool.submit(ask, address, RUNAWAY)
        wait_for_a_running_query(address)
        os.kill(server_of(address), signal.SIGTERM)
        assert gone_within(family, 6)
        with suppress(httpx.TransportError):  # it may be told, or cut off
            assert running.result().status_code >= 500


def test_a_stop_does_not_wait_for_idle_connections(start_service: StartService) -> None:
    address = start_service(query_workers=1, stop_seconds=60)
    family = family_of(server_of(address))
    host, _, port = address.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port))), httpx.Client(base_url=address) as client:
        assert client.get("/healthz").status_code == 200
        os.kill(server_of(address), signal.SIGTERM)
        assert gone_within(family, 6)


@pytest.mark.parametrize("busy", [False, True])
def test_workers_end_when_the_service_is_killed(start_service: StartService, busy: bool) -> None:
    address = start_service(query_workers=2, deadline=2)
    family = family_of(server_of(address))
    with ThreadPoolExecutor() as pool:
        if busy:
            running = pool.submit(ask, address, RUNAWAY)
            wait_for_a_running_query(address)
        os.kill(server_of(address), signal.SIGKILL)
        if busy:
            with pytest.raises(httpx.TransportError):
                running.result()
    assert gone_within(family, 5)


def test_a_long_path_for_temporary_files_is_a_clear_error(built_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 30)
    folder.mkdir()
    environment = {**os.environ, "TMPDIR": str(folder), "KZGRAPH_HOME": str(built_home)}
    command = [sys.executable, "-m", "kzgraph", "serve", "--port", "0"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "TMPDIR" in done.stderr
    assert "Traceback" not in done.stderr
