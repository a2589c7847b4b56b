"""Whether a remote store answers: after a failure it is left alone for a while."""

import logging
import time
from threading import Lock
from typing import Final

PAUSE: Final = 5.0
"""Seconds for which a store that failed is not asked; then one caller tries."""

_log = logging.getLogger(__name__)


class Availability:
    """What the last requests to a store told, for all who ask it; any number of threads may."""

    def __init__(self, pause: float = PAUSE) -> None:
        self._pause = pause
        self._lock = Lock()
        self._fault: str | None = None
        self._try_at = 0.0

    @property
    def fault(self) -> str | None:
        """What is wrong with the store, or None where it answered when it was asked last."""
        return self._fault

    def may_ask(self) -> bool:
        """Tell whether to ask the store now; where it failed, one caller in each pause may."""
        if self._fault is None:
            return True
        with self._lock:
            if time.monotonic() < self._try_at:
                return False
            self._try_at = time.monotonic() + self._pause
            return True

    def note_fault(self, fault: Exception) -> None:
        """Note that it does not answer."""
        with self._lock:
            if self._fault is None:
                _log.error("The remote store does not answer: %s", fault)
            self._fault = str(fault)
            self._try_at = time.monotonic() + self._pause

    def note_answer(self) -> None:
        """Note that it does."""
        if self._fault is not None:
            _log.info("The remote store answers again.")
            self._fault = None
