"""Real engines on loopback: ``oxigraph serve`` and Virtuoso 7, each started once for a process."""

import os
import resource
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from kzgraph.store.remote import Endpoint

START_SECONDS = 120

VIRTUOSO = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
ThreadsPerQuery = 1
MaxSortedTopRows = {rows}
DirsAllowed = {files}
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerThreads = 8
MaxClientConnections = 8
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = {rows}
"""
VIRTUOSO_ROWS = 100_000


@pytest.fixture(scope="session")
def oxigraph_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """An ``oxigraph serve`` with an empty store."""
    folder = tmp_path_factory.mktemp("oxigraph")
    with oxigraph(folder) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def dataset_endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    """Another one, which is all for one release at a time, as if each had a dataset of its own."""
    with oxigraph(tmp_path_factory.mktemp("dataset")) as endpoint:
        query, update, graphs = (
            f"{address}?dataset={{release}}"
            for address in (endpoint.query, endpoint.update, endpoint.graphs)
        )
        yield replace(endpoint, query=query, update=update, graphs=graphs)


@dataclass(frozen=True)
class Virtuoso:
    """A Virtuoso: its addresses, the port at which it is asked by SQL, and a folder it may load from."""

    endpoint: Endpoint
    sql: int
    files: Path


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """A Virtuoso with an empty database."""
    with virtuoso_in(tmp_path_factory.mktemp("virtuoso"), VIRTUOSO_ROWS) as server:
        yield server


@pytest.fixture(scope="session")
def virtuoso_endpoint(virtuoso: Virtuoso) -> Endpoint:
    """Where it is, and its administrator."""
    return virtuoso.endpoint


@contextmanager
def virtuoso_in(folder: Path, rows: int) -> Iterator[Virtuoso]:
    """Run a Virtuoso over a folder; it cuts answers at so many rows."""
    program = _found("virtuoso-t", "Debian's virtuoso-opensource-7-bin")
    port, sql, files = free_port(), free_port(), folder / "files"
    files.mkdir()
    settings = VIRTUOSO.format(sql=sql, port=port, rows=rows, files=files)
    (folder / "virtuoso.ini").write_text(settings)
    command = [program, "+configfile", "virtuoso.ini", "+foreground"]
    address = f"http://127.0.0.1:{port}/sparql"
    with _running(command, folder, f"{address}?query=ASK%7B%7D"):
        crud = f"http://127.0.0.1:{port}/sparql-graph-crud-auth"
        # dba is the password that a fresh database of its has.
        endpoint = Endpoint(address, f"{address}-auth", crud, "dba", "dba", "virtuoso")
        yield Virtuoso(endpoint, sql, files)


@contextmanager
def oxigraph(folder: Path, port: int = 0, most: int = resource.RLIM_INFINITY) -> Iterator[Endpoint]:
    """Run an ``oxigraph serve`` over a folder, at a port if one is given.

    No file of its may be larger than ``most`` bytes, as if the disk were full then.
    """
    beside = Path(sys.executable).with_name("oxigraph")
    program = str(beside) if beside.exists() else _found("oxigraph", "PyPI's oxigraph")
    base = f"http://127.0.0.1:{port or free_port()}"
    place = ["--location", str(folder / "store"), "--bind", base.removeprefix("http://")]
    with _running([program, "serve", *place], folder, f"{base}/query?query=ASK%7B%7D", most):
        yield Endpoint(f"{base}/query", f"{base}/update", f"{base}/store", kind="oxigraph")


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _found(program: str, package: str) -> str:
    """Return a program's path; skip without it, but fail in CI."""
    found = shutil.which(program)
    if found is None:
        reason = f"{program} is not installed ({package})"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return found


@contextmanager
def _running(
    command: list[str], folder: Path, ready: str, most: int = resource.RLIM_INFINITY
) -> Iterator[None]:
    """Run a server until the end of the block, which begins when an address answers."""
    log = folder / "output"
    with log.open("wb") as output:
        # Python ignores the signal of too large a file, and so does then what it starts.
        server = subprocess.Popen(
            command, cwd=folder, stdout=output, stderr=output, restore_signals=False
        )
    try:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))
        _await(server, ready, log)
        yield
    finally:
        server.kill()  # what it holds is of no worth to anybody
        server.wait(timeout=20)


def _await(server: "subprocess.Popen[bytes]", ready: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    with httpx.Client(trust_env=False) as probe:
        while time.monotonic() < until and server.poll() is None:
            try:
                if probe.get(ready).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
    pytest.fail(f"{server.args!r} did not start:\n{log.read_text(errors='replace')}")
