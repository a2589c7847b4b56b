"""The engine: takes queries, waits for a worker, and says in our own errors what went wrong."""

import asyncio
import pickle
import signal
from collections.abc import AsyncIterator, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from pebble import ProcessExpired

from kzgraph.engine.pool import EngineLimits, WorkerPool
from kzgraph.engine.turns import Turns
from kzgraph.engine.worker import Task
from kzgraph.errors import (
    BadRequestError,
    EngineBusyError,
    KzgraphError,
    QueryKilledError,
    QueryTimeoutError,
)
from kzgraph.sparql import Dataset, Formats
from kzgraph.store import Result

_GRACE: Final = 1.0
"""Seconds beyond a deadline in which its worker is ended and a new one takes its place."""

_STUCK: Final = 5.0
"""Seconds beyond a deadline after which the pool itself must have failed."""

_HEALTH_DEADLINE: Final = 2.0
_HEALTH_FORMATS: Final = Formats("application/sparql-results+json", None)


@dataclass(frozen=True)
class EngineState:
    """How many queries run and wait, and how many workers have died since the start."""

    running: int
    waiting: int
    deaths: int


class Engine:
    """Evaluates SPARQL over stores on disk that nobody writes to, such as those of releases.

    Use it as a context manager, or call ``start`` and ``close``. One engine may serve many threads
    and event loops.
    """

    def __init__(self, limits: EngineLimits) -> None:
        self._limits = limits
        self._turns = Turns(limits.workers, limits.max_waiting)
        self._pool = WorkerPool(limits.workers, limits.memory)
        self._deaths = 0

    def start(self) -> None:
        """Start the workers; does not wait until they are ready."""
        self._pool.start()

    def close(self) -> None:
        """End all workers at once; queries that run end with ``QueryKilledError``."""
        self._pool.close()

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()

    async def answer(
        self,
        store_path: Path,
        query: str,
        formats: Formats,
        deadline: float | None = None,
        dataset: Dataset | None = None,
    ) -> Result:
        """Evaluate a query; ``deadline`` in seconds can only lower the configured one.

        A query waits for a worker as long as its deadline (and a second, in which the worker of
        a query that overran is replaced), and may then run as long. Cancelling ends the worker.
        An answer beyond the bounds is cut.

        Raises ``QuerySyntaxError``, ``BadRequestError``, ``NotAcceptableError``,
        ``QueryTimeoutError``, ``QueryKilledError``, ``ResultTooLargeError``, ``EngineBusyError``
        and ``StoreError``.
        """
        limit = self._deadline(deadline)
        async with self._turn(limit + _GRACE):
            bounds = self._limits.bounds
            types = formats.solutions, formats.triples
            return await self._evaluated(Task(store_path, query, *types, dataset, limit, bounds))

    def answer_sync(
        self,
        store_path: Path,
        query: str,
        formats: Formats,
        deadline: float | None = None,
        dataset: Dataset | None = None,
    ) -> Result:
        """Do the same for callers without an event loop."""
        return asyncio.run(self.answer(store_path, query, formats, deadline, dataset))

    def state(self) -> EngineState:
        """Return what the engine does now."""
        return EngineState(*self._turns.taken(), self._deaths)

    def healthy(self, store_path: Path) -> bool:
        """Evaluate ``ASK {}`` over a store; call it from a thread, since it may take some seconds.

        An engine whose workers are all at work is healthy: their deadlines will free them.
        """
        try:
            self.answer_sync(store_path, "ASK {}", _HEALTH_FORMATS, _HEALTH_DEADLINE)
        except EngineBusyError:
            return True
        except KzgraphError:
            return False
        return True

    def _deadline(self, wanted: float | None) -> float:
        if wanted is None:
            return self._limits.deadline
        if not wanted > 0:
            raise BadRequestError("A time-out must be more than 0 seconds.")
        return min(wanted, self._limits.deadline)

    @asynccontextmanager
    async def _turn(self, patience: float) -> AsyncIterator[None]:
        turn = self._turns.ask()
        try:
            if not turn.done():
                await _patiently(asyncio.wrap_future(turn), patience)
            yield
        finally:
            self._turns.give_back(turn)

    async def _evaluated(self, task: Task) -> Result:
        try:
            with _translated(task.deadline):
                try:
                    return await self._run(task)
                except BrokenProcessPool:
                    # The pool lost an idle worker and gave up; the query need not be at fault.
                    return await self._run(task)
        except (QueryTimeoutError, QueryKilledError):
            self._deaths += 1
            raise

    async def _run(self, task: Task) -> Result:
        future = self._pool.submit(task)
        try:
            # Not wait_for, which makes a task of its own for each call.
            async with asyncio.timeout(task.deadline + _STUCK):
                return await asyncio.wrap_future(future)
        except TimeoutError:
            if not future.done():
                self._pool.replace()
            raise


async def _patiently(turn: asyncio.Future[None], patience: float) -> None:
    try:
        await asyncio.wait_for(turn, patience)
    except TimeoutError as exc:
        raise EngineBusyError(f"No worker became free within {patience:g} s.") from exc


@contextmanager
def _translated(deadline: float) -> Iterator[None]:
    """Turn what pebble raises into our own errors."""
    try:
        yield
    except TimeoutError as exc:
        raise QueryTimeoutError(deadline) from exc
    except ProcessExpired as exc:
        if exc.exitcode == -signal.SIGALRM:
            raise QueryTimeoutError(deadline) from exc
        raise _killed() from exc
    except (MemoryError, BrokenProcessPool, pickle.PicklingError) as exc:
        raise _killed() from exc
    except asyncio.CancelledError as exc:
        task = asyncio.current_task()
        if task is not None and task.cancelling():
            raise
        raise QueryKilledError("The engine was closed while the query ran.") from exc


def _killed() -> QueryKilledError:
    return QueryKilledError(
        "The query ended its worker process: it takes too much memory or nests too deep."
    )
