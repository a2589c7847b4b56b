"""Every hostile input against a live service: it answers as it should, and others wait for nothing.

To add inputs, put them into a table of a module ``hostile_<what>.py`` and name it in TABLES, or in
WRITING_TABLES where the service is to be one that may be written to.
"""

import os
import shutil
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import httpx
import pytest
from hostile_evaluation import EVALUATION
from hostile_graph_store import GRAPH_STORE
from hostile_protocol import PROTOCOL
from hostile_queries import QUERIES
from hostile_requests import CANARY, TOKEN, Input
from hostile_ssrf import SSRF
from hostile_writing import WRITING
from processes import outbound, server_of

from kzgraph.access import hash_of

pytestmark = [pytest.mark.server, pytest.mark.slow]

TABLES = (PROTOCOL, QUERIES, EVALUATION, SSRF)
WRITING_TABLES = (WRITING, GRAPH_STORE)
INPUTS = [hostile for table in TABLES for hostile in table]
WRITTEN = [hostile for table in WRITING_TABLES for hostile in table]
LEAST = 120
LEAST_WRITTEN = 60
SLOWEST = 0.5
PAUSE = 0.05
SETTINGS = {
    "deadline": 0.5,
    "memory": 512,
    "body_seconds": 1,
    "max_result_bytes": 4_000_000,
    "rate": 0,
}
WRITING_SETTINGS = {
    **SETTINGS,
    "write_tokens": hash_of(TOKEN),
    "write_deadline": 10,
    "max_upload_bytes": 2_000_000,
}
REFUSED = 400

StartService = Callable[..., str]
_numbers = count()


@pytest.fixture(scope="module")
def target(start_service: StartService) -> str:
    """A service with short deadlines."""
    return start_service(**SETTINGS)


@pytest.fixture(scope="module")
def written(
    start_service: StartService, built_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> str:
    """A service that may be written to, over a copy of the data."""
    home = tmp_path_factory.mktemp("hostile") / "home"
    shutil.copytree(built_home, home, symlinks=True)
    return start_service(home=home, **WRITING_SETTINGS)


@pytest.fixture(scope="module")
def pids(target: str, written: str) -> dict[str, int]:
    """The process of each service at the start."""
    return {address: server_of(address) for address in (target, written)}


@pytest.fixture(scope="module")
def others(target: str, written: str) -> Iterator[dict[str, httpx.Client]]:
    """Another client of each service, who is to notice nothing."""
    with (
        httpx.Client(base_url=target, timeout=10, verify=False) as one,
        httpx.Client(base_url=written, timeout=10, verify=False) as two,
    ):
        yield {target: one, written: two}


@pytest.fixture(scope="module")
def canary() -> Iterator[socket.socket]:
    """A listener at every address of this machine that nobody may connect to."""
    with socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True) as listener:
        listener.setblocking(False)
        yield listener


def test_there_are_enough() -> None:
    assert len(INPUTS) >= LEAST
    assert len(WRITTEN) >= LEAST_WRITTEN
    for inputs in (INPUTS, WRITTEN):
        assert len({hostile.name for hostile in inputs}) == len(inputs)
        for hostile in inputs:
            assert not hostile.statuses & {500, 501, 502, 504}


def test_an_outbound_connection_would_be_seen(canary: socket.socket) -> None:
    port = canary.getsockname()[1]
    with socket.create_connection(("127.0.0.1", port)):
        accepted, _ = canary.accept()
        with accepted:
            assert outbound(os.getpid(), 1)


@pytest.mark.parametrize("hostile", INPUTS, ids=lambda hostile: hostile.name)
def test_hostile(hostile: Input, target: str, meet: "Meeting") -> None:
    meet(hostile, target)


@pytest.mark.parametrize("hostile", WRITTEN, ids=lambda hostile: hostile.name)
def test_hostile_to_a_service_that_may_be_written_to(
    hostile: Input, written: str, meet: "Meeting"
) -> None:
    before = meet.release(written)
    status = meet(hostile, written)
    if status == 0 or status >= REFUSED:
        assert meet.release(written) == before


@dataclass(frozen=True)
class Meeting:
    """Sends inputs and holds the services to what they promise."""

    others: dict[str, httpx.Client]
    pids: dict[str, int]
    canary: socket.socket

    def __call__(self, hostile: Input, target: str) -> int:
        """Return the status that an input got."""
        port = str(self.canary.getsockname()[1])
        request = hostile.request.replace(CANARY.encode(), port.encode())
        slowest, answer = self._attacked(target, request)
        if slowest > SLOWEST:  # the machine may have been busy with something else
            slowest, answer = self._attacked(target, request)
        assert _status(answer) in hostile.statuses, answer[:500]
        assert not [word for word in hostile.never if word in answer]
        assert slowest <= SLOWEST
        assert server_of(target) == self.pids[target]
        with pytest.raises(BlockingIOError):
            self.canary.accept()
        return _status(answer)

    def release(self, target: str) -> str:
        """Return the release that a service answers from."""
        return str(self.others[target].get("/healthz").headers["kzgraph-release"])

    def _attacked(self, target: str, request: bytes) -> tuple[float, bytes]:
        """Send a request; return how long another client waited meanwhile, and the answer."""
        with ThreadPoolExecutor(1) as pool:
            sent = pool.submit(_answer, target, request)
            slowest = max(_waits(sent, self.others[target], target, self.pids[target]))
            return slowest, sent.result()


@pytest.fixture(scope="module")
def meet(others: dict[str, httpx.Client], pids: dict[str, int], canary: socket.socket) -> Meeting:
    """What the inputs are sent with."""
    return Meeting(others, pids, canary)


def _waits(sent: "Future[bytes]", other: httpx.Client, target: str, pid: int) -> Iterator[float]:
    while True:
        began = time.perf_counter()
        text = f"ASK {{ ?s ?p ?o }} # {next(_numbers)}"  # another text: nobody has it ready
        answer = other.get("/sparql", params={"query": text})
        if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
            yield 2 * SLOWEST  # worse than slow
            return
        yield time.perf_counter() - began
        assert answer.json()["boolean"] is True, answer.text
        assert outbound(pid, int(target.rpartition(":")[2])) == []
        if sent.done():
            return
        wait((sent,), timeout=PAUSE)


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


def test_the_services_are_well_after_all_that(pids: dict[str, int]) -> None:
    for target, pid in pids.items():
        assert httpx.get(f"{target}/readyz").status_code == httpx.codes.OK
        assert server_of(target) == pid
        assert 'status="500"' not in httpx.get(f"{target}/metrics").text
