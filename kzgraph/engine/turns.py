"""Who may go next: some places, and a queue of bounded length before them."""

import asyncio
from collections import deque
from threading import Lock
from typing import Generic, TypeVar

from kzgraph.errors import EngineBusyError, StoreError

Place = TypeVar("Place")


class Turns(Generic[Place]):
    """A queue for places that threads and event loops may share.

    Queries wait here and not at a worker: one that gives up waiting costs none.
    """

    def __init__(self, places: int, max_waiting: int) -> None:
        self._most = places + max_waiting
        self._max_waiting = max_waiting
        self._free: list[Place] = []
        self._waiting: deque[_Waiter[Place]] = deque()
        self._taken = 0
        self._open = False
        self._lock = Lock()

    def open(self) -> None:
        """Let queries come."""
        with self._lock:
            self._open = True

    def close(self) -> list[Place]:
        """Turn away all who wait and who come; return the places that are free."""
        with self._lock:
            self._open = False
            free, self._free = self._free, []
            waiting = tuple(self._waiting)
            self._waiting.clear()
        for waiter in waiting:
            waiter.wake()
        return free

    async def take(self, patience: float) -> Place:
        """Return a place, one's own until it is given back or dropped; wait so many seconds for it.

        Raises ``EngineBusyError`` after that, or at once when the queue is full, and ``StoreError``
        when closed.
        """
        place = self._ask()
        if not isinstance(place, _Waiter):
            return place
        waiter = place
        try:
            async with asyncio.timeout(patience):
                await waiter.woken
        except TimeoutError as exc:
            if self._left(waiter):
                raise EngineBusyError(f"No worker became free within {patience:g} s.") from exc
        except asyncio.CancelledError:
            if not self._left(waiter) and waiter.place is not None:
                self.give_back(waiter.place)
            raise
        if waiter.place is None:
            raise _not_running()
        return waiter.place

    def add(self, place: Place) -> bool:
        """Give a new place to who waits first, or keep it free; tell whether it is wanted."""
        with self._lock:
            return self._hand_on(place)

    def give_back(self, place: Place) -> bool:
        """End a turn and let another have the place; tell whether it is wanted any more."""
        with self._lock:
            self._taken -= 1
            return self._hand_on(place)

    def drop(self) -> None:
        """End a turn whose place is of no more use."""
        with self._lock:
            self._taken -= 1

    def remove(self, place: Place) -> bool:
        """Take a place away if it is free; tell whether it was."""
        with self._lock:
            if place not in self._free:
                return False
            self._free.remove(place)
            return True

    def state(self) -> tuple[int, int]:
        """Return how many have their turn and how many wait."""
        with self._lock:
            return self._taken, len(self._waiting)

    def _ask(self) -> "Place | _Waiter[Place]":
        """Return a place, or who waits for one.

        One that waits for a place that is still to be added needs no room in the queue.
        """
        with self._lock:
            if not self._open:
                raise _not_running()
            if self._free:
                self._taken += 1
                return self._free.pop()
            if self._taken + len(self._waiting) >= self._most:
                raise EngineBusyError(f"{self._max_waiting} queries are waiting already.")
            waiter = _Waiter[Place]()
            self._waiting.append(waiter)
            return waiter

    def _left(self, waiter: "_Waiter[Place]") -> bool:
        """Leave the queue; tell whether one stood there still."""
        with self._lock:
            if waiter not in self._waiting:
                return False
            self._waiting.remove(waiter)
            return True

    def _hand_on(self, place: Place) -> bool:
        if not self._open:
            return False
        while self._waiting:
            waiter = self._waiting.popleft()
            waiter.place = place
            if waiter.wake():
                self._taken += 1
                return True
        self._free.append(place)
        return True


class _Waiter(Generic[Place]):
    """Somebody in the queue, whose place is set before ``woken`` is done."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self.woken: asyncio.Future[None] = self._loop.create_future()
        self.place: Place | None = None

    def wake(self) -> bool:
        """Wake, from any thread; tell whether there is still a loop to wake up in."""
        if _running_loop() is self._loop:
            self._wake()  # the way round other threads takes a system call
            return True
        try:
            self._loop.call_soon_threadsafe(self._wake)
        except RuntimeError:
            return False
        return True

    def _wake(self) -> None:
        if not self.woken.done():
            self.woken.set_result(None)


def _running_loop() -> asyncio.AbstractEventLoop | None:
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None


def _not_running() -> StoreError:
    return StoreError("The engine is not running.")
