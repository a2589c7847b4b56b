"""The worker processes: started, replaced when they break, ended."""

import multiprocessing
from concurrent.futures import Future
from dataclasses import dataclass
from multiprocessing import forkserver
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final, Self

import pebble

from kzgraph.engine import worker
from kzgraph.engine.worker import Task
from kzgraph.errors import StoreError
from kzgraph.store import Bounds, Result

if TYPE_CHECKING:
    # Not needed in a worker, and pydantic takes longer to import than all the rest.
    from kzgraph.settings import Settings

# A worker inside native code does not heed SIGTERM; waiting 3 s before SIGKILL, pebble's default,
# would lengthen every deadline by as much.
pebble.CONSTS.term_timeout = 0.05

# A server that forks: workers start in milliseconds, and never from a process that has threads.
_CONTEXT: Final = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([worker.__name__])


def warm_up() -> None:
    """Start the server that forks workers: it imports while this process imports other things."""
    forkserver.ensure_running()


@dataclass(frozen=True)
class EngineLimits:
    """What queries may take: seconds, MiB a worker, rows and bytes an answer, queries that wait."""

    workers: int = 2
    deadline: float = 10.0
    memory: int = 2048
    max_result_rows: int = 1_000_000
    max_result_bytes: int = 67_108_864
    max_waiting: int = 64

    @classmethod
    def of(cls, settings: "Settings") -> Self:
        """Take over what the operator set."""
        return cls(
            workers=settings.workers,
            deadline=settings.deadline,
            memory=settings.memory,
            max_result_rows=settings.max_result_rows,
            max_result_bytes=settings.max_result_bytes,
            max_waiting=settings.max_waiting,
        )

    @property
    def bounds(self) -> Bounds:
        """How large an answer may be."""
        return Bounds(self.max_result_rows, self.max_result_bytes)


class WorkerPool:
    """pebble's pool, with the knowledge of how it breaks.

    pebble gives a whole pool up when a worker dies that has no task, and does not end the futures
    of a pool that is stopped. Here a broken pool is replaced, and every future ends.
    """

    def __init__(self, workers: int, memory: int) -> None:
        self._workers = workers
        self._memory = memory
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
                future = _schedule(self._pool, task)
            except RuntimeError:  # how pebble says that the pool is broken
                self._pool = self._successor(self._pool)
                future = _schedule(self._pool, task)
            self._running.add(future)
        future.add_done_callback(self._running.discard)
        return future

    def replace(self) -> None:
        """Give up a pool that no longer answers, with all that runs in it."""
        with self._lock:
            if self._pool is not None:
                self._pool = self._successor(self._pool)

    def _new(self) -> pebble.ProcessPool:
        """Start a pool, with a first task for each worker so that no user waits for its start."""
        pool = pebble.ProcessPool(
            self._workers,
            initializer=worker.initialise,
            initargs=(self._memory,),
            context=_CONTEXT,
        )
        for _ in range(self._workers):
            pool.schedule(worker.prepare)
        return pool

    def _successor(self, broken: pebble.ProcessPool) -> pebble.ProcessPool:
        # Ending a pool joins threads; whoever found it broken need not wait for that.
        Thread(target=_end, args=(broken,), daemon=True).start()
        return self._new()


def _schedule(pool: pebble.ProcessPool, task: Task) -> Future[Result]:
    return pool.schedule(worker.evaluate, args=(task,), timeout=task.deadline)


def _end(pool: pebble.ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()
