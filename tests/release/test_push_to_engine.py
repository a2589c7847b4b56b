"""Releases in a real engine: brought, copied, taken up after a kill, loaded by files, removed."""

import gzip
import multiprocessing
import os
import re
import shutil
import subprocess
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from command import command
from servers import Virtuoso, free_port, oxigraph

from kzgraph.errors import ConfigurationError, NotFoundError, StoreError, StoreUnavailableError
from kzgraph.release import Home, Release, loader
from kzgraph.release import push as pushing
from kzgraph.release.plain import init
from kzgraph.release.remote import Remote
from kzgraph.store import Store
from kzgraph.store.remote import Endpoint, RemoteStore
from kzgraph.vocab import XSD

GRAPH = "https://w3id.org/kzgraph/graph/letters"


@pytest.fixture(params=["oxigraph", "virtuoso"])
def remote(request: pytest.FixtureRequest, tmp_path: Path) -> Remote:
    """A remote store for the releases of an empty home."""
    return Remote(Home(tmp_path / "home"), request.getfixturevalue(f"{request.param}_endpoint"))


def released(remote: Remote, *values: object) -> Release:
    """Make a release of such values, in a graph and in the default one, and bring it there first."""
    file = remote.home.path.with_name("data.nq")
    lines = (
        f'<urn:{v}> <urn:is> "{v}" {graph}.\n' for v in values for graph in (f"<{GRAPH}> ", "")
    )
    file.write_text("".join(lines), encoding="utf-8")
    return init(remote.home, [file], remote.push)


def same(remote: Remote, release: Release) -> bool:
    with closing(remote.place(release.id)) as there, closing(release.open_store()) as here:
        graphs: tuple[str | None, ...] = (*here.graphs(), None)
        return there.graphs() == here.graphs() and all(
            there.lines(graph) == here.lines(graph) for graph in graphs
        )


def test_releases_stand_side_by_side(remote: Remote, monkeypatch: pytest.MonkeyPatch) -> None:
    first = released(remote, *range(100))
    loaded: list[int] = []
    load = RemoteStore.load
    monkeypatch.setattr(
        RemoteStore, "load", lambda self, quads: loaded.append(1) or load(self, quads)
    )
    second = released(remote, *range(1, 101))
    assert not loaded  # all was copied there, and the difference sent
    assert same(remote, first)
    assert same(remote, second)
    assert remote.home.current().id == second.id
    assert remote.releases() == sorted((first.id, second.id))
    remote.drop(first.id[:16])
    assert same(remote, second)
    with closing(remote.place(first.id)) as place:
        assert (place.graphs(), place.count(None)) == ([], 0)
    with pytest.raises(NotFoundError):
        remote.drop(first.id[:16])
    with pytest.raises(ConfigurationError, match="is current"):
        remote.drop(second.id[:16])


def test_a_killed_push_is_taken_up(remote: Remote) -> None:
    first = released(remote, "a", "b")
    spawned = multiprocessing.get_context("spawn")
    given = (remote.home.path, remote.endpoint, range(60))
    process = spawned.Process(target=_push_until_killed, args=given)
    process.start()
    process.join(60)
    assert process.exitcode == -9
    assert remote.home.current().id == first.id
    assert same(remote, first)
    (name,) = {path.name for path in remote.home.releases.iterdir()} - {first.id}
    begun = remote.home.find(name)
    note = remote.note(name)
    assert (note.verified, sum(note.sent.values())) == (None, 40)
    remote.push(begun)
    assert same(remote, begun)
    assert remote.note(name).verified is not None


def _push_until_killed(home: Path, endpoint: Endpoint, values: range) -> None:
    pushing.BATCH = 20  # type: ignore[misc]
    taken = iter(range(2))
    load = RemoteStore.load

    def last_words(store: Store, quads: object) -> None:
        if next(taken, None) is None:
            os.kill(os.getpid(), 9)
        load(store, quads)  # type: ignore[arg-type]

    RemoteStore.load = last_words  # type: ignore[method-assign, assignment]
    released(Remote(Home(home), endpoint), *values)


def env_of(endpoint: Endpoint) -> dict[str, str]:
    return {
        "KZGRAPH_STORE": endpoint.query,
        "KZGRAPH_STORE_UPDATE": endpoint.update,
        "KZGRAPH_STORE_GRAPHS": endpoint.graphs,
        "KZGRAPH_STORE_KIND": endpoint.kind,
    }


