"""SPARQL 1.1 Protocol.

Plain routes of Starlette: these are the busiest, and what they read and write is no JSON of ours.
"""

import asyncio
import re
import time
from collections.abc import Coroutine, Mapping
from functools import partial
from typing import Any, Final

from starlette.middleware.errors import ServerErrorMiddleware
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kzgraph.engine import Result
from kzgraph.errors import StoreError
from kzgraph.sparql.services import fault_of_service, redirect_services
from kzgraph_api.answers import Address, Key, Ready, send_answer
from kzgraph_api.conditional import entity_tag, refuse_if_known, tag_headers
from kzgraph_api.deps import release_of, service_of
from kzgraph_api.logs import note
from kzgraph_api.protocol import Question, UpdateRequest, read
from kzgraph_api.routers import update
from kzgraph_api.routers.description import describe, is_bare
from kzgraph_api.service import OpenRelease, Service

PATHS: Final = ("/sparql", "/sparql/")
_METHODS: Final = ("GET", "POST", "QUERY")

_VOLATILE: Final = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\b", re.IGNORECASE)
"""Functions that answer differently each time; the names stand in their letters in any query."""

_REMOTE: Final = re.compile("service", re.IGNORECASE)
"""What other services answer may change at any time."""

_SOON: Final = 0.05
"""Seconds in which most queries are answered; only then it is watched whether the client leaves."""


async def sparql(request: Request) -> Response | ASGIApp:
    """Answer a query or an update, or describe the endpoint."""
    began = time.perf_counter()
    if b"query=" not in request.scope["query_string"] and is_bare(request):
        return await describe(request)
    question = await read(request, service_of(request).limits)
    if isinstance(question, UpdateRequest):
        return await update.answer(request, question.text, question.parameters)
    note(request.scope, query=question.query)
    ready = await _ready(request, question)
    note(request.scope, rows=ready.result.rows)
    return partial(_send, ready, began)


async def _ready(request: Request, question: Question) -> Ready:
    """Return the answer, kept or made. Raises 304 when the client holds it already."""
    service, release = service_of(request), release_of(request)
    if is_volatile(service, question):
        return await answered(request, question)
    key = _key(release, question)
    if request.method != "POST":
        refuse_if_known(request, _tag(key))
    ready = await answered(request, question)
    if request.method == "GET":
        service.cache.remember(Address.of(request.scope), key)
    return ready


async def answered(request: Request, question: Question) -> Ready:
    """Return the answer to a question, kept or made, whatever the address that it came to."""
    service, release = service_of(request), release_of(request)
    start = partial(_evaluation, service, release, question)
    if is_volatile(service, question):
        with service.flights.joined(object(), start) as evaluation:
            result = await _while_connected(request, evaluation)
        return Ready(question.query, result, {"Cache-Control": "no-store"})
    key = _key(release, question)
    ready = service.cache.get(key)
    note(request.scope, cached=ready is not None)
    if ready is None:
        with service.flights.joined((key, question.deadline), start) as evaluation:
            result = await _while_connected(request, evaluation)
        ready = Ready(question.query, result, tag_headers(_tag(key)))
        service.cache.put(key, ready)
    return ready


def is_volatile(service: Service, question: Question) -> bool:
    """Tell whether the same question may have another answer the next time."""
    federated = service.relay is not None and _REMOTE.search(question.query) is not None
    return federated or _VOLATILE.search(question.query) is not None


def _key(release: OpenRelease, question: Question) -> Key:
    return Key(release.id, question.query, question.formats, question.dataset)


def _tag(key: Key) -> str:
    return entity_tag(key.release, *map(str, key))


async def _send(ready: Ready, began: float, scope: Scope, _receive: Receive, send: Send) -> None:
    timing = f"total;dur={(time.perf_counter() - began) * 1000:.1f}".encode()
    await send_answer(send, ready.headers(scope["path"], timing), ready.result.body)


def _evaluation(
    service: Service, release: OpenRelease, question: Question
) -> Coroutine[Any, Any, Result]:
    query = question.query
    if service.relay is not None:
        query = redirect_services(query, service.relay.address_of)
    evaluation = service.engine.answer(
        release.release.store_path,
        query,
        question.formats,
        question.deadline,
        question.dataset,
    )
    return evaluation if query == question.query else _federated(evaluation)


async def _federated(evaluation: Coroutine[Any, Any, Result]) -> Result:
    """Evaluate a query that asks others; tell their faults from ours."""
    try:
        return await evaluation
    except StoreError as exc:
        fault = fault_of_service(exc)
        if fault is None:
            raise
        raise fault from exc


async def _while_connected(request: Request, evaluation: asyncio.Task[Result]) -> Result:
    """Wait for an evaluation; stop waiting when the client goes away."""
    await asyncio.wait((evaluation,), timeout=_SOON)
    if not evaluation.done():
        gone = asyncio.create_task(_disconnected(request))
        try:
            await asyncio.wait((evaluation, gone), return_when=asyncio.FIRST_COMPLETED)
        finally:
            gone.cancel()
    if not evaluation.done():
        raise ClientDisconnect
    return evaluation.result()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


class Shortcut:
    """Answers SPARQL without what stands around the other routes; a kept answer before all else.

    Finding the route among many, and what FastAPI prepares for handlers of its own, took as long as
    a cheap query does. Exceptions are answered as they are there.
    """

    def __init__(self, app: ASGIApp, handlers: Mapping[Any, Any]) -> None:
        known = {kind: handler for kind, handler in handlers.items() if kind is not Exception}
        self._app = app
        self._sparql = ServerErrorMiddleware(
            ExceptionMiddleware(_answered, known), handlers[Exception]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the kept answer, or make one, or leave the request to the application."""
        await (_kept(scope) or self._maker(scope))(scope, receive, send)

    def _maker(self, scope: Scope) -> ASGIApp:
        asked = scope["type"] == "http" and scope["path"] in PATHS and scope["method"] in _METHODS
        if not asked or (scope["method"] == "GET" and b"query=" not in scope["query_string"]):
            return self._app
        scope["endpoint"] = sparql  # for the metrics
        return self._sparql


async def _answered(scope: Scope, receive: Receive, send: Send) -> None:
    answer = await sparql(Request(scope, receive, send))
    await answer(scope, receive, send)


def _kept(scope: Scope) -> Ready | None:
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in PATHS:
        return None
    if any(name == b"if-none-match" for name, _ in scope["headers"]):
        return None
    request = Request(scope)
    release = release_of(request)
    ready = service_of(request).cache.at(release.id, Address.of(scope))
    if ready is not None:
        scope["endpoint"] = sparql  # for the metrics
        note(scope, query=ready.query, cached=True, rows=ready.result.rows)
    return ready


ROUTES: Final[list[BaseRoute]] = [
    Route(path, sparql, methods=_METHODS, include_in_schema=False) for path in PATHS
]
