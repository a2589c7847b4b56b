"""What every request passes, whoever answers it.

A request gets an id, a release that stays its own to the end, and somewhere to note facts; its
answer gets the common headers; and when it has ended, one log line and the metrics tell of it.
"""

import re
import secrets
import time
from typing import Any, Final

from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kzgraph.settings import Settings
from kzgraph_api.headers import COMMON_HEADERS, fault_of
from kzgraph_api.limits import UNLIMITED, RateLimit, client_of
from kzgraph_api.logs import RequestLog, facts_of, open_notes
from kzgraph_api.metrics import Metrics, noted_outcome
from kzgraph_api.problems import refusal

_COMMON: Final = [(k.lower().encode(), v.encode()) for k, v in COMMON_HEADERS.items()]
_NAMES: Final = frozenset(name for name, _ in _COMMON)
_SANE_ID: Final = re.compile(rb"[A-Za-z0-9._:+/=-]{1,64}")


class Edge:
    """Stands around an application, outside of everything that answers or fails."""

    def __init__(self, app: ASGIApp, settings: Settings, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics
        self._rate = RateLimit(settings.rate, settings.burst)
        self._log = RequestLog()
        self._known: dict[Any, str] | None = None
        self._tells_queries = settings.log_queries == "on"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        exchange = Exchange(scope, send)
        try:
            answer = self._refused(scope) or self._app
            await answer(exchange.scope, receive, exchange.send)
        finally:
            self._tell(exchange)

    def _refused(self, scope: Scope) -> ASGIApp | None:
        fault = fault_of(scope)
        if fault is not None:
            return refusal(*fault)
        if scope["path"] in UNLIMITED:
            return None
        wait = self._rate.wait(client_of(scope))
        if not wait:
            return None
        return refusal(
            429, "You ask too often; wait as Retry-After says.", {"Retry-After": f"{wait + 1:.0f}"}
        )

    def _tell(self, exchange: "Exchange") -> None:
        seconds = time.perf_counter() - exchange.began
        route = self._route(exchange.scope)
        self._metrics.count(route, exchange.status)
        outcome = None
        if "query" in exchange.notes:
            outcome = noted_outcome(exchange.notes, exchange.status)
            self._metrics.count_query(outcome, seconds)
        if self._log.wanted():
            noted = facts_of(exchange.notes, outcome, tells_query=self._tells_queries)
            self._log.write(exchange.facts(seconds, route) | noted)

    def _route(self, scope: Scope) -> str:
        """Return the template of the address: of templates there are few, of addresses not."""
        path = getattr(scope.get("route"), "path", None)
        if path is None:  # Starlette tells the endpoint alone
            path = self._paths(scope).get(scope.get("endpoint"), "none")
        return str(path)

    def _paths(self, scope: Scope) -> dict[Any, str]:
        if self._known is None:
            routes = [route for route in scope["app"].routes if isinstance(route, Route)]
            self._known = {route.endpoint: route.path for route in reversed(routes)}
        return self._known


class Exchange:
    """One request and what is sent as its answer; HEAD is answered as GET without the body."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.began = time.perf_counter()
        self.method: str = scope["method"]
        self.id = _id_of(scope)
        self.release: str = ""
        self.status = 500  # what the server answers where nothing was sent
        self.bytes = 0
        self._send = send
        self.notes = open_notes(scope)
        service = scope["app"].state.service
        opened = service.current()
        self.reads_locally = service.store_fault is not None
        self.release = opened.id
        scope["kzgraph.release"] = opened
        scope["kzgraph.id"] = self.id.decode()
        head = {"method": "GET", "kzgraph.head": True}
        self.scope = {**scope, **head} if self.method == "HEAD" else scope

    async def send(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = self._headers(message.get("headers", ()))
        elif message["type"] == "http.response.body":
            if self.method == "HEAD":
                message = {**message, "body": b""}
            self.bytes += len(message.get("body", b""))
        await self._send(message)

    def _headers(self, given: Any) -> list[tuple[bytes, bytes]]:
        names = {name for name, _ in given}
        if _NAMES.isdisjoint(names):
            headers = [*given, *_COMMON]
        else:
            kept = (pair for pair in given if pair[1])  # an empty one takes a common one away
            headers = [*kept, *(pair for pair in _COMMON if pair[0] not in names)]
        if b"kzgraph-release" not in names:
            headers.append((b"kzgraph-release", self.release.encode()))
        if self.reads_locally:
            headers.append((b"kzgraph-store", b"local"))
        headers.append((b"x-request-id", self.id))
        return headers

    def facts(self, seconds: float, route: str) -> dict[str, Any]:
        """Return what the log line says of any request. Never the query string, nor a header."""
        return {
            "id": self.id.decode(),
            "client": (self.scope.get("client") or ("local",))[0],
            "method": self.method,
            "path": self.scope["path"][:200],
            "route": route,
            "status": self.status,
            "ms": round(seconds * 1000, 2),
            "bytes": self.bytes,
            "release": self.release[:16],
        }


def _id_of(scope: Scope) -> bytes:
    """Return the id that the client or a proxy gave, when it is a sane one, or a new one."""
    for name, value in scope["headers"]:
        if name == b"x-request-id" and _SANE_ID.fullmatch(value):
            return bytes(value)
    return secrets.token_hex(8).encode()
