"""A SPARQL endpoint with data in Wikidata's RDF form, and a server in front of it that fails to order.

``wikidata`` is the address of a real ``oxigraph serve`` over tests/data/wikidata.ttl. ``faults``
passes requests on to it, but for those for which a test has planned a ``Fault``.
"""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

DATA = Path(__file__).resolve().parent / "data" / "wikidata.ttl"
START_SECONDS = 30


@pytest.fixture(scope="session")
def wikidata(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the endpoint: queries by GET and POST."""
    folder = tmp_path_factory.mktemp("wikidata")
    subprocess.run(
        [_oxigraph(), "load", "--location", folder / "store", "--file", DATA],
        check=True,
        capture_output=True,
    )
    log = folder / "log"
    with log.open("wb") as output:
        server, port = _started(folder / "store", output)
    yield f"http://127.0.0.1:{port}/query"
    server.terminate()
    server.wait(timeout=10)


def _oxigraph() -> str:
    """Return the program's path; skip without it, but fail in CI."""
    beside = Path(sys.executable).with_name("oxigraph")
    found = str(beside) if beside.exists() else shutil.which("oxigraph")
    if found is None:
        reason = "oxigraph is not installed (PyPI `oxigraph`, in the group dev)"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return found


def _started(store: Path, output: object) -> tuple["subprocess.Popen[bytes]", int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [_oxigraph(), "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stdout=output, stderr=output)  # type: ignore[call-overload]
    until = time.monotonic() + START_SECONDS
    with httpx.Client() as probe:
        while time.monotonic() < until and server.poll() is None:
            try:
                probe.get(f"http://127.0.0.1:{port}/query", params={"query": "ASK {}"})
            except httpx.TransportError:
                time.sleep(0.02)
            else:
                return server, port
    server.kill()
    server.wait()
    pytest.fail("oxigraph did not start")


@dataclass(frozen=True)
class Fault:
    """An answer that goes wrong. ``promised`` is a Content-Length that the body does not reach.

    ``seconds`` pass before anything is sent, and before each byte of a body that ``drips``.
    """

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b"planned by the test"
    promised: int | None = None
    seconds: float = 0.0
    drips: bool = False


@dataclass(frozen=True)
class Request:
    """A request as it came."""

    method: str
    query: str
    headers: Mapping[str, str]
    at: float
    path: str
    body: bytes


class Faults:
    """The server; ``seen`` are the requests that came, ``plan`` what the next ones meet."""

    def __init__(self, behind: str) -> None:
        self.behind = behind
        self.seen: list[Request] = []
        self.together = 0  # the most requests that were there at the same time
        self._now = 0
        self._planned: deque[Fault] = deque()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.faults = self
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def address(self) -> str:
        """Where the endpoint is, as far as clients can see."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/sparql"

    def plan(self, *faults: Fault) -> None:
        """Let the next requests meet these faults, one each; those after them are passed on."""
        self._planned.extend(faults)

    def planned(self, request: Request) -> Fault | None:
        with self._lock:
            self.seen.append(request)
            self._now += 1
            self.together = max(self.together, self._now)
            return self._planned.popleft() if self._planned else None

    def done(self) -> None:
        with self._lock:
            self._now -= 1

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    faults: Faults

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: a client that has stopped waiting is what a test wants."""


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._meet("GET", b"")

    def do_POST(self) -> None:
        self._meet("POST", self.rfile.read(int(self.headers["Content-Length"])))

    def log_message(self, *_: object) -> None:
        """Be quiet."""

    def _meet(self, method: str, body: bytes) -> None:
        faults: Faults = self.server.faults  # type: ignore[attr-defined]
        parameters = parse_qs(body.decode() or urlsplit(self.path).query)
        query = parameters.get("query", [""])[0]
        headers = dict(self.headers)
        fault = faults.planned(
            Request(method, query, headers, time.monotonic(), urlsplit(self.path).path, body)
        )
        try:
            self._fail(fault) if fault else self._pass_on(faults.behind, body)
        finally:
            faults.done()

    def _fail(self, fault: Fault) -> None:
        time.sleep(fault.seconds)
        headers = {"Content-Type": "application/sparql-results+json", **fault.headers}
        self._send(fault.status, headers, fault.promised or len(fault.body))
        for at in range(len(fault.body)) if fault.drips else ():
            self.wfile.write(fault.body[at : at + 1])
            time.sleep(fault.seconds)
        if not fault.drips:
            self.wfile.write(fault.body)

    def _pass_on(self, behind: str, body: bytes) -> None:
        asked = urlsplit(self.path).query
        address = f"{behind}?{asked}" if asked else behind
        names = ("Content-Type", "Accept")
        headers = {name: self.headers[name] for name in names if self.headers[name]}
        request = urllib.request.Request(address, data=body or None, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                status, media_type, data = (
                    answer.status,
                    answer.headers["Content-Type"],
                    answer.read(),
                )
        except urllib.error.HTTPError as exc:
            with exc:
                status, media_type, data = exc.code, "text/plain", exc.read()
        self._send(status, {"Content-Type": media_type}, len(data))
        self.wfile.write(data)

    def _send(self, status: int, headers: Mapping[str, str], length: int) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()


@pytest.fixture
def faults(wikidata: str) -> Iterator[Faults]:
    """A server in front of ``wikidata`` that fails as a test plans it."""
    server = Faults(wikidata)
    yield server
    server.close()
