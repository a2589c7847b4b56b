"""Dumps as files: each made when somebody first asks for it, and gone with the release.

They stand in the folder for temporary files, for a release's own folder never changes, and may be
removed while a dump of it is sent.
"""

import asyncio
import hashlib
import os
import shutil
import tempfile
import weakref
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from kzgraph.describe import Dump, Published, write_dump
from kzgraph.store import Store
from kzgraph_api.service import OpenRelease


@dataclass(frozen=True)
class File:
    """A dump on disk; ``digest`` is the SHA-256 of its bytes in hex, ``modified`` in seconds."""

    path: Path
    size: int
    modified: float
    digest: str


class Dumps:
    """The dumps of the releases that are open. Who asks while one is made waits, without a thread."""

    def __init__(self) -> None:
        self._folders: dict[int, Path] = {}
        self._tasks: dict[tuple[int, str], asyncio.Task[File]] = {}
        self._turn = asyncio.Lock()

    async def of(self, opened: OpenRelease, dump: Dump, published: Published | None) -> File:
        """Return a dump of a release, which is there as long as the caller keeps ``opened``.

        Raises ``StoreError`` and ``OSError``; then the next call tries again.
        """
        key = (id(opened), dump.name)
        task = self._tasks.get(key)
        if task is None:
            target = self._folder(opened) / dump.name
            task = asyncio.create_task(self._made(opened, dump, target, published))
            self._tasks[key] = task
        try:
            # One client that goes away must not take the dump from the others.
            return await asyncio.shield(task)
        finally:
            if task.done() and (task.cancelled() or task.exception()):
                self._tasks.pop(key, None)

    async def _made(
        self, opened: OpenRelease, dump: Dump, target: Path, published: Published | None
    ) -> File:
        async with self._turn:  # one after the other, so that many forms do not take many threads
            return await run_in_threadpool(_written, opened.store, dump, target, published)

    def _folder(self, opened: OpenRelease) -> Path:
        folder = self._folders.get(id(opened))
        if folder is None:
            folder = self._folders[id(opened)] = Path(tempfile.mkdtemp(prefix="kzgraph-dumps-"))
            weakref.finalize(opened, self._forget, id(opened), folder)
        return folder

    def close(self) -> None:
        """Remove all dumps, when the service stops: a server that ends by a signal runs no finalizers."""
        for number, folder in list(self._folders.items()):
            self._forget(number, folder)

    def _forget(self, number: int, folder: Path) -> None:
        """Remove the dumps of a release that nobody refers to any more."""
        self._folders.pop(number, None)
        for key in [key for key in self._tasks if key[0] == number]:
            self._tasks.pop(key, None)
        shutil.rmtree(folder, ignore_errors=True)


def _written(store: Store, dump: Dump, target: Path, published: Published | None) -> File:
    write_dump(store, dump, target)
    if published is not None:
        seconds = datetime.fromisoformat(published.issued).timestamp()
        os.utime(target, (seconds, seconds))
    with target.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    found = target.stat()
    return File(target, found.st_size, found.st_mtime, digest)
