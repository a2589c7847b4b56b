"""A release that differs little from the current one: what differs is brought, and gives that release."""

import gzip
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from indexes import said
from origins import Fake, serving

from kzgraph.errors import ServiceError
from kzgraph.identifiers import ENTITIES_GRAPH, GRAPHS, source_graph
from kzgraph.release import Home, Release, transfers
from kzgraph.release.changes import Update
from kzgraph.release.origin import Origin
from kzgraph.release.pull import Into, pull
from kzgraph.release.transfers import Bounds
from kzgraph.release.write import Conditions, write
from kzgraph.validation.rules import Rules

ROOT = Path(__file__).resolve().parents[2]
RULES = Rules.read(ROOT / "shapes")
SOURCE = source_graph("eonergie-2024-11")
NEW = f"{GRAPHS}new"
CHANGE = f"""
DELETE {{ GRAPH <{SOURCE}> {{ ?claim kz:modality kz:Asserted }} }}
INSERT {{ GRAPH <{SOURCE}> {{ ?claim kz:modality kz:Planned }}
          GRAPH <{ENTITIES_GRAPH}> {{ state:kaz skos:altLabel "Қазақ \\"еліміз\\""@kk }}
          GRAPH <{NEW}> {{ state:kaz skos:note "1"@en }} }}
WHERE {{ SELECT * {{ GRAPH <{SOURCE}> {{ ?claim a kz:Claim ; kz:modality kz:Asserted }} }}
         ORDER BY ?claim LIMIT 1 }}"""


@pytest.fixture(scope="module")
def ends(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Home]:
    """Two homes: one with a release, one with that which a change has made of it."""
    folder = tmp_path_factory.mktemp("ends")
    for name in ("one", "other"):
        shutil.copytree(built_home, folder / name, symlinks=True)
    other = Home(folder / "other")
    first = other.current()
    write(other, Update(CHANGE), RULES, Conditions(validated=False))
    shutil.rmtree(first.path)
    return Home(folder / "one"), other


def fake_of(release: Release) -> Fake:
    """Return an origin that has every graph and no dump."""
    manifest = (release.path / "manifest.json").read_bytes()
    store = release.open_store()
    graphs = {name: gzip.compress(b"".join(store.lines(name))) for name in store.graphs()}
    return Fake(release, b"no dump", manifest, graphs=graphs)


@pytest.fixture
def home(ends: tuple[Home, Home], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home with the first release."""
    monkeypatch.setattr(transfers, "_PAUSE", 0.0)
    return Home(Path(shutil.copytree(ends[0].path, tmp_path / "home", symlinks=True)))


@pytest.fixture
def fake(ends: tuple[Home, Home]) -> Fake:
    return fake_of(ends[1].current())


@pytest.fixture
def address(fake: Fake) -> Iterator[str]:
    with serving(fake) as address:
        yield address


def pulled(home: Home, address: str, steps: list[str] | None = None) -> Release:
    origin = Origin(address, Bounds(50_000_000))
    try:
        return pull(Into(home, RULES), origin, None, [].append if steps is None else steps.append)
    finally:
        origin.close()


@pytest.mark.parametrize("back", [False, True])
def test_it_is_that_release(ends: tuple[Home, Home], tmp_path: Path, back: bool) -> None:
    here, there = reversed(ends) if back else ends
    home = Home(Path(shutil.copytree(here.path, tmp_path / "home", symlinks=True)))
    fake, wanted = fake_of(there.current()), there.current()
    fake.cuts = [10]
    with serving(fake) as address:
        found = pulled(home, address)
    assert sorted({*fake.asked}) == sorted(
        {ENTITIES_GRAPH, SOURCE, NEW} - ({NEW} if back else set())
    )
    assert len(fake.asked) == (3 if back else 4), "the one that was cut was asked for again"
    assert (found.manifest, home.current()) == (wanted.manifest, found)
    assert found.report_path.read_bytes() == wanted.report_path.read_bytes()
    ours, theirs = found.open_store(), wanted.open_store()
    assert all(ours.lines(graph) == theirs.lines(graph) for graph in (None, *theirs.graphs()))
    index = "statements.sqlite"
    assert said(found.path / index) == said(wanted.path / index)


BROKEN = {
    "another triple": gzip.compress(b"<urn:s> <urn:p> <urn:o> .\n"),
    "nonsense": gzip.compress(b"nonsense\n"),
    "not packed": b"nonsense",
    "cut short": gzip.compress(bytes(1000))[:-12],
    "too much": gzip.compress(bytes(70_000_000)),
    "not there": b"",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_an_origin_that_sends_something_else_changes_nothing(
    fake: Fake, address: str, home: Home, kind: str
) -> None:
    before, steps = home.current().id, list[str]()
    fake.graphs[SOURCE] = BROKEN[kind]
    with pytest.raises(ServiceError, match="no dump"):  # for then the whole was asked for
        pulled(home, address, steps)
    assert (steps[0], steps[1][:15]) == ("bring 3 graphs", "bring the whole")
    assert home.current().id == before
    assert [path.name for path in home.releases.iterdir()] == [before]
    assert not home.building.exists()


def test_what_does_not_follow_is_not_taken(fake: Fake, address: str, home: Home) -> None:
    """Where the release here is not what it says, the hash of what is made of it tells."""
    manifest = home.current().path / "manifest.json"
    told = json.loads(manifest.read_text())
    (other,) = {*told["graphs"]} & {source_graph("mfa-kazakhstan-2023-11-01")}
    store = home.current().open_store()
    told["graphs"][other] = "0"
    manifest.write_text(json.dumps(told))
    fake.graphs[other] = gzip.compress(b"".join(store.lines(other)))
    steps = list[str]()
    del store
    with pytest.raises(ServiceError, match="no dump"):
        pulled(home, address, steps)
    assert "has the hash" in " ".join(steps)


def test_another_version_has_the_whole_brought(fake: Fake, address: str, home: Home) -> None:
    told = json.loads(fake.manifest)
    fake.manifest = json.dumps({**told, "kzgraph": "0"}).encode()
    with pytest.raises(ServiceError, match="no dump"):
        pulled(home, address)
    assert not fake.asked
