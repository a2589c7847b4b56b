"""How a query and its answer go over a socket: the length in eight bytes, then a pickle."""

import pickle
import socket
import struct
from typing import Final

LENGTH: Final = struct.Struct("!Q")

_SMALL: Final = 65_536
"""Bytes up to which a copy takes less than a second system call."""


def framed(value: object) -> bytes:
    """Return a small value as it is sent."""
    data = pickled(value)
    return LENGTH.pack(len(data)) + data


def pickled(value: object) -> bytes:
    """Return what a frame holds. Raises ``MemoryError``."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def send(end: socket.socket, data: bytes) -> None:
    """Send a frame; a large one is not copied for that. Raises ``OSError``."""
    length = LENGTH.pack(len(data))
    if len(data) <= _SMALL:
        end.sendall(length + data)
    else:
        end.sendall(length)
        end.sendall(data)


def receive(end: socket.socket) -> object:
    """Wait for a value. Raises ``EOFError`` when the other end is closed, and ``OSError``."""
    (length,) = LENGTH.unpack(_exactly(end, LENGTH.size))
    return pickle.loads(_exactly(end, length))  # noqa: S301  # between our own processes


def _exactly(end: socket.socket, size: int) -> bytearray:
    data = bytearray(size)
    missing = memoryview(data)
    while missing:
        count = end.recv_into(missing)
        if not count:
            raise EOFError
        missing = missing[count:]
    return data
