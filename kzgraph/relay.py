"""The relay for SERVICE: a server on loopback that passes queries on to listed hosts alone.

Worker processes know no other address. For each request the host is looked up once, each address is
checked, and the connection goes to the address that was checked, so that no second look-up can lead
elsewhere. Redirects are not followed. Answers are bounded in size and time.
"""

import http.client
import ipaddress
import secrets
import socket
import ssl
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final, Self
from urllib.parse import quote, unquote, urlsplit

from kzgraph import __version__
from kzgraph.errors import ConfigurationError, QueryRefusedError

_PORTS: Final = {"http": 80, "https": 443}
_CHUNK: Final = 65_536
_FORWARDED: Final = ("Content-Type", "Accept")
_AGENT: Final = f"kzgraph/{__version__} (SPARQL federation)"


class RelayError(Exception):
    """The endpoint may not be asked, or did not answer as it should."""


@dataclass(frozen=True)
class Endpoint:
    """Where an address leads: scheme, host, port, and path with query."""

    scheme: str
    host: str
    port: int
    path: str

    @classmethod
    def of(cls, address: str) -> Self:
        """Take an address apart. Raises ``ValueError`` for what is no http address."""
        parts = urlsplit(address)
        if parts.scheme not in _PORTS or not parts.hostname or parts.username or parts.password:
            raise ValueError(address)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        return cls(parts.scheme, parts.hostname, parts.port or _PORTS[parts.scheme], path)

    def is_listed(self, hosts: Iterable[str]) -> bool:
        """Tell whether the list has this host, or this host with this port."""
        own = f"[{self.host}]" if ":" in self.host else self.host
        usual = self.port == _PORTS[self.scheme]
        return f"{own}:{self.port}" in hosts or (usual and own in hosts)


class Relay:
    """A relay that runs in threads of this process until it is closed."""

    def __init__(
        self,
        hosts: Iterable[str],
        *,
        seconds: float,
        max_bytes: int,
        mirrors: Mapping[str, str] | None = None,
    ) -> None:
        """Listen on loopback.

        ``mirrors`` are endpoints that are asked at another address, which the operator vouches for;
        their own addresses must be on the list as well, and a query cannot name a mirror. Raises
        ``ConfigurationError`` for a mirror of what is not listed, or at what is no address.
        """
        self.hosts = frozenset(hosts)
        self.mirrors = {at: self._mirror(at, mirror) for at, mirror in (mirrors or {}).items()}
        self.seconds, self.max_bytes = seconds, max_bytes
        self._secret = secrets.token_urlsafe(16)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self._server.relay = self  # type: ignore[attr-defined]  # how handlers find it
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def address_of(self, endpoint: str) -> str:
        """Return the relay's address of an endpoint. Raises ``QueryRefusedError`` if not listed."""
        try:
            listed = Endpoint.of(endpoint).is_listed(self.hosts)
        except ValueError:
            listed = False
        if not listed:
            raise QueryRefusedError(f"SERVICE <{endpoint}> is not on the list of hosts.", "service")
        port = self._server.server_address[1]
        return f"http://127.0.0.1:{port}/{self._secret}/{quote(endpoint, safe='')}"

    def endpoint_of(self, path: str) -> Endpoint:
        """Return where a request to the relay leads. Raises ``RelayError``."""
        _, secret, endpoint = [*path.split("/", 2), "", ""][:3]
        address = unquote(endpoint.partition("?")[0])
        found = Endpoint.of(address)
        if not secrets.compare_digest(secret.encode(), self._secret.encode()):
            raise RelayError("no such address")
        if not found.is_listed(self.hosts):
            raise RelayError("not on the list")
        return self.mirrors.get(address, found)

    def _mirror(self, at: str, mirror: str) -> Endpoint:
        try:
            if Endpoint.of(at).is_listed(self.hosts):
                return Endpoint.of(mirror)
        except ValueError as exc:
            raise ConfigurationError(f"{exc} is no address of an endpoint or of a mirror.") from exc
        raise ConfigurationError(
            f"{at} has a mirror, but its host is not among those that SERVICE may ask."
        )

    def close(self) -> None:
        """Stop."""
        self._server.shutdown()
        self._server.server_close()

    def __enter__(self) -> Self:
        """Use the relay as a context manager."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close."""
        self.close()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:  # the name that http.server asks for
        self._pass_on("POST")

    def do_GET(self) -> None:
        self._pass_on("GET")

    def log_message(self, *_: object) -> None:
        """Log nothing: the request that asked is logged."""

    def _pass_on(self, method: str) -> None:
        relay: Relay = self.server.relay  # type: ignore[attr-defined]
        try:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            endpoint = relay.endpoint_of(self.path)
            query = self.path.partition("?")[2]
            status, media_type, answer = _asked(relay, endpoint, method, query, body, self.headers)
        except (RelayError, OSError, http.client.HTTPException, ValueError) as exc:
            told = f"{_named(self.path)} failed: {_told(exc)}"
            status, media_type, answer = HTTPStatus.BAD_GATEWAY, "text/plain", told.encode()
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


