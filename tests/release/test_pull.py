"""Pulling a release: what arrives is that release, or nothing is taken. The origin misbehaves here."""

import gzip
import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from time import sleep

import pytest
from command import command
from origins import Fake, serving

from kzgraph.errors import BadRequestError, ServiceError, StoreError, StoreUnavailableError
from kzgraph.rdf import RdfFormat
from kzgraph.release import Home, Release, transfers
from kzgraph.release.followed import Followed
from kzgraph.release.mirror import follow
from kzgraph.release.origin import Origin
from kzgraph.release.plain import init
from kzgraph.release.pull import Into, pull
from kzgraph.release.transfers import Bounds
from kzgraph.validation.rules import Rules

ROOT = Path(__file__).resolve().parents[2]
DATA = '<urn:s> <urn:p> "one" .\n_:b <urn:p> <urn:s> .\n<urn:s> <urn:q> "deux"@fr <urn:g> .\n'
RULES = Rules.read(ROOT / "shapes")


@pytest.fixture
def fake(tmp_path: Path) -> Fake:
    """A release of a plain dataset with a blank node, as its origin has it."""
    file = tmp_path / "data.nq"
    file.write_text(DATA)
    release = init(Home(tmp_path / "origin"), [file])
    release.open_store().dump(tmp_path / "dump.nq", RdfFormat.N_QUADS)
    dump = gzip.compress((tmp_path / "dump.nq").read_bytes())
    return Fake(release, dump, (release.path / "manifest.json").read_bytes())


@pytest.fixture
def address(fake: Fake) -> Iterator[str]:
    with serving(fake) as address:
        yield address


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home with another release that is current."""
    monkeypatch.setattr(transfers, "_PAUSE", 0.0)
    file = tmp_path / "old.ttl"
    file.write_text("<urn:old> <urn:p> 1 .")
    init(Home(tmp_path / "mirror"), [file])
    return Home(tmp_path / "mirror")


def pulled(home: Home, address: str, release: str | None = None, most: int = 10_000) -> Release:
    origin = Origin(address, Bounds(most))
    try:
        return pull(Into(home, RULES), origin, release, len)
    finally:
        origin.close()


def refused(home: Home, address: str, release: str | None = None, most: int = 10_000) -> str:
    """Pull what cannot be taken; return why, and hold that nothing has changed."""
    before = home.current().id
    with pytest.raises(ServiceError) as caught:
        pulled(home, address, release, most)
    assert home.current().id == before
    assert [path.name for path in home.releases.iterdir()] == [before]
    return str(caught.value)


def changed(fake: Fake, change: Callable[[bytes], bytes]) -> None:
    fake.dump = gzip.compress(change(gzip.decompress(fake.dump)))


def test_a_release_is_the_same_here(fake: Fake, address: str, home: Home) -> None:
    assert pulled(home, address, fake.release.id) == home.current()
    assert home.current().manifest == fake.release.manifest
    ours, theirs = home.current().open_store(), fake.release.open_store()
    assert set(ours.quads()) == set(theirs.quads())
    assert not list((home.path / "pulls").glob("*.gz"))
    assert pulled(home, address).id == fake.release.id, "what is here is not asked for again"
    assert len(fake.ranges) == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.replace(b"one", b"two"),
        lambda data: data + b"<urn:more> <urn:p> <urn:s> <urn:g> .\n",
        lambda data: data + b'<urn:s> <urn:p> "1" <urn:another> .\n',
        lambda data: b"",
    ],
)
def test_what_was_changed_is_refused(
    fake: Fake, address: str, home: Home, change: Callable[[bytes], bytes]
) -> None:
    changed(fake, change)
    assert "has the hash" in refused(home, address)
    assert not list((home.path / "pulls").iterdir()), "the next pull begins anew"


def test_what_is_no_dump_is_refused(fake: Fake, address: str, home: Home) -> None:
    whole = fake.dump
    changed(fake, lambda data: data + b"<urn:s> nonsense")
    assert "no dump" in refused(home, address)
    for dump in (whole[:-20], b"<html>", whole[:20] + bytes(20) + whole[40:]):
        fake.dump = dump
        assert "no dump" in refused(home, address)


def test_another_hash_is_refused(fake: Fake, address: str, home: Home) -> None:
    assert "another release" in refused(home, address, "0" * 64)
    offered = {"kzgraph": "1", "rules": None, "graphs": {"default": "0"}}
    fake.manifest = json.dumps({"release": "0" * 64, **offered}).encode()
    assert "has the hash" in refused(home, address)
    assert not fake.ranges, "what the origin says of it shows that already"
    outside = json.dumps({"release": "../..", **offered}).encode()
    for manifest in (b"", b"[]", b'{"release": "00"}', outside):
        fake.manifest = manifest
        assert "/manifest.json" in refused(home, address)
    with pytest.raises(BadRequestError):
        pulled(home, address, fake.release.id[:12])


def test_a_transfer_that_is_cut_goes_on(fake: Fake, address: str, home: Home) -> None:
    fake.cuts = [30, 40]
    assert pulled(home, address).id == fake.release.id
    assert fake.ranges == [None, "bytes=30-", "bytes=70-"]


def test_a_transfer_that_is_cut_again_and_again_goes_on_the_next_time(
    fake: Fake, address: str, home: Home
) -> None:
    fake.cuts = [10] * 5
    assert "cut off" in refused(home, address)
    assert pulled(home, address).id == fake.release.id
    assert fake.ranges[-1] == "bytes=50-"


def test_two_that_pull_at_once_take_turns(fake: Fake, address: str, home: Home) -> None:
    """A command beside a mirror: the second finds the release, and not the first one's file gone."""

    def slowly(step: str) -> None:
        sleep(0.2 if step == "download" else 0)

    def one(_: int) -> str:
        with closing(Origin(address, Bounds(10_000))) as origin:
            return pull(Into(home, RULES), origin, None, slowly).id

    with ThreadPoolExecutor(2) as pool:
        assert [*pool.map(one, range(2))] == [fake.release.id] * 2
    assert len(fake.ranges) == 1


