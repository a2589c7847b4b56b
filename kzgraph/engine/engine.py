"""The engine: takes queries, waits for a worker, and says in our own errors what went wrong."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final, Self

from kzgraph.engine.limits import EngineLimits
from kzgraph.engine.line import Line
from kzgraph.engine.pool import WorkerPool
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
        self._turns: Turns[Line] = Turns(limits.workers, limits.max_waiting)
        self._pool: WorkerPool | None = None
        self._deaths = 0
        self._lock = Lock()

    def start(self) -> None:
        """Start the workers; does not wait until they are ready."""
        with self._lock:
            if self._pool is None:
                self._turns.open()
                self._pool = WorkerPool(self._limits, self._turns)

    def close(self) -> None:
        """End all workers at once; queries that run end with ``QueryKilledError``."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            free = self._turns.close()
            pool.close()
            for line in free:
                line.close()

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
        types = formats.solutions, formats.triples
        task = Task(str(store_path), query, *types, dataset, limit)
        for _ in range(self._limits.workers + 1):
            line = await self._turns.take(limit + _GRACE)
            try:
                return await self._answered(line, task)
            except ConnectionError:
                continue  # the worker had ended while it was idle; the query is not at fault
            finally:
                self._give_back(line)
        raise EngineBusyError("The workers end before they can read the query.")

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
        return EngineState(*self._turns.state(), self._deaths)

    def healthy(self, store_path: Path) -> bool:
        """Evaluate ``ASK {}`` over a store; call it from a thread, since it may take some seconds.

        An engine whose workers are all at work is healthy: their deadlines will free them.
        """
        try:
            self.answer_sync(store_path, "ASK {}", _HEALTH_FORMATS, _HEALTH_DEADLINE)
        except EngineBusyError:
            return self.state().running > 0
        except KzgraphError:
            return False
        return True

    def _deadline(self, wanted: float | None) -> float:
        if wanted is None:
            return self._limits.deadline
        if not wanted > 0:
            raise BadRequestError("A time-out must be more than 0 seconds.")
        return min(wanted, self._limits.deadline)

    def _give_back(self, line: Line) -> None:
        """Let the next one have a worker; one with half an answer under way is of no more use."""
        if line.whole and not line.ended():
            if not self._turns.give_back(line):
                line.close()
            return
        self._turns.drop()
        line.kill()
        line.close()
        with self._lock:
            self._deaths += 1

    async def _answered(self, line: Line, task: Task) -> Result:
        began = time.monotonic()
        try:
            async with asyncio.timeout(task.deadline):
                return await line.answer(task)
        except TimeoutError as exc:
            raise QueryTimeoutError(task.deadline) from exc
        except EOFError as exc:
            if self._pool is None:
                raise QueryKilledError("The engine was closed while the query ran.") from exc
            if time.monotonic() - began >= task.deadline:
                raise QueryTimeoutError(task.deadline) from exc
            raise _killed() from exc
        except MemoryError as exc:
            raise _killed() from exc


def _killed() -> QueryKilledError:
    return QueryKilledError(
        "The query ended its worker process: it takes too much memory or nests too deep."
    )
