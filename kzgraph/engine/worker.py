"""What runs inside a worker process: one store, opened once, and one query at a time.

Keep the imports light: every new worker waits for them.
"""

import io
import resource
import signal
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kzgraph.errors import ResultTooLargeError, StoreError
from kzgraph.store import EmbeddedStore

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

ALARM_MARGIN = 1.0
"""Seconds after the deadline at which a worker ends itself if its parent has not ended it."""


@dataclass(frozen=True)
class Result:
    """An answer: its media type and its bytes."""

    media_type: str
    body: bytes


@dataclass(frozen=True)
class Task:
    """A query and how it is to be evaluated; ``deadline`` is in seconds."""

    query: str
    solutions_type: str | None
    triples_type: str | None
    deadline: float
    max_bytes: int


def initialise(store_path: Path, memory: int) -> None:
    """Prepare a new worker; ``memory`` is its cap in MiB.

    The cap is on private memory (RLIMIT_DATA), since a limit on addresses (RLIMIT_AS) would count
    the mapped files of a large store. Past it Oxigraph aborts; so no core file is written. pebble
    has already made the worker deaf to Ctrl-C.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cap = memory * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (cap, cap))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    # A worker that dies while it starts breaks the pool; the first query tells what is wrong.
    with suppress(StoreError):
        _store(store_path)


def evaluate(store_path: Path, task: Task) -> Result:
    """Evaluate a query and serialise its result.

    Raises what ``Store.answer`` raises, ``StoreError`` and ``ResultTooLargeError``.
    """
    # The kernel's alarm ends the process even inside native code and without its parent.
    signal.setitimer(signal.ITIMER_REAL, task.deadline + ALARM_MARGIN)
    try:
        return _answer(_store(store_path), task)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@cache
def _store(path: Path) -> EmbeddedStore:
    """Open the store at the first call; an error is not kept, so the next call tries again."""
    return EmbeddedStore.read_only(path)


def _answer(store: EmbeddedStore, task: Task) -> Result:
    sink = _BoundedSink(task.max_bytes)
    try:
        answer = store.answer(task.query, task.solutions_type, task.triples_type, sink)
    except (OSError, RuntimeError) as exc:
        raise StoreError(f"The query could not be evaluated: {exc}") from exc
    return Result(answer.media_type, sink.getvalue())


class _BoundedSink(io.BytesIO):
    """Bytes in memory, up to a limit."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def write(self, data: "ReadableBuffer", /) -> int:
        written = super().write(data)
        if self.tell() > self._limit:
            raise ResultTooLargeError(self._limit)
        return written
