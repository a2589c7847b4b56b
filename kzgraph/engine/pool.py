"""The worker processes: started, replaced when they break, ended."""

import multiprocessing
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final, Self

import pebble

from kzgraph.engine import worker
from kzgraph.engine.worker import Result, Task
from kzgraph.errors import StoreError

if TYPE_CHECKING:
    # Not needed in a worker, and pydantic takes longer to import than all the rest.
    from kzgraph.settings import Settings

# A worker inside native code does not heed SIGTERM; waiting 3 s before SIGKILL, pebble's default,
# would lengthen every deadline by as much.
pebble.CONSTS.term_timeout = 0.05

# A server that forks: workers start in milliseconds, and never from a process that has threads.
_CONTEXT: Final = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([worker.__name__])

_ASK: Final = "ASK {}"
_RESULTS: Final = "application/sparql-results+json"


@dataclass(frozen=True)
class EngineLimits:
    """What queries may take: seconds, MiB a worker, bytes an answer, queries that wait."""

    workers: int = 2
    deadline: float = 10.0
    memory: int = 2048
    max_result_bytes: int = 67_108_864
    max_waiting: int = 64

    @classmethod
    def of(cls, settings: "Settings") -> Self:
        """Take over what the operator set."""
        return cls(
            workers=settings.workers,
            deadline=settings.deadline,
            memory=settings.memory,
            max_result_bytes=settings.max_result_bytes,
            max_waiting=settings.max_waiting,
        )


class WorkerPool:
    """pebble's pool, with the knowledge of how it breaks.

    pebble gives a whole pool up when a worker dies that has no task, and does not end the futures
    of a pool that is stopped. Here a broken pool is replaced, and every future ends.
    """

    def __init__(self, store_path: Path, limits: EngineLimits) -> None:
        self._path = store_path
        self._limits = limits
        self._lock = Lock()
        self._pool: pebble.ProcessPool | None = None
        self._running: set[Future[Result]] = set()

    def start(self) -> None:
        """Start the workers; does not wait until they are ready."""
        with self._lock:
            self._pool = self._pool or self._new()

    def close(self) -> None:
        """End all workers; the futures of running tasks are cancelled."""
        with self._lock:
            pool, self._pool = self._pool, None
            running = tuple(self._running)
        for future in running:
            future.cancel()
        if pool is not None:
            _end(pool)

    def submit(self, task: Task) -> Future[Result]:
        """Hand a task to a worker. Raises ``StoreError`` when the pool is not started or closed."""
        with self._lock:
            if self._pool is None:
                raise StoreError("The engine is not running.")
            try:
                future = self._schedule(self._pool, task)
            except RuntimeError:  # how pebble says that the pool is broken
                self._pool = self._successor(self._pool)
                future = self._schedule(self._pool, task)
            self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def replace(self) -> None:
        """Give up a pool that no longer answers, with all that runs in it."""
        with self._lock:
            if self._pool is not None:
                self._pool = self._successor(self._pool)

    def _schedule(self, pool: pebble.ProcessPool, task: Task) -> Future[Result]:
        return pool.schedule(worker.evaluate, args=(self._path, task), timeout=task.deadline)

    def _new(self) -> pebble.ProcessPool:
        """Start a pool, with a first task for each worker so that no user waits for its start."""
        pool = pebble.ProcessPool(
            self._limits.workers,
            initializer=worker.initialise,
            initargs=(self._path, self._limits.memory),
            context=_CONTEXT,
        )
        first = Task(_ASK, _RESULTS, None, self._limits.deadline, self._limits.max_result_bytes)
        for _ in range(self._limits.workers):
            self._schedule(pool, first)
        return pool

    def _successor(self, broken: pebble.ProcessPool) -> pebble.ProcessPool:
        # Ending a pool joins threads; whoever found it broken need not wait for that.
        Thread(target=_end, args=(broken,), daemon=True).start()
        return self._new()


def _end(pool: pebble.ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
