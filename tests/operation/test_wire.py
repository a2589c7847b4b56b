"""The bounds of a connection, over a small application and with short times."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from kzgraph_api import wire

HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n"
BIG = 30_000_000


async def answer(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer at once, without reading the body; much of it for /big."""
    body = b"x" * (BIG if scope["path"] == "/big" else 2)
    headers = [(b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    for name in ("HEAD_SECONDS", "LINGER_SECONDS", "STALLED_SECONDS"):
        monkeypatch.setattr(wire, name, 0.5)
    monkeypatch.setattr(wire, "_most_connections", lambda: 3)
    config = uvicorn.Config(answer, http=wire.BoundedProtocol, lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        yield listener.getsockname()[1]
        server.should_exit = True
        thread.join()


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=5)


def rest_of(connection: socket.socket) -> bytes:
    received = bytearray()
    try:
        while chunk := connection.recv(65536):
            received += chunk
    except ConnectionError:
        received += b"<reset>"
    return bytes(received)


def test_a_request(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(HEAD + b"Connection: close\r\n\r\n")
        assert rest_of(connection).endswith(b"\r\n\r\nxx")


def test_a_connection_that_says_nothing(port: int) -> None:
    with connected(port) as connection:
        began = time.monotonic()
        assert rest_of(connection).startswith(b"HTTP/1.1 408 ")
        assert 0.3 < time.monotonic() - began < 3


def seconds_of_sending(connection: socket.socket, piece: bytes) -> float:
    """Send a piece again and again, and return after how many seconds the service had enough."""
    began = time.monotonic()
    with suppress(ConnectionError):
        while time.monotonic() - began < 4:
            connection.sendall(piece)
            time.sleep(0.02)
    return time.monotonic() - began


def test_a_head_that_comes_byte_by_byte(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(HEAD)
        assert 0.3 < seconds_of_sending(connection, b"X") < 3


def test_the_second_head_is_timed_as_well(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(HEAD + b"\r\n")
        assert connection.recv(1000).endswith(b"xx")
        time.sleep(0.7)  # the time of the first head is over, and of no matter
        connection.sendall(HEAD)
        assert rest_of(connection).startswith(b"HTTP/1.1 408 ")


def test_a_head_without_end(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(HEAD + b"X-A: ")
        assert seconds_of_sending(connection, b"y" * 50_000) < 0.3, "of its size, not of the time"


def test_a_body_that_nobody_wants_may_end(port: int) -> None:
    post = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n"
    with connected(port) as connection:
        connection.sendall(post)
        assert connection.recv(1000).endswith(b"xx")
        connection.sendall(b"body" + HEAD + b"Connection: close\r\n\r\n")
        assert rest_of(connection).endswith(b"xx"), "the connection can be used again"


def test_a_body_that_nobody_wants_does_not_go_on(port: int) -> None:
    post = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    with connected(port) as connection:
        connection.sendall(post)
        assert connection.recv(1000).endswith(b"xx")
        assert 0.3 < seconds_of_sending(connection, b"1\r\nx\r\n") < 3


def test_an_answer_that_nobody_reads(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(HEAD.replace(b"/ ", b"/big ") + b"\r\n")
        time.sleep(2)
        assert len(rest_of(connection)) < BIG


def test_an_answer_that_is_read_slowly(port: int) -> None:
    with connected(port) as connection:
        connection.sendall(HEAD.replace(b"/ ", b"/big ") + b"Connection: close\r\n\r\n")
        received = bytearray()
        for _ in range(10):
            received += connection.recv(1_000_000)
            time.sleep(0.15)
        assert len(received) + len(rest_of(connection)) > BIG


def test_too_many_connections(port: int) -> None:
    kept = [connected(port) for _ in range(3)]
    time.sleep(0.1)
    try:
        with connected(port) as connection:
            assert rest_of(connection) in (b"", b"<reset>")
    finally:
        for one in kept:
            one.close()
    time.sleep(0.1)
    test_a_request(port)