def test_the_files_of_a_loader_are_verified(
    oxigraph_endpoint: Endpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loader, "LINES", 50)
    home, files, env = tmp_path / "home", tmp_path / "files", env_of(oxigraph_endpoint)
    data = tmp_path / "data.nq"
    data.write_text("".join(f'<urn:{n}> <urn:is> "{n}" <{GRAPH}> .\n' for n in range(120)))
    release = init(Home(home), [data])
    done = command("release", "push", "--loader", str(files), "--home", str(home), env=env)
    assert done.stdout.startswith("120 quads in ")
    names = sorted(path.name for path in files.iterdir())
    assert names == [f"kzgraph-{number}.nq.gz" for number in (1, 2, 3)]
    again = command("release", "push", "--loader", str(files), "--home", str(home), env=env)
    assert "is not empty" in again.stderr
    for path in files.iterdir():  # as a loader would
        body = gzip.decompress(path.read_bytes())
        headers = {"Content-Type": "application/n-quads"}
        httpx.post(oxigraph_endpoint.graphs, content=body, headers=headers).raise_for_status()
    monkeypatch.setattr(RemoteStore, "load", None)  # nothing has to be sent
    done = command("release", "push", "--home", str(home), env=env)
    assert f"release {release.id} is in the store, verified 20" in done.stdout
    done = command("release", "drop", release.id[:16], "--home", str(home), env=env)
    assert "is current" in done.stderr


def test_virtuoso_is_told_what_to_load(tmp_path: Path) -> None:
    data = tmp_path / "data.nt"
    data.write_text('<urn:a> <urn:is> "2024"^^<http://www.w3.org/2001/XMLSchema#gYear> .\n')
    release = init(Home(tmp_path / "home"), [data])
    endpoint = Endpoint("http://127.0.0.1:9/sparql", kind="virtuoso")
    loader.write_files(release, endpoint, tmp_path / "files")
    line = gzip.decompress((tmp_path / "files/kzgraph-1.nq.gz").read_bytes()).decode()
    default = f"https://w3id.org/kzgraph/release/{release.id[:16]}/default"
    year = "https://w3id.org/kzgraph/xsd/gYear"
    assert line == f'<urn:a> <urn:is> "2024"^^<{year}> <{default}> .\n'
    script = (tmp_path / "files/load.sql").read_text()
    assert f"ld_dir('{tmp_path}/files', 'kzgraph-*.nq.gz', '{default}');" in script


def test_a_full_store_loses_nothing_and_the_push_goes_on_when_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pushing, "BATCH", 500)
    port, engine = free_port(), tmp_path / "engine"
    engine.mkdir()
    with oxigraph(engine, port, most=1_000_000) as endpoint:
        remote = Remote(Home(tmp_path / "home"), endpoint)
        first = released(remote, "a", "b")
        with pytest.raises(StoreError, match=r"is full \(500\): .*File too large"):
            released(remote, *(f"{number:0200}" for number in range(3_000)))
        assert remote.home.current().id == first.id
        assert same(remote, first)
    (name,) = {path.name for path in remote.home.releases.iterdir()} - {first.id}
    begun = sum(remote.note(name).sent.values())
    assert begun > 0
    sent: list[int] = []
    load = RemoteStore.load
    monkeypatch.setattr(
        RemoteStore, "load", lambda self, quads: sent.append(len(quads)) or load(self, quads)
    )
    with oxigraph(engine, port):
        remote.push(remote.home.find(name))
        assert same(remote, remote.home.find(name))
        assert same(remote, first)
    assert sum(sent) == 6_000 - begun


def test_what_the_loader_of_virtuoso_brought_is_only_verified(
    virtuoso: Virtuoso, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twice from the same folder: Virtuoso would pass over a file whose name it knows."""
    remote, files = Remote(Home(tmp_path / "home"), virtuoso.endpoint), virtuoso.files / "it's"
    text = """<urn:a> <urn:is> "1\\"\\né"@fr, true, 1.5, "2024"^^<{type}>, <urn:é>.
        GRAPH <{graph}> {{ <urn:a> <urn:is> "{number}" }}"""
    monkeypatch.setattr(RemoteStore, "load", None)  # nothing has to be sent
    monkeypatch.setattr(RemoteStore, "change", None)
    for number in range(2):
        data = tmp_path / "data.trig"
        data.write_text(text.format(graph=GRAPH, number=number, type=f"{XSD}gYear"))
        release = init(remote.home, [data])
        loader.write_files(release, remote.endpoint, files)
        told = isql(virtuoso, files / "load.sql")
        assert re.search(rf"{files}/kzgraph-1\.nq\.gz +2 +NULL", told)
        remote.push(release)
        assert same(remote, release)
        shutil.rmtree(files)


def isql(virtuoso: Virtuoso, script: Path) -> str:
    """Run a script as the documentation says."""
    program = shutil.which("isql-vt")
    assert program is not None, "isql-vt comes with virtuoso-t"
    command = [program, f"127.0.0.1:{virtuoso.sql}", "dba", "dba", str(script)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


def test_what_does_not_arrive_is_not_switched_to(tmp_path: Path) -> None:
    nowhere = Remote(Home(tmp_path / "home"), Endpoint("http://127.0.0.1:9/query"))
    first = init(nowhere.home, [])
    with pytest.raises(StoreUnavailableError):
        released(nowhere, "a")
    assert nowhere.home.current().id == first.id
    assert len(list(nowhere.home.releases.iterdir())) == 2  # it stands, so that a push can go on
    env = {"KZGRAPH_STORE": "http://127.0.0.1:9/query"}
    done = command("release", "push", "--home", str(nowhere.home.path), env=env)
    assert done.returncode == 7
    assert "127.0.0.1:9" in done.stderr
