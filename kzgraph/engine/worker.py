"""What runs inside a worker process: it answers the queries that come over its socket, one by one.

Keep the imports light: every new worker waits for them.
"""

import os
import resource
import signal
import socket
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple, cast

from kzgraph.engine.frames import pickled, receive, send
from kzgraph.errors import KzgraphError, StoreError
from kzgraph.model import Dataset
from kzgraph.store import Bounds, EmbeddedStore, Result

ALARM_MARGIN: Final = 1.0
"""Seconds after the deadline at which a worker ends itself if its parent has not ended it."""


class Task(NamedTuple):
    """A query and how it is to be evaluated; ``deadline`` is in seconds."""

    store_path: str
    query: str
    solutions_type: str | None
    triples_type: str | None
    dataset: Dataset | None
    deadline: float


def serve(end: socket.socket, memory: int, bounds: Bounds) -> None:
    """Answer queries until the other end of the socket is closed; ``memory`` is the cap in MiB.

    The first frame says that the worker is ready, by its process id; then each ``Task`` is answered
    by a ``Result`` or by the error to raise. Any other exception ends the worker.
    """
    _protect(memory)
    with end:
        send(end, pickled(os.getpid()))
        while True:
            try:
                task = receive(end)
            except EOFError:
                return
            send(end, _outcome(cast("Task", task), bounds))


def _protect(memory: int) -> None:
    """Let nothing that a query does reach further than this process.

    The cap is on private memory (RLIMIT_DATA), since a limit on addresses (RLIMIT_AS) would count
    the mapped files of a large store. Past it Oxigraph aborts; so no core file is written. pebble
    has already made the worker deaf to Ctrl-C; what it does at SIGTERM would wait for native code.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cap = memory * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (cap, cap))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _outcome(task: Task, bounds: Bounds) -> bytes:
    try:
        return pickled(evaluate(task, bounds))
    except (KzgraphError, MemoryError) as exc:
        return pickled(exc)


def evaluate(task: Task, bounds: Bounds) -> Result:
    """Evaluate a query and serialise its result.

    Raises what ``Store.answer`` raises, and ``StoreError``.
    """
    # The kernel's alarm ends the process even inside native code and without its parent.
    signal.setitimer(signal.ITIMER_REAL, task.deadline + ALARM_MARGIN)
    try:
        return _answer(_store(task.store_path), task, bounds)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@lru_cache(maxsize=3)
def _store(path: str) -> EmbeddedStore:
    """Open a store at the first call; an error is not kept, so the next call tries again."""
    return EmbeddedStore.read_only(Path(path))


def _answer(store: EmbeddedStore, task: Task, bounds: Bounds) -> Result:
    try:
        return store.answer(
            task.query, task.solutions_type, task.triples_type, task.dataset, bounds
        )
    except (OSError, RuntimeError) as exc:
        raise StoreError(f"The query could not be evaluated: {exc}") from exc
