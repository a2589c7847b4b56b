"""The worker processes: started, replaced when they end, ended."""

import logging
from threading import Event, Lock, Thread
from typing import Final

import pebble

from kzgraph.engine.limits import EngineLimits
from kzgraph.engine.line import Line
from kzgraph.engine.turns import Turns

_PAUSE: Final = 0.5
"""Seconds before the next attempt when a worker did not start."""

_log = logging.getLogger(__name__)


class WorkerPool:
    """Keeps so many workers alive, and adds each to the turns when it is ready.

    A thread for each worker starts it, waits for its end, and starts the next; no query waits for
    these threads.
    """

    def __init__(self, limits: EngineLimits, turns: Turns[Line]) -> None:
        """Start the workers; does not wait until they are ready."""
        self._limits = limits
        self._turns = turns
        self._lock = Lock()
        self._closed = Event()
        self._lines: set[Line] = set()
        self._keepers = [Thread(target=self._keep, daemon=True) for _ in range(limits.workers)]
        for keeper in self._keepers:
            keeper.start()

    def close(self) -> None:
        """End all workers, those at work as well, and wait for their ends."""
        with self._lock:
            self._closed.set()
            lines = tuple(self._lines)
        for line in lines:
            line.kill()
        for keeper in self._keepers:
            keeper.join()

    def _keep(self) -> None:
        while not self._closed.is_set():
            try:
                line = Line.start(self._limits)
            except (OSError, EOFError, RuntimeError) as exc:  # no file, process or thread left
                self._complain(exc)
            else:
                self._attend(line)

    def _attend(self, line: Line) -> None:
        """Be with a worker from its start to its end."""
        if self._register(line) and self._is_ready(line) and self._turns.add(line):
            self._note(line.wait_until_ended())
            if self._turns.remove(line):
                line.close()
        else:
            line.kill()
            line.close()
        with self._lock:
            self._lines.discard(line)

    def _register(self, line: Line) -> bool:
        with self._lock:
            self._lines.add(line)
            return not self._closed.is_set()

    def _is_ready(self, line: Line) -> bool:
        try:
            line.wait_until_ready()
        except (OSError, EOFError) as exc:
            self._complain(exc)
            return False
        return True

    def _complain(self, exc: Exception) -> None:
        if not self._closed.is_set():
            _log.error("A worker did not start: %r", exc)
            self._closed.wait(_PAUSE)

    def _note(self, fault: BaseException | None) -> None:
        """Log what was not foreseen; that a process dies of a query is."""
        if fault is not None and not isinstance(fault, pebble.ProcessExpired):
            _log.error("A worker ended by an exception.", exc_info=fault)
