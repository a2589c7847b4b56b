"""Answers from a release in this file system, without a server."""

from pathlib import Path

from kzgraph.client.call import Call, Opened, T
from kzgraph.errors import NoReleaseError
from kzgraph.release import Home, Manifest, Release


class Local:
    """A release that stays open: what others publish meanwhile is not seen."""

    def __init__(self, path: Path) -> None:
        """Open the current release of a home, or the release that a folder is.

        Raises ``NoReleaseError`` where there is neither, and ``StoreError`` where it cannot be read.
        """
        release = _found(path)
        self._opened = Opened(release, release.open_graph())

    def answer(self, call: Call[T]) -> T:
        """Return the answer to a call."""
        return call.read(self._opened)

    def close(self) -> None:
        """Let go of the files."""
        self._opened.graph.close()


def _found(path: Path) -> Release:
    folder = path.resolve()  # so that a link to the current release is not followed elsewhere later
    if (folder / "manifest.json").is_file():
        return Release(folder, Manifest.read(folder))
    if not folder.is_dir():
        raise NoReleaseError(str(path))
    return Home(folder).current()
