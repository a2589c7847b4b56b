"""Building requests byte by byte: what no client library would send."""

from dataclasses import dataclass
from urllib.parse import quote

CANARY = "CNARY"
"""Stands for the port, of five digits as well, at which a listener must see nobody."""

TOKEN = "kzg_" + "hostile" * 6
"""The token that the service of the tables of writing takes."""

BEARER = f"Authorization: Bearer {TOKEN}"

Header = str | bytes


@dataclass(frozen=True)
class Input:
    """A request and the statuses that may answer it; 0 is a connection that is closed unanswered.

    ``never`` are bytes that the answer may not hold.
    """

    name: str
    request: bytes
    statuses: frozenset[int]
    never: tuple[bytes, ...] = ()


def hostile(name: str, request: bytes, *statuses: int, never: tuple[bytes, ...] = ()) -> Input:
    """Return an input."""
    return Input(name, request, frozenset(statuses), never)


def raw(line: Header, *headers: Header, body: bytes = b"", host: bool = True) -> bytes:
    """Return a request from its first line and its headers; nothing is corrected."""
    lines = [_bytes(line), *([b"Host: localhost"] if host else [])]
    lines += [_bytes(header) for header in headers] + [b"Connection: close", b"", body]
    return b"\r\n".join(lines)


def get(target: str, *headers: Header) -> bytes:
    """Return a GET request."""
    return raw(f"GET {target} HTTP/1.1", *headers)


def ask(query: str, *headers: Header, more: str = "") -> bytes:
    """Return a SPARQL query by GET."""
    return get(f"/sparql?query={quote(query, safe='')}{more}", *headers)


def post(
    body: Header, kind: str = "application/sparql-query", *headers: Header, to: str = "/sparql"
) -> bytes:
    """Return a POST request."""
    sent = _bytes(body)
    named = [f"Content-Type: {kind}"] if kind else []
    length = f"Content-Length: {len(sent)}"
    return raw(f"POST {to} HTTP/1.1", *named, *headers, length, body=sent)


def form(body: str, *headers: Header) -> bytes:
    """Return a form."""
    return post(body, "application/x-www-form-urlencoded", *headers)


def send(method: str, to: str, body: Header, kind: str, *headers: Header) -> bytes:
    """Return a request with a body, by any method, that has the token."""
    sent = _bytes(body)
    named = [f"Content-Type: {kind}"] if kind else []
    length = f"Content-Length: {len(sent)}"
    return raw(f"{method} {to} HTTP/1.1", BEARER, *named, *headers, length, body=sent)


def update(text: str, *headers: Header, to: str = "/sparql") -> bytes:
    """Return a SPARQL update that has the token."""
    return send("POST", to, text, "application/sparql-update", *headers)


def _bytes(text: Header) -> bytes:
    return text if isinstance(text, bytes) else text.encode()
