"""A worker process and the socket to it, used straight from the event loop of whoever asks.

pebble starts the process and watches it; but its way for a task and back, through queues and
threads, took five times as long as a cheap query does.
"""

import asyncio
import multiprocessing
import os
import pickle
import signal
import socket
import sys
import tempfile
from concurrent.futures import Future, wait
from contextlib import suppress
from multiprocessing import forkserver
from threading import Lock
from typing import Final, Self, cast

import pebble

from kzgraph.engine import worker
from kzgraph.engine.frames import LENGTH, framed, receive
from kzgraph.engine.limits import EngineLimits
from kzgraph.engine.worker import Task
from kzgraph.errors import ConfigurationError
from kzgraph.store import Result

_START_SECONDS: Final = 20.0
"""Seconds in which a worker must be ready; on a busy machine the first imports take some."""

_BUFFER: Final = 65_536

# A server that forks: workers start in milliseconds, and never from a process that has threads.
_CONTEXT: Final = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload([worker.__name__])

# The types of pebble 5.2 call this keyword mp_context, its code context.
_started: Final = pebble.concurrent.process(context=_CONTEXT)(worker.serve)  # type: ignore[call-overload]


def warm_up() -> None:
    """Start the server that forks workers: it imports while this process imports other things.

    Raises ``ConfigurationError`` where no socket can be made among the temporary files.
    """
    try:
        forkserver.ensure_running()
    except OSError as exc:
        folder = tempfile.gettempdir()
        raise ConfigurationError(
            f"Workers cannot be started with sockets in {folder}: {exc}. Set TMPDIR to a short path."
        ) from exc


class Line:
    """A worker, asked one query at a time. Whoever holds it closes it.

    ``whole`` tells whether it can be asked again: no query is under way, or was left half answered.
    """

    def __init__(self, end: socket.socket, process: "Future[None]") -> None:
        self._end = end
        self._process = process
        self._pid: int | None = None
        self._pidfd: int | None = None
        self._lock = Lock()
        self._buffer = bytearray(_BUFFER)
        self.whole = False

    @classmethod
    def start(cls, limits: EngineLimits) -> Self:
        """Start a worker; does not wait until it is ready. Raises ``OSError`` and ``EOFError``."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                return cls(ours, _started(theirs, limits.memory, limits.bounds))
            except BaseException:  # whatever it is goes on; the socket must not leak
                ours.close()
                raise

    def wait_until_ready(self) -> None:
        """Wait for the first word of the worker. Raises ``OSError`` and ``EOFError``."""
        self._end.settimeout(_START_SECONDS)
        pid = cast("int", receive(self._end))
        self._end.setblocking(False)
        with self._lock:
            self._pid = pid
            if sys.platform == "linux":
                self._pidfd = os.pidfd_open(pid)
        self.whole = True

    async def answer(self, task: Task) -> Result:
        """Return the answer to a query, or raise the error that is the answer.

        Raises ``EOFError`` when the worker ends meanwhile, and ``ConnectionError`` when it had
        ended before it read the query.
        """
        self.whole = False
        loop = asyncio.get_running_loop()
        await loop.sock_sendall(self._end, framed(task))
        outcome = pickle.loads(await self._frame(loop))  # noqa: S301  # from our own worker
        self.whole = True
        if isinstance(outcome, Exception):
            raise outcome
        return cast("Result", outcome)

    async def _frame(self, loop: asyncio.AbstractEventLoop) -> memoryview:
        """Return the content of the next frame, valid until the next call; most come in one piece."""
        start = memoryview(self._buffer)
        count = await self._read(loop, start)
        while count < LENGTH.size:
            count += await self._read(loop, start[count:])
        (length,) = LENGTH.unpack_from(start)
        got = start[LENGTH.size : count]
        if len(got) == length:
            return got
        frame = memoryview(bytearray(length))
        frame[: len(got)] = got
        missing = frame[len(got) :]
        while missing:
            missing = missing[await self._read(loop, missing) :]
        return frame

    async def _read(self, loop: asyncio.AbstractEventLoop, room: memoryview) -> int:
        count = await loop.sock_recv_into(self._end, room)
        if not count:
            raise EOFError
        return count

    def wait_until_ended(self) -> BaseException | None:
        """Wait for the end of the process; return the exception that ended it, if it was one."""
        wait((self._process,))
        return self._process.exception()

    def ended(self) -> bool:
        """Tell whether the process is known to have ended."""
        return self._process.done()

    def kill(self) -> None:
        """End the worker at once, also inside native code; one that is not ready ends by itself."""
        with self._lock, suppress(OSError):
            if self._pidfd is not None:  # a process id might be another's by now, this cannot
                signal.pidfd_send_signal(self._pidfd, signal.SIGKILL)
            elif self._pid is not None and not self.ended():
                os.kill(self._pid, signal.SIGKILL)
            else:
                self._end.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of the socket; a worker that still lives ends."""
        with self._lock:
            self._end.close()
            if self._pidfd is not None:
                os.close(self._pidfd)
            self._pid = self._pidfd = None
