"""Publishing: one switch, one writer, nothing half-written."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from excerpt import unruled
from gazette import CHECKOUT, plant

from kzgraph.errors import KzgraphError, NoReleaseError, NotFoundError, ReleaseBusyError, StoreError
from kzgraph.release import Home

DRIVER = """
import os, signal, sys
from pathlib import Path
from kzgraph import bundle
from kzgraph.release import Home, beside, home as homes
from kzgraph.release.build import build

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

step, root, home = sys.argv[1:]
if step == "rename":
    Home.switch = die
if step == "flush":
    homes.flush = die
if step == "link":
    Path.replace = die
if step in ("derive facts", "validate and index"):
    beside._LARGE = 0  # with a process beside
build(Path(root), Home(Path(home)), progress=lambda name: name == step and die())
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of another release, a small one, and no rules to hold them to."""
    folder = tmp_path_factory.mktemp("another")
    shutil.copytree(CHECKOUT / "ontology", folder / "planted" / "ontology")
    plant(folder / "planted")
    return unruled(folder / "planted", folder / "root")


def test_a_home_without_a_release_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoReleaseError, match="kzgraph build"):
        Home(tmp_path).current()


def test_a_disk_that_is_full_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    home = Home(tmp_path)

    def written() -> None:
        with home.writing() as folder:
            (folder / "half").write_text("half")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(StoreError, match=r"No space left on device. The current release goes on"):
        written()
    assert not home.building.exists()
    with home.writing():
        pass  # the lock was let go


def test_a_release_is_found_by_the_first_digits_of_its_hash(built_home: Path) -> None:
    home = Home(built_home)
    current = home.current()
    assert home.find(current.id[:8]).id == current.id
    assert home.find("current").id == current.id
    for name in (current.id[:5], "0" * 64, "../" + current.id, ""):
        with pytest.raises(NotFoundError):
            home.find(name)


def test_a_second_writer_is_turned_away(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with (
        home.writing(),
        pytest.raises(ReleaseBusyError, match="Another process"),
        Home(tmp_path).writing(),
    ):
        pass


def test_a_home_that_is_a_file_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("x")
    with pytest.raises(KzgraphError, match="cannot be written"), Home(tmp_path / "home").writing():
        pass


def test_a_broken_manifest_is_a_clear_error(built_home: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    shutil.copytree(built_home, home, symlinks=True)
    (Home(home).current().path / "manifest.json").write_text("{")
    with pytest.raises(StoreError, match=r"manifest\.json"):
        Home(home).current()


STEPS = [
    *(
        "parse",
        "load",
        "read claims and evidence",
        "derive facts",
        "load facts",
        "validate and index",
    ),
    *("flush", "rename", "link"),
]


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_kill_9_leaves_the_old_release_or_none(
    step: str, built_home: Path, root: Path, tmp_path: Path
) -> None:
    """Kill a build of another release at each step; then the old one answers, and nothing is left."""
    home = tmp_path / "home"
    shutil.copytree(built_home, home, symlinks=True)
    before = Home(home).current()
    done = subprocess.run(
        [sys.executable, "-c", DRIVER, step, str(root), str(home)],
        capture_output=True,
        check=False,
        timeout=60,  # a process beside that lives on would hold the pipes
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    after = Home(home).current()
    assert after.id == before.id
    assert after.open_store().ask("ASK { ?claim a kz:Claim }")
    with Home(home).writing() as folder:
        assert list(folder.iterdir()) == []


def test_the_link_moves_between_whole_releases(
    built_home: Path, root: Path, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    shutil.copytree(built_home, home, symlinks=True)
    first = Home(home).current().id
    subprocess.run([sys.executable, "-c", DRIVER, "never", str(root), str(home)], check=True)
    second = Home(home).current().id
    assert second != first
    Home(home).switch(first, by="test")
    assert Home(home).current().id == first
    assert {path.name for path in (home / "releases").iterdir()} == {first, second}
