"""What runs inside a worker process: the last stores, each opened once, and one query at a time.

Keep the imports light: every new worker waits for them.
"""

import resource
import signal
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from kzgraph.errors import StoreError
from kzgraph.model import Dataset
from kzgraph.store import Bounds, EmbeddedStore, Result

ALARM_MARGIN: Final = 1.0
"""Seconds after the deadline at which a worker ends itself if its parent has not ended it."""


@dataclass(frozen=True)
class Task:
    """A query and how it is to be evaluated; ``deadline`` is in seconds."""

    store_path: Path
    query: str
    solutions_type: str | None
    triples_type: str | None
    dataset: Dataset | None
    deadline: float
    bounds: Bounds


def initialise(memory: int) -> None:
    """Prepare a new worker; ``memory`` is its cap in MiB.

    The cap is on private memory (RLIMIT_DATA), since a limit on addresses (RLIMIT_AS) would count
    the mapped files of a large store. Past it Oxigraph aborts; so no core file is written. pebble
    has already made the worker deaf to Ctrl-C.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    cap = memory * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (cap, cap))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)


def prepare() -> None:
    """Do nothing; a pool starts its workers at its first tasks, and no user is to wait for that."""


def evaluate(task: Task) -> Result:
    """Evaluate a query and serialise its result.

    Raises what ``Store.answer`` raises, and ``StoreError``.
    """
    # The kernel's alarm ends the process even inside native code and without its parent.
    signal.setitimer(signal.ITIMER_REAL, task.deadline + ALARM_MARGIN)
    try:
        return _answer(_store(task.store_path), task)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


@lru_cache(maxsize=3)
def _store(path: Path) -> EmbeddedStore:
    """Open a store at the first call; an error is not kept, so the next call tries again."""
    return EmbeddedStore.read_only(path)


def _answer(store: EmbeddedStore, task: Task) -> Result:
    try:
        return store.answer(
            task.query, task.solutions_type, task.triples_type, task.dataset, task.bounds
        )
    except (OSError, RuntimeError) as exc:
        raise StoreError(f"The query could not be evaluated: {exc}") from exc
