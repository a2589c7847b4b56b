"""HTTP on the wire, bounded: uvicorn's protocol without the ways to hold it up.

uvicorn's httptools protocol keeps a head that never ends as long as it grows, waits for the rest
of one without a limit, keeps an answer as long as a client takes to read it, and counts no
connections. Here a head has ``HEAD_BYTES`` and ``HEAD_SECONDS``, a client that reads nothing of its
answer has ``STALLED_SECONDS``, one that goes on
sending after its answer has ``LINGER_SECONDS``, and a connection too many is closed.
"""

import asyncio
import logging
from functools import cache
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from kzgraph.settings import load_settings

HEAD_BYTES: Final = 131_072
"""Bytes of an unfinished head; one that arrives whole is measured by ``headers.fault_of``."""

HEAD_SECONDS: Final = 10.0
LINGER_SECONDS: Final = 5.0
STALLED_SECONDS: Final = 30.0

_END: Final = b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_TOO_LARGE: Final = b"HTTP/1.1 431 Request Header Fields Too Large" + _END
_TOO_SLOW: Final = b"HTTP/1.1 408 Request Timeout" + _END

_log = logging.getLogger("kzgraph_api.wire")


class BoundedProtocol(HttpToolsProtocol):
    """One connection."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._in_head = True
        self._in_message = False
        self._head = 0
        self._head_timer: asyncio.TimerHandle | None = None
        self._stall_timer: asyncio.TimerHandle | None = None
        self._linger_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take the connection, unless there are too many; the first head is to come soon."""
        super().connection_made(transport)
        if len(self.connections) > _most_connections():
            _log.warning("There are more than %d connections.", _most_connections())
            transport.abort()
            return
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timers."""
        self._cancel_timers()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on; what is left of an unfinished head is counted and timed."""
        super().data_received(data)
        if not self._in_head or self.transport.is_closing():
            return
        self._head += len(data)
        if self._head > HEAD_BYTES:
            self._give_up(_TOO_LARGE)
        elif self._head_timer is None:
            self._await_head()

    def on_message_begin(self) -> None:
        """Begin a head."""
        super().on_message_begin()
        self._in_head = self._in_message = True

    def on_headers_complete(self) -> None:
        """End a head."""
        super().on_headers_complete()
        self._in_head, self._head = False, 0
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def on_message_complete(self) -> None:
        """End a request."""
        super().on_message_complete()
        self._in_message = False
        if self._linger_timer is not None:
            self._linger_timer.cancel()
            self._linger_timer = None

    def on_response_complete(self) -> None:
        """End an answer; a body that was not wanted may come in for a while, and is dropped.

        Closing at once would reset the connection, and the client might never see its answer.
        """
        super().on_response_complete()
        if self._in_message and not self._in_head and not self.transport.is_closing():
            self._linger_timer = self.loop.call_later(LINGER_SECONDS, self.transport.close)

    def pause_writing(self) -> None:
        """Watch a client that does not read its answer."""
        super().pause_writing()
        self._watch(self.transport.get_write_buffer_size())

    def resume_writing(self) -> None:
        """Stop watching: it reads."""
        super().resume_writing()
        if self._stall_timer is not None:
            self._stall_timer.cancel()
            self._stall_timer = None

    def _await_head(self) -> None:
        self._head_timer = self.loop.call_later(HEAD_SECONDS, self._give_up, _TOO_SLOW)

    def _give_up(self, answer: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(answer)
            self.transport.close()

    def _watch(self, unread: int) -> None:
        self._stall_timer = self.loop.call_later(STALLED_SECONDS, self._check, unread)

    def _check(self, unread: int) -> None:
        left = self.transport.get_write_buffer_size()
        if left >= unread:
            _log.warning("A client read nothing of its answer for %g s.", STALLED_SECONDS)
            self.transport.abort()
        else:
            self._watch(left)

    def _cancel_timers(self) -> None:
        for timer in (self._head_timer, self._stall_timer, self._linger_timer):
            if timer is not None:
                timer.cancel()
        self._head_timer = self._stall_timer = self._linger_timer = None


@cache
def _most_connections() -> int:
    return load_settings().max_connections
