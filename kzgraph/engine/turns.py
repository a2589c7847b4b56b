"""Who may go next: a fixed number of places, and a queue of bounded length before them."""

from collections import deque
from concurrent.futures import Future
from threading import Lock

from kzgraph.errors import EngineBusyError


class Turns:
    """A queue that threads and event loops may share.

    Queries wait here and not in the pool: one that gives up waiting costs no worker.
    """

    def __init__(self, places: int, max_waiting: int) -> None:
        self._places = self._free = places
        self._max_waiting = max_waiting
        self._waiting: deque[Future[None]] = deque()
        self._lock = Lock()

    def ask(self) -> Future[None]:
        """Return a future that is done when it is one's turn; always give it back.

        Raises ``EngineBusyError`` when the queue is full.
        """
        turn: Future[None] = Future()
        with self._lock:
            if self._free:
                self._free -= 1
                turn.set_result(None)
            elif len(self._waiting) < self._max_waiting:
                self._waiting.append(turn)
            else:
                raise EngineBusyError(f"{self._max_waiting} queries are waiting already.")
        return turn

    def give_back(self, turn: "Future[None]") -> None:
        """End a turn, or stop waiting for it."""
        with self._lock:
            if turn.cancel():
                if turn in self._waiting:
                    self._waiting.remove(turn)
                return
            following = self._next()
            if following is None:
                self._free += 1
        if following is not None:
            following.set_result(None)

    def taken(self) -> tuple[int, int]:
        """Return how many have their turn and how many wait."""
        with self._lock:
            waiting = sum(not turn.cancelled() for turn in self._waiting)
            return self._places - self._free, waiting

    def _next(self) -> "Future[None] | None":
        """Take the first in the queue who has not left; the turn cannot be cancelled any more."""
        while self._waiting:
            turn = self._waiting.popleft()
            if turn.set_running_or_notify_cancel():
                return turn
        return None