def test_where_no_transfer_can_be_kept_it_is_told(fake: Fake, address: str, home: Home) -> None:
    (home.path / "pulls").write_text("no folder")
    with pytest.raises(StoreError, match="cannot be kept in"):
        pulled(home, address)
    (home.path / "pulls").unlink()
    assert pulled(home, address).id == fake.release.id


def test_what_takes_too_long_is_refused(fake: Fake, address: str) -> None:
    fake.graphs["urn:g"] = gzip.compress(b"<urn:s> <urn:q> 'deux'@fr .")
    with closing(Origin(address, Bounds(10_000, seconds=0.0))) as origin:
        for ask in (origin.offered, lambda: origin.graph(fake.release.id, "urn:g", 100)):
            with pytest.raises(ServiceError, match="takes too long"):
                ask()


def test_too_much_is_refused(fake: Fake, address: str, home: Home) -> None:
    assert "more than 100 bytes" in refused(home, address, most=100)
    changed(fake, lambda data: data + b" " * 100_000)  # 100 kB in a few hundred bytes
    assert len(fake.dump) < 10_000
    assert "unpacks to more than 10000" in refused(home, address)


def test_a_redirect_is_refused(fake: Fake, address: str, home: Home) -> None:
    fake.moved = True
    assert "It leads to http://127.0.0.1:1/" in refused(home, address)


def test_an_origin_that_is_down(home: Home) -> None:
    assert "cannot be reached" in refused(home, "http://127.0.0.1:1")
    with pytest.raises(BadRequestError):
        pulled(home, "file:///etc")


def test_a_mirror_outlives_its_origin(fake: Fake, address: str, home: Home) -> None:
    old = home.current().id
    told: list[Followed | None] = []

    def wait() -> bool:
        """Between two looks: the origin is mended; the third look finds nothing new."""
        told.append(Followed.read(home.path))
        fake.moved = False
        if len(told) == 1:
            assert home.current().id == old
        return len(told) == 3

    fake.moved = True
    follow(Into(home, RULES), Origin(address, Bounds(10_000)), wait)
    assert [bool(seen and seen.fault) for seen in told] == [True, False, False]
    assert [bool(seen and seen.agreed) for seen in told] == [False, True, True]
    assert home.current().id == fake.release.id
    assert len(fake.ranges) == 1


def test_a_mirror_goes_on_whatever_becomes_of_its_note(
    fake: Fake, address: str, home: Home, caplog: pytest.LogCaptureFixture
) -> None:
    (home.path / "mirror.json").write_text("{")
    (home.path / "mirror.json.new").mkdir()  # nothing can be written there
    looks = iter((False, True))
    with closing(Origin(address, Bounds(10_000))) as origin:
        follow(Into(home, RULES), origin, lambda: next(looks))
        assert home.current().id == fake.release.id
        assert "cannot be written down" in caplog.text
        (home.path / "mirror.json.new").rmdir()
        follow(Into(home, RULES), origin, lambda: True)
    seen = Followed.read(home.path)
    assert seen is not None
    assert seen.agreed is not None


def test_one_process_follows(fake: Fake, address: str, home: Home) -> None:
    """While one follows, another only waits; the first to come after it goes on."""

    def during() -> bool:
        follow(Into(home, RULES), Origin("http://127.0.0.1:1", Bounds(1)), lambda: True)
        return True

    follow(Into(home, RULES), Origin(address, Bounds(10_000)), during)
    seen = Followed.read(home.path)
    assert seen is not None
    assert (seen.origin, seen.fault) == (address, None)
    shutil.rmtree(home.path)


def test_the_command_says_what_it_did_or_why_not(fake: Fake, address: str, home: Home) -> None:
    settings = {"KZGRAPH_HOME": str(home.path)}
    done = command("release", "pull", address, env=settings)
    assert (done.returncode, done.stdout) == (0, f"release {fake.release.id} is current\n")
    fake.moved = True
    done = command("release", "pull", address, "--release", "0" * 64, env=settings)
    assert (done.returncode, done.stdout) == (7, "")
    assert "answers 307" in done.stderr


def test_a_release_is_brought_to_its_store_before_it_is_switched_to(
    fake: Fake, address: str, home: Home
) -> None:
    old = home.current().id

    def fails(release: Release) -> None:
        assert release.id == fake.release.id
        raise StoreUnavailableError("down")

    def brings(release: Release) -> None:
        assert (release.id, home.current().id) == (fake.release.id, old)

    origin = Origin(address, Bounds(10_000))
    with pytest.raises(StoreUnavailableError):
        pull(Into(home, RULES, fails), origin, None, len)
    assert home.current().id == old
    assert pull(Into(home, RULES, brings), origin, None, len).id == fake.release.id
    origin.close()
    assert home.current().id == fake.release.id
