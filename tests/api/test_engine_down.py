"""A service whose engine goes, comes back, or lacks what it should hold. Nothing is lost."""

import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import httpx
import pytest
from command import command
from servers import free_port, oxigraph

from kzgraph.release import Home
from kzgraph.release.remote import Remote
from kzgraph.store.remote import Endpoint

TOKEN = "a token of the tests"
EDF = "SELECT ?x { company:edf kz:interestedIn ?x }"
LOCAL = (
    "/v1/entities?q=edf",
    "/v1/claims",
    "/v1/timeline",
    "/v1/conflicts",
    "/v1/stats",
    "/v1/trade",
)
INSERT = "INSERT DATA { GRAPH <https://w3id.org/kzgraph/graph/team> { <urn:a> <urn:b> 1 } }"


class Engine:
    """An ``oxigraph serve`` over one folder that can be stopped and started again."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._port = folder, free_port()
        self._running = ExitStack()

    def start(self) -> Endpoint:
        return self._running.enter_context(oxigraph(self._folder, self._port))

    def stop(self) -> None:
        self._running.close()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    folder = tmp_path / "engine"
    folder.mkdir()
    made = Engine(folder)
    yield made
    made.stop()


@pytest.fixture
def home(built_home: Path, tmp_path: Path) -> Home:
    shutil.copytree(built_home, tmp_path / "home", symlinks=True)
    return Home(tmp_path / "home")


def settings_for(endpoint: Endpoint) -> dict[str, str]:
    return {
        "store": endpoint.query,
        "store_update": endpoint.update,
        "store_graphs": endpoint.graphs,
        "store_kind": "oxigraph",
    }


def asked(client: httpx.Client, query: str = EDF) -> httpx.Response:
    # Each query is a new one, so that none is answered from memory.
    return client.get("/sparql", params={"query": f"{query} # {time.monotonic_ns()}"})


def written(client: httpx.Client) -> httpx.Response:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    return client.post("/sparql", data={"update": INSERT}, headers=headers)


@pytest.mark.server
def test_the_engine_goes_and_comes_back(
    engine: Engine, home: Home, start_service: Callable[..., str]
) -> None:
    endpoint = engine.start()
    remote = Remote(home, endpoint)
    remote.push(home.current())
    hashed = hashlib.sha256(TOKEN.encode()).hexdigest()
    address = start_service(home=home.path, write_tokens=hashed, **settings_for(endpoint))
    with httpx.Client(base_url=address, timeout=60) as client:
        before = asked(client)
        assert "kzgraph-store" not in before.headers
        _without_the_engine(engine, client, before.json(), home)
        engine.start()
        _again(client)
        _a_write_arrives(client, home, remote)


def _without_the_engine(engine: Engine, client: httpx.Client, known: object, home: Home) -> None:
    engine.stop()
    first = asked(client)
    assert (first.status_code, first.json()) == (200, known)
    for answer in (asked(client), client.get("/v1/entities/company/edf/claims")):
        assert answer.status_code == 200
        assert answer.headers["kzgraph-store"] == "local"
    assert client.get("/readyz").json()["status"] == "ready-locally"
    assert "kzgraph_store_up 0.0" in client.get("/metrics").text
    release = home.current().id
    refused = written(client)
    assert refused.status_code == 503
    assert refused.headers["retry-after"] == "5"
    assert refused.json()["type"].endswith("/problem/store-unavailable")
    assert "127.0.0.1" not in refused.text
    assert home.current().id == release
    assert len(list(home.releases.iterdir())) == 1


def _again(client: httpx.Client) -> None:
    until = time.monotonic() + 15
    while "kzgraph-store" in (answer := asked(client)).headers:
        assert answer.status_code == 200
        assert time.monotonic() < until
        time.sleep(0.2)
    assert client.get("/readyz").json()["status"] == "ready"


def _a_write_arrives(client: httpx.Client, home: Home, remote: Remote) -> None:
    old = home.current().id
    answer = written(client)
    assert answer.status_code == 204, answer.text
    assert answer.headers["kzgraph-release"] == home.current().id != old
    assert remote.note(home.current().id).verified is not None
    there = asked(client, "SELECT ?g { GRAPH ?g { <urn:a> <urn:b> 1 } }")
    assert there.headers["kzgraph-release"] == home.current().id
    assert "kzgraph-store" not in there.headers
    assert len(there.json()["results"]["bindings"]) == 1
    with closing(remote.place(old)) as place:
        assert place.ask("ASK { company:edf kz:interestedIn ?x }")  # the old one is there still


@pytest.mark.server
def test_without_a_local_copy_what_needs_triples_waits(
    engine: Engine, home: Home, start_service: Callable[..., str]
) -> None:
    endpoint = engine.start()
    Remote(home, endpoint).push(home.current())
    shutil.rmtree(home.current().store_path)
    address = start_service(home=home.path, **settings_for(endpoint))
    with httpx.Client(base_url=address, timeout=60) as client:
        assert asked(client).status_code == 200
        engine.stop()
        for answer in (asked(client), client.get("/v1/entities/company/edf")):
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
            assert answer.json()["type"].endswith("/problem/store-unavailable")
        assert client.get("/readyz").status_code == 503
        for address in LOCAL:
            assert client.get(address).status_code == 200, address


@pytest.mark.server
def test_a_service_says_which_push_is_missing(engine: Engine, home: Home) -> None:
    endpoint = engine.start()
    settings = {f"KZGRAPH_{name.upper()}": value for name, value in settings_for(endpoint).items()}
    result = command("serve", "--home", str(home.path), env=settings)
    assert result.returncode == 6
    told = f"Run `kzgraph release push {home.current().id[:16]}` first."
    assert told in result.stderr