def _named(path: str) -> str:
    """Return the host that a query names, which a mirror may stand for."""
    return urlsplit(unquote(path.rpartition("/")[2].partition("?")[0])).hostname or "the endpoint"


def _told(error: Exception) -> str:
    """Return what went wrong, in words that a client may read."""
    if isinstance(error, TimeoutError):
        return "it did not answer in time"
    if isinstance(error, http.client.HTTPException):
        return f"its answer broke off or is no HTTP ({type(error).__name__})"
    return f"it cannot be reached: {error}" if isinstance(error, OSError) else str(error)


def _asked(  # what a request has
    relay: Relay,
    endpoint: Endpoint,
    method: str,
    query: str,
    body: bytes,
    headers: Message,
) -> tuple[int, str, bytes]:
    sent = {name: headers[name] for name in _FORWARDED if headers[name]}
    sent["User-Agent"] = _AGENT
    joined = endpoint.path + (("&" if "?" in endpoint.path else "?") + query if query else "")
    connection = _connection(endpoint, relay)
    try:
        connection.request(method, joined, body=body or None, headers=sent)
        answer = connection.getresponse()
        if answer.status != HTTPStatus.OK:
            raise RelayError(f"it answered {answer.status}")
        data = answer.read(relay.max_bytes + 1)
    finally:
        connection.close()
    if len(data) > relay.max_bytes:
        raise RelayError(f"it answered more than {relay.max_bytes} bytes")
    if answer.length:  # a bounded read does not notice
        raise RelayError("its answer broke off")
    return HTTPStatus.OK, answer.headers.get("Content-Type", "application/octet-stream"), data


def _connection(endpoint: Endpoint, relay: Relay) -> http.client.HTTPConnection:
    """Return a connection to the address that was checked."""
    address = _checked_address(endpoint)
    raw = socket.create_connection((address, endpoint.port), timeout=relay.seconds)
    connection = http.client.HTTPConnection(endpoint.host, endpoint.port, timeout=relay.seconds)
    if endpoint.scheme == "https":
        raw = ssl.create_default_context().wrap_socket(raw, server_hostname=endpoint.host)
    connection.sock = raw
    return connection


def _checked_address(endpoint: Endpoint) -> str:
    """Look a host up and return an address of it that is public.

    A host that is listed as an address, or as localhost, was meant, whatever network it is in.
    """
    found = socket.getaddrinfo(endpoint.host, endpoint.port, type=socket.SOCK_STREAM)
    addresses = [str(entry[4][0]) for entry in found]
    if not _is_literal(endpoint.host):
        for address in addresses:
            if not ipaddress.ip_address(address.partition("%")[0]).is_global:
                raise RelayError(f"its name leads to {address}, which is not public")
    return addresses[0]


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return True
