"""Where releases live on disk, and how one is opened.

::

    <home>/releases/<hash>/   never changes, but for what the next build starts from (the last two):
        store/  names.sqlite  statements.sqlite  report.ttl  manifest.json
        statements.columns      what a start reads of the index, where it is long; else not there
        inputs.json  readings.json
    <home>/current            a link to one of them, switched atomically
    <home>/journal.ndjson     which release became current when (``journal``)
    <home>/building/          what a running build writes; whatever a killed one left is removed
    <home>/lock               held by the one process that writes
    <home>/remote/            what is in remote stores (``pushed``)
    <home>/mirror.json        what a mirror last saw of its origin; pulls/ has transfers under way
    <home>/texts/<id>.txt     texts that a user keeps for themselves: in no release, served to nobody
"""

import fcntl
import shutil
import uuid
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kzgraph.errors import KzgraphError, NoReleaseError, NotFoundError, ReleaseBusyError, StoreError
from kzgraph.release import journal
from kzgraph.release.durable import flush, flush_folder
from kzgraph.release.manifest import Manifest, manifest_in
from kzgraph.store import EmbeddedStore, Store

if TYPE_CHECKING:
    from kzgraph.names import NameIndex
    from kzgraph.read.graph import Graph
    from kzgraph.statements import StatementIndex

__all__ = ["INPUTS", "Before", "Home", "Manifest", "Release"]

# What reads a release is imported where one is opened: numpy alone takes as long as a small build.

INPUTS = "inputs.json"
"""What a release was built from (``files``); not a part of its content."""

_SHORTEST_PREFIX = 6


@dataclass(frozen=True)
class Release:
    """One release on disk."""

    path: Path
    manifest: Manifest

    @property
    def id(self) -> str:
        """The hash of the content: 64 hexadecimal digits."""
        return self.manifest.release

    @property
    def store_path(self) -> Path:
        """The folder of the store."""
        return self.path / "store"

    @property
    def report_path(self) -> Path:
        """The report of its validation, in Turtle; not there where no shape was asked for."""
        return self.path / "report.ttl"

    def open_store(self) -> Store:
        """Open the store for reading."""
        return EmbeddedStore.read_only(self.store_path)

    def open_names(self) -> "NameIndex":
        """Open the name index for reading."""
        from kzgraph.names import NameIndex  # noqa: PLC0415

        return NameIndex(self.path / "names.sqlite")

    def open_statements(self) -> "StatementIndex":
        """Open the index of statements for reading."""
        from kzgraph.statements import StatementIndex  # noqa: PLC0415

        return StatementIndex(self.path / "statements.sqlite")

    def open_graph(self, store: Store | None = None) -> "Graph":
        """Open all that the read models read from; ``store`` holds the same where it is given."""
        from kzgraph.read.graph import Graph  # noqa: PLC0415

        with ExitStack() as files:
            store = store or self.open_store()
            files.callback(store.close)
            names = files.enter_context(self.open_names())
            graph = Graph(self.id, store, names, self.open_statements())
            files.pop_all()
            return graph


Before = Callable[[Release], None]
"""What is done with a release before it becomes current, such as bringing it to a remote store."""


class Home:
    """The folder under which releases live."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self.releases = self.path / "releases"
        self.building = self.path / "building"
        self._current = self.path / "current"

    def current(self) -> Release:
        """Return the release in use. Raises ``NoReleaseError`` when none was built."""
        try:
            target = self._current.readlink().name
        except OSError as exc:
            raise NoReleaseError(str(self.path)) from exc
        return self._release(target)

    def find(self, name: str) -> Release:
        """Return the release whose hash begins with ``name`` (six digits or more), or is current."""
        if name == "current":
            return self.current()
        known = [path.name for path in self.releases.glob("*") if path.name.startswith(name)]
        if len(name) < _SHORTEST_PREFIX or len(known) != 1:
            raise NotFoundError("release", name)
        return self._release(known[0])

    def _release(self, name: str) -> Release:
        folder = self.releases / name
        return Release(folder, manifest_in(folder))

    @contextmanager
    def writing(self, *, patient: bool = False) -> Iterator[Path]:
        """Hold the write lock and give an empty folder to build in; clear away what is left of it.

        A patient writer waits for its turn. Raises ``ReleaseBusyError`` when another process writes
        and this one does not wait, ``KzgraphError`` when the home cannot be written to, and
        ``StoreError`` when the system refuses what the block asks of it, such as room on a full disk.
        """
        try:
            self.releases.mkdir(parents=True, exist_ok=True)
            lock = (self.path / "lock").open("w")
        except OSError as exc:
            raise KzgraphError(f"{self.path} cannot be written to: {exc}") from exc
        with lock:
            _lock(lock.fileno(), self.path, patient=patient)
            shutil.rmtree(self.building, ignore_errors=True)
            self.building.mkdir()
            try:
                # A path of its own: RocksDB holds one by name until the last reference is gone.
                folder = self.building / uuid.uuid4().hex
                folder.mkdir()
                yield folder
            except OSError as exc:
                raise StoreError(
                    f"The system refuses what is asked of it under {self.path}: {exc}. "
                    "The current release goes on."
                ) from exc
            finally:
                shutil.rmtree(self.building, ignore_errors=True)

    def publish(
        self, folder: Path, manifest: Manifest, *, by: str, before: Before | None = None
    ) -> Release:
        """Make a finished folder the current release: flush, rename, switch the link.

        A kill at any moment leaves the old release or the new one: each step is one rename.
        ``before`` is called with the release that stands, before it is switched to; if it raises,
        the release stays, and the old one is current.
        """
        target = self.releases / manifest.release
        if not target.exists():
            flush(folder)
            folder.rename(target)
            flush_folder(self.releases)
        elif (folder / INPUTS).exists():
            # The same content, of the files as they are now: the next build starts from here.
            (folder / INPUTS).replace(target / INPUTS)
        release = Release(target, manifest)
        if before is not None:
            before(release)
        self.switch(manifest.release, by=by)
        return release

    def switch(self, name: str, *, by: str) -> None:
        """Point ``current`` to a release that stands, and enter it in the journal."""
        previous = self._current.readlink().name if self._current.is_symlink() else None
        link = self.path / "current.new"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("releases") / name)
        link.replace(self._current)
        flush_folder(self.path)
        if previous != name:
            journal.record(self.path, name, previous, by)


def _lock(descriptor: int, path: Path, *, patient: bool) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if patient else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as exc:
        raise ReleaseBusyError(f"Another process is writing a release under {path}.") from exc
