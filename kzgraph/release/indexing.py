"""Making the indexes of a finished store, beside its validation where that saves time."""

import multiprocessing
import os
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import closing, contextmanager
from multiprocessing.connection import wait
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Final

from kzgraph.lines import Things
from kzgraph.release.content import write_names, write_statements
from kzgraph.store import EmbeddedStore, Store

_LARGE: Final = 32 * 1024 * 1024
"""Bytes of lines from which a process of its own, which takes half a second to start, is worth it."""


@contextmanager
def indexing(store: Store, lines: Path, folder: Path) -> Iterator[None]:
    """Write the indexes into a release's folder by the end of the block.

    ``lines`` are the triples of the store's default graph, sorted; nobody writes to the store.
    Raises ``StoreError`` at the end of the block.
    """
    if lines.stat().st_size < _LARGE:
        yield
        _write(store, lines, folder)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=_end_with_parent) as beside:
        written: Future[None] = beside.submit(_write_beside, lines, folder)
        yield
        written.result()


def _end_with_parent() -> None:
    """Let this process end when that which started it is killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        Thread(target=lambda: (wait([parent.sentinel]), os._exit(1)), daemon=True).start()


def _write_beside(lines: Path, folder: Path) -> None:
    with closing(EmbeddedStore.read_only(folder / "store")) as store:
        _write(store, lines, folder)


def _write(store: Store, lines: Path, folder: Path) -> None:
    write_names(store, folder)
    with (
        TemporaryDirectory(dir=lines.parent) as aside,
        Things(lines, Path(aside, "things.sqlite")) as things,
    ):
        write_statements(store, folder, things)
