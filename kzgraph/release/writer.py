"""The writer: one process that writes, with a deadline and a memory cap, while others read.

A write parses what a client sent, and a parser can be made to die; so it runs apart. When the
process is killed at any moment, the lock is released and the old release stays.
"""

import asyncio
import logging
import multiprocessing
import resource
from concurrent.futures import BrokenExecutor, Future
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import TYPE_CHECKING, Self

import pebble

from kzgraph.errors import EngineBusyError, QueryKilledError, QueryTimeoutError
from kzgraph.release.changes import Change
from kzgraph.release.home import Home

if TYPE_CHECKING:
    from kzgraph.release.home import Before
    from kzgraph.store.remote import Endpoint
    from kzgraph.validation.rules import Rules

MOST_WAITING = 16
"""Writes that may wait for their turn."""


_log = logging.getLogger(__name__)


class Writer:
    """Makes the writes of a service, one after the other."""

    def __init__(
        self,
        home: Path,
        rules: Path,
        *,
        deadline: float,
        memory: int,
        endpoint: "Endpoint | None" = None,
    ) -> None:
        """``deadline`` is in seconds, ``memory`` in MiB; a new release is brought to ``endpoint``."""
        self._home, self._rules, self._deadline = home, rules, deadline
        self._endpoint = endpoint
        self._turns = BoundedSemaphore(MOST_WAITING)
        self._memory = memory
        self._lock = Lock()
        self._pool = self._started()

    async def write(
        self, change: Change, if_match: tuple[str, ...] | None, *, validated: bool
    ) -> tuple[str, bool]:
        """Make a write and return the new release and whether a graph was made.

        Raises what ``kzgraph.release.write.write`` raises, ``QueryTimeoutError`` past the deadline,
        ``QueryKilledError`` when the process died of it, ``EngineBusyError`` when too many wait.
        """
        if not self._turns.acquire(blocking=False):
            raise EngineBusyError(f"{MOST_WAITING} writes are waiting already.")
        try:
            arguments = (self._home, self._rules, self._endpoint, change, if_match, validated)
            return await asyncio.shield(asyncio.wrap_future(self._scheduled(arguments)))
        except TimeoutError as exc:
            raise QueryTimeoutError(self._deadline) from exc
        except (MemoryError, pebble.ProcessExpired, BrokenExecutor) as exc:
            raise QueryKilledError(
                "The write ended its process: it takes too much memory."
            ) from exc
        finally:
            self._turns.release()

    def _started(self) -> pebble.ProcessPool:
        pool = pebble.ProcessPool(
            max_workers=1,
            context=multiprocessing.get_context("forkserver"),
            initializer=_initialise,
            initargs=(self._memory,),
        )
        # The first write should not wait for rdflib and the rules, which take three seconds to read.
        pool.schedule(_prepare, args=(self._home, self._rules))
        return pool

    def _scheduled(self, arguments: tuple[object, ...]) -> "Future[tuple[str, bool]]":
        """Hand a write over.

        pebble gives a pool up when its process is killed while it waits, as the kernel does where
        memory is short; then another takes its place.
        """
        with self._lock:
            try:
                return self._pool.schedule(_write, args=arguments, timeout=self._deadline)
            except RuntimeError:
                _log.warning("The process that writes was killed; another is started.")
                self._pool.stop()  # type: ignore[no-untyped-call]
                self._pool.join()
                self._pool = self._started()
                return self._pool.schedule(_write, args=arguments, timeout=self._deadline)

    def close(self) -> None:
        """Let a running write end, and stop."""
        self._pool.close()  # type: ignore[no-untyped-call]
        try:
            self._pool.join(timeout=self._deadline)
        except TimeoutError:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()

    def __enter__(self) -> Self:
        """Use the writer as a context manager."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()


def _initialise(memory: int) -> None:
    """Cap the private memory of the process, in MiB."""
    cap = memory * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_DATA, (cap, cap))


@cache
def _rules(folder: Path, home: Path) -> "Rules":
    """Return the rules; what the current release keeps of them is known to this process then."""
    from kzgraph.validation.readings import READINGS, recall  # noqa: PLC0415
    from kzgraph.validation.rules import Rules  # noqa: PLC0415  # rdflib is for this process alone

    rules = Rules.read(folder)
    recall(rules, Home(home).current().path / READINGS)
    return rules


def _prepare(folder: Path, rules: Path) -> None:
    """Find out what validation by difference asks of the rules, where writes are held to them."""
    from kzgraph.validation.incremental import warm  # noqa: PLC0415

    if Home(folder).current().manifest.derived:
        warm(_rules(rules, folder))


def _write(
    folder: Path,
    rules: Path,
    endpoint: "Endpoint | None",
    change: Change,
    if_match: tuple[str, ...] | None,
    validated: bool,
) -> tuple[str, bool]:
    from kzgraph.release.write import Conditions, write  # noqa: PLC0415

    home, conditions = Home(folder), Conditions(if_match, validated)
    before = _push(home, endpoint) if endpoint is not None else None
    written = write(home, change, _rules(rules, folder), conditions, before)
    return written.release, written.created


def _push(home: Home, endpoint: "Endpoint") -> "Before":
    """Return what brings a release to a remote store. Raises ``StoreUnavailableError`` at once."""
    from kzgraph.release.remote import Remote  # noqa: PLC0415

    remote = Remote(home, endpoint)
    remote.greet()
    return remote.push
