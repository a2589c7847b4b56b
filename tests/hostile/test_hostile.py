"""Every hostile input against one live service: it answers as it should, and others wait for nothing.

To add inputs, put them into a table of a module ``hostile_<what>.py`` and name it in TABLES.
"""

import os
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count

import httpx
import pytest
from hostile_evaluation import EVALUATION
from hostile_protocol import PROTOCOL
from hostile_queries import QUERIES
from hostile_requests import CANARY, Input
from hostile_ssrf import SSRF
from processes import outbound, server_of

pytestmark = [pytest.mark.server, pytest.mark.slow]

TABLES = (PROTOCOL, QUERIES, EVALUATION, SSRF)
INPUTS = [hostile for table in TABLES for hostile in table]
LEAST = 120
SLOWEST = 0.5
SETTINGS = {
    "deadline": 1,
    "memory": 512,
    "body_seconds": 1,
    "max_result_bytes": 4_000_000,
    "rate": 0,
}

StartService = Callable[..., str]
_numbers = count()


@pytest.fixture(scope="module")
def target(start_service: StartService) -> str:
    """A service with short deadlines."""
    return start_service(**SETTINGS)


@pytest.fixture(scope="module")
def pid(target: str) -> int:
    """Its process at the start."""
    return server_of(target)


@pytest.fixture(scope="module")
def canary() -> Iterator[socket.socket]:
    """A listener at every address of this machine that nobody may connect to."""
    with socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True) as listener:
        listener.setblocking(False)
        yield listener


@pytest.fixture(scope="module")
def other(target: str) -> Iterator[httpx.Client]:
    """Another client, who wants nothing but a cheap query answered."""
    with httpx.Client(base_url=target, timeout=10) as client:
        yield client


def test_there_are_enough() -> None:
    assert len(INPUTS) >= LEAST
    assert len({hostile.name for hostile in INPUTS}) == len(INPUTS)
    for hostile in INPUTS:
        assert not hostile.statuses & {500, 501, 502, 504}


def test_an_outbound_connection_would_be_seen(canary: socket.socket) -> None:
    port = canary.getsockname()[1]
    with socket.create_connection(("127.0.0.1", port)):
        accepted, _ = canary.accept()
        with accepted:
            assert outbound(os.getpid(), 1)


@pytest.mark.parametrize("hostile", INPUTS, ids=lambda hostile: hostile.name)
def test_hostile(
    hostile: Input, target: str, pid: int, canary: socket.socket, other: httpx.Client
) -> None:
    request = hostile.request.replace(CANARY.encode(), str(canary.getsockname()[1]).encode())
    slowest, answer = _attacked(target, request, other)
    if slowest > SLOWEST:  # the machine may have been busy with something else
        slowest, answer = _attacked(target, request, other)
    assert _status(answer) in hostile.statuses, answer[:500]
    assert not [word for word in hostile.never if word in answer]
    assert slowest <= SLOWEST
    assert server_of(target) == pid
    with pytest.raises(BlockingIOError):
        canary.accept()


def _attacked(target: str, request: bytes, other: httpx.Client) -> tuple[float, bytes]:
    """Send a request; return how long another client waited meanwhile, and the answer."""
    with ThreadPoolExecutor(1) as pool:
        sent = pool.submit(_answer, target, request)
        slowest = max(_waits(sent, other, target))
        return slowest, sent.result()


def _waits(sent: "Future[bytes]", other: httpx.Client, target: str) -> Iterator[float]:
    while True:
        began = time.perf_counter()
        text = f"ASK {{ ?s ?p ?o }} # {next(_numbers)}"  # another text: nobody has it ready
        answer = other.get("/sparql", params={"query": text})
        yield time.perf_counter() - began
        assert answer.json()["boolean"] is True
        assert outbound(server_of(target), int(target.rpartition(":")[2])) == []
        if sent.done():
            return
        time.sleep(0.02)


def _answer(target: str, request: bytes) -> bytes:
    """Send bytes and return everything that comes back until the connection ends."""
    host, _, port = target.removeprefix("http://").partition(":")
    received = bytearray()
    with socket.create_connection((host, int(port)), timeout=15) as connection:
        try:
            connection.sendall(request)
            while chunk := connection.recv(65536):
                received += chunk
        except ConnectionError:
            pass  # the service need not hear a bad request out
    return bytes(received)


def _status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


def test_the_service_is_well_after_all_that(target: str, pid: int, other: httpx.Client) -> None:
    assert other.get("/readyz").status_code == 200
    assert server_of(target) == pid
    metrics = other.get("/metrics").text
    assert 'status="500"' not in metrics
