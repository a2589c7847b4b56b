"""The servers that benchmarks compare: started on a free port, ready, and stopped at the end."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx

BINARIES = Path(__file__).resolve().parents[1] / ".bench" / "bin"
READY_SECONDS = 600

COMMANDS = {
    "kzgraph": "kzgraph serve (KZGRAPH_RATE=0)",
    "kzgraph build": "kzgraph build --root FOLDERS --home HOME",
    "oxigraph load": "oxigraph load --location STORE --file DATA.nq",
    "oxigraph serve": "oxigraph serve-read-only --location STORE (serve, for writes)",
    "pyshacl": "pyshacl.validate(data, shacl_graph=shapes, inference='none', advanced=False)",
    "rapidfuzz": "process.extractOne(name, names, scorer=fuzz.WRatio)",
    "rdflib": "rdflib.Graph().parse(DATA.nt), graph.query(text)",
    "rdflib-endpoint": "rdflib-endpoint serve DATA.nt",
    "virtuoso": "virtuoso-t +foreground; ld_dir(...), two rdf_loader_run(); default-graph-uri",
}
"""Name of a system in the tables to how it is run."""


@dataclass(frozen=True)
class Peer:
    """A server to measure: its name, the command that starts it, and the path of its endpoint."""

    name: str
    command: Callable[[int], list[str]]
    path: str
    environment: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Running:
    """A server that answers: where, and as which process."""

    base: str
    pid: int


def kzgraph(home: Path, **settings: str) -> Peer:
    """Return our service over a home, without a limit of requests; more settings by short names."""
    told = {"HOME": str(home.absolute()), "RATE": "0", "LOG_LEVEL": "error", **settings}
    command = [sys.executable, "-m", "kzgraph", "serve", "--port"]
    environment = {f"KZGRAPH_{name}": value for name, value in told.items()}
    return Peer("kzgraph", lambda port: [*command, str(port)], "/sparql", environment)


def oxigraph(location: Path, *, write: bool = False) -> Peer:
    """Return `oxigraph serve` over a store on disk."""
    serve = "serve" if write else "serve-read-only"
    command = [str(BINARIES / "oxigraph"), serve, "--location", str(location), "--bind"]
    return Peer("oxigraph serve", lambda port: [*command, f"127.0.0.1:{port}"], "/query")


def rdflib_endpoint(file: Path) -> Peer:
    """Return rdflib-endpoint over a file of triples."""
    command = [str(BINARIES / "rdflib-endpoint"), "serve", "--host", "127.0.0.1", str(file)]
    return Peer("rdflib-endpoint", lambda port: [*command, "--port", str(port)], "/")


def load_oxigraph(location: Path, file: Path) -> list[str]:
    """Load a file as `oxigraph load` does; return the command, for the table."""
    command = [str(BINARIES / "oxigraph"), "load", "--location", str(location), "--file", str(file)]
    subprocess.run(command, check=True, capture_output=True)
    return command


@contextmanager
def started(peer: Peer) -> Iterator[str]:
    """Start a server and give its address when it answers."""
    with running(peer) as server:
        yield server.base


@contextmanager
def running(peer: Peer) -> Iterator[Running]:
    """Start a server and give its address and process when it answers."""
    port = free_port()
    process = subprocess.Popen(
        peer.command(port),
        env={**os.environ, **peer.environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(base + peer.path, process)
        yield Running(base, process.pid)
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    """Wait until a server answers ASK {}. Raises ``RuntimeError`` when it has ended instead."""
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server for {address} has ended with {process.returncode}")
        with suppress(httpx.TransportError):
            if httpx.get(address, params={"query": "ASK {}"}).status_code == httpx.codes.OK:
                return
        time.sleep(0.1)
    raise TimeoutError(address)
