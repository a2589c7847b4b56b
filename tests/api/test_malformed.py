"""Bytes that are no HTTP, or that no client library would send."""

import socket
from urllib.parse import urlsplit

import httpx
import pytest

pytestmark = pytest.mark.server


def exchanged(service: str, request: bytes, *, leave: bool = False) -> bytes:
    """Send bytes as they are, and return what comes back until the server closes.

    A server may drop the request of a client that leaves: that ends its side after sending.
    """
    address = urlsplit(service)
    with socket.create_connection((address.hostname, address.port), timeout=10) as connection:
        connection.sendall(request)
        if leave:
            connection.shutdown(socket.SHUT_WR)
        received = b""
        while part := connection.recv(65_536):
            received += part
    return received


@pytest.mark.parametrize(
    "target",
    [
        b"/sparql?query=%",
        b"/sparql?query=%zz",
        b"/sparql?query=SELECT%20*%20%7B%FF%7D",
        b"/v1/search?q=%",
        b"/v1/search?q=%FF",
        b"/v1/entities?cursor=%00",
        b"/v1/entities?limit=999999999999999999999999999",
        b"/v1/entities?type=State%00",
    ],
)
def test_bad_targets(service: str, target: bytes) -> None:
    answer = exchanged(
        service, b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"application/problem+json" in answer
    assert b'"status": 400' in answer


@pytest.mark.parametrize(
    "path",
    [
        b"/%FF",
        b"/v1/claims/%00",
        b"/v1/entities/state/%FF",
        b"/v1/entities/..%2f../etc",
        b"//",
        b"/%2e%2e",
    ],
)
def test_paths_of_nothing(service: str, path: bytes) -> None:
    answer = exchanged(
        service, b"GET " + path + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    assert answer.startswith(b"HTTP/1.1 404")
    assert b'"status": 404' in answer


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET\r\n\r\n",
        b"GET /sparql HTTP/9.9\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
    ],
)
def test_what_is_no_http(client: httpx.Client, service: str, request_bytes: bytes) -> None:
    answer = exchanged(service, request_bytes, leave=True)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
    assert client.get("/healthz").status_code == 200


def test_a_body_that_stops_short(client: httpx.Client, service: str) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    assert exchanged(service, head + b"Content-Length: 999\r\n\r\nASK", leave=True) == b""
    assert client.get("/healthz").status_code == 200


def test_a_body_longer_than_it_says(client: httpx.Client, service: str) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
    answer = exchanged(service, head + b"Content-Length: 6\r\n\r\nASK {}\xff\xff garbage\r\n\r\n")
    # What follows the body is no request; the server may see that before it has answered.
    assert answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 400"))
    assert answer.count(b"HTTP/1.1 200") <= 1
    assert client.get("/healthz").status_code == 200
