"""What many tests share: one release of the real data, and services over it."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import httpx
import hypothesis
import pytest
from disputed import dispute
from excerpt import excerpt
from hostile_names import plant
from httpx._transports import default as transports
from once import once

from kzgraph.identifiers import ENTITIES_GRAPH
from kzgraph.read.graph import Graph
from kzgraph.release import Home
from kzgraph.release.build import build
from kzgraph.release.changes import Update
from kzgraph.release.write import Conditions, write
from kzgraph.store import Store
from kzgraph.validation.readings import READINGS, recall, write_readings
from kzgraph.validation.rules import Rules

# Time says little where several tests run at once; what must be quick is measured where it matters.
hypothesis.settings.register_profile("shared", deadline=None, max_examples=40)
hypothesis.settings.load_profile("shared")

# Each client would read all the certificates of the machine, for 50 ms; tests speak over loopback alone.
transports.create_ssl_context = cache(transports.create_ssl_context)

ROOT = Path(__file__).resolve().parents[1]
RULES = Rules.read(ROOT / "shapes")
START_SECONDS = 60

StartService = Callable[..., str]

# Fixtures for tests of several packages, and the order of all.
pytest_plugins = ("servers", "wikidata", "shared_out")


@pytest.fixture(scope="session")
def texts_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's ontology, shapes and, of its data, the two texts alone."""
    return excerpt(ROOT, tmp_path_factory.mktemp("texts"))


@pytest.fixture(scope="session")
def built_home(texts_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a release of the two texts, built once for all processes.

    It keeps what is read of the rules, as that of much data does: to find it out takes three seconds
    in each process that writes.
    """
    home = once(tmp_path_factory, "home", lambda home: _with_readings(texts_root, Home(home)))
    recall(RULES, Home(home).current().path / READINGS)
    return home


def _with_readings(root: Path, home: Home) -> None:
    build(root, home, progress=len)
    write_readings(RULES, home.current().path / READINGS)


@pytest.fixture(scope="session")
def whole_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a release of all the shipped data, built once for all processes."""
    return once(tmp_path_factory, "whole", lambda home: build(ROOT, Home(home), progress=len))


@pytest.fixture(scope="session")
def whole_store(whole_home: Path) -> Iterator[Store]:
    """The store of the release of all the shipped data, open for reading."""
    store = Home(whole_home).current().open_store()
    yield store
    store.close()


@pytest.fixture(scope="session")
def whole_graph(whole_home: Path) -> Iterator[Graph]:
    """The release of all the shipped data, opened for the read models."""
    graph = Home(whole_home).current().open_graph()
    yield graph
    graph.close()


RETIRED = f"""INSERT DATA {{ GRAPH <{ENTITIES_GRAPH}> {{
    company:electricite-de-france owl:deprecated true ; dcterms:isReplacedBy company:edf }} }}"""


@pytest.fixture(scope="session")
def retired_home(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a release in which company/edf has replaced company/electricite-de-france."""
    home = tmp_path_factory.mktemp("retired") / "home"
    shutil.copytree(built_home, home, symlinks=True)
    write(Home(home), Update(RETIRED), RULES, Conditions())
    return home


@pytest.fixture(scope="session")
def release_store(built_home: Path) -> Iterator[Store]:
    """The store of the built release, open for reading."""
    store = Home(built_home).current().open_store()
    yield store
    store.close()


@pytest.fixture(scope="session")
def release_graph(built_home: Path) -> Iterator[Graph]:
    """The built release, opened for the read models."""
    graph = Home(built_home).current().open_graph()
    yield graph
    graph.close()


@pytest.fixture(scope="session")
def disputed_home(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a release in which a made-up gazette contradicts the real documents."""
    return once(tmp_path_factory, "disputed", lambda home: _changed(built_home, home, dispute))


@pytest.fixture(scope="session")
def disputed_graph(disputed_home: Path) -> Iterator[Graph]:
    """The disputed release, opened for the read models."""
    graph = Home(disputed_home).current().open_graph()
    yield graph
    graph.close()


@pytest.fixture(scope="session")
def hostile_home(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a release with names and words that would break a page which trusts them."""
    return once(tmp_path_factory, "hostile", lambda home: _changed(built_home, home, plant))


def _changed(built: Path, home: Path, change: Callable[[Path], None]) -> None:
    shutil.copytree(built, home, symlinks=True, dirs_exist_ok=True)
    change(home)


@pytest.fixture(scope="module")
def start_service(
    built_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StartService]:
    """A function that starts a service with some settings, and returns its address when it is ready.

    It ends with the tests of a file: what nobody asks still takes memory and some time.
    """
    with _services(built_home, tmp_path_factory) as start:
        yield start


@pytest.fixture(scope="session")
def shared_service(
    built_home: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[StartService]:
    """The same for tests that only read: the same settings give the same service, in all files."""
    with _services(built_home, tmp_path_factory) as start:
        yield cache(start)


@pytest.fixture(scope="session")
def service(shared_service: StartService) -> str:
    """The address of a service over the built release, with the settings that it has by default."""
    return shared_service()


@pytest.fixture(scope="session")
def whole_service(shared_service: StartService, whole_home: Path) -> str:
    """The address of a service over all the shipped data, as ``make serve`` starts it."""
    return shared_service(home=whole_home)


@pytest.fixture(scope="session")
def disputed_service(shared_service: StartService, disputed_home: Path) -> str:
    """The address of a service over the disputed release, the second of its home."""
    return shared_service(home=disputed_home)


@pytest.fixture(scope="session")
def hostile_service(shared_service: StartService, hostile_home: Path) -> str:
    """The address of a service over the release with such names."""
    return shared_service(home=hostile_home)


@contextmanager
def _services(built_home: Path, factory: pytest.TempPathFactory) -> Iterator[StartService]:
    running: list[subprocess.Popen[bytes]] = []

    def start(**settings: object) -> str:
        settings.setdefault("stop_seconds", 1)
        port = _free_port()
        log = factory.mktemp("service") / "log"
        inherited = {k: v for k, v in os.environ.items() if not k.startswith("KZGRAPH_")}
        given = {f"KZGRAPH_{name.upper()}": str(value) for name, value in settings.items()}
        environment = inherited | {"KZGRAPH_HOME": str(built_home)} | given
        command = [sys.executable, "-m", "kzgraph", "serve", "--port", str(port)]
        with log.open("wb") as output:
            running.append(subprocess.Popen(command, env=environment, stdout=output, stderr=output))
        address = f"http://127.0.0.1:{port}"
        _wait_until_ready(address, running[-1], log)
        return address

    yield start
    for process in running:
        process.terminate()
    for process in running:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(timeout=30)  # several at once share what time a busy machine has
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    # One client for all tries: making one takes longer than the pause, from the start that is awaited.
    with httpx.Client() as probe:
        while time.monotonic() < until and process.poll() is None:
            try:
                if probe.get(f"{address}/readyz").status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                time.sleep(0.02)
    pytest.fail(f"The service did not start:\n{log.read_text()}")
