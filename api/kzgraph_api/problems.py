"""From exceptions to answers: one body (RFC 9457) for all the kinds of problems."""

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from kzgraph import errors
from kzgraph.identifiers import BASE
from kzgraph_api.headers import PREFLIGHT_HEADERS
from kzgraph_api.kinds import OF_HTTP, Kind, kind_of
from kzgraph_api.logs import note
from kzgraph_api.pages.problem import Told, for_people, problem_page
from kzgraph_api.retired import moved
from kzgraph_api.schemas import Problem

MEDIA_TYPE: Final = "application/problem+json"
TYPES: Final = BASE + "problem/"

_log = logging.getLogger("kzgraph_api")


_MEMBERS: Final = ("line", "column", "reason", "deadline", "limit", "violations", "report")


def install(app: FastAPI) -> None:
    """Make an application answer every exception with a problem."""
    # The type of handlers does not tell that each is given the exceptions it is for.
    app.add_exception_handler(HTTPException, _http_answer)  # type: ignore[arg-type]
    app.add_exception_handler(ClientDisconnect, _unheard_answer)
    app.add_exception_handler(errors.ReplacedError, moved)  # type: ignore[arg-type]
    for exception in (errors.KzgraphError, RequestValidationError, Exception):
        app.add_exception_handler(exception, _answer)


async def _answer(request: Request, exc: Exception) -> Response:
    kind = kind_of(exc)
    if kind.internal:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=exc)
    note(request.scope, outcome=kind.name)
    problem = Problem(TYPES + kind.name, kind.title, kind.status, _detail(kind, exc))
    members = {name: getattr(exc, name, None) for name in _MEMBERS}
    if isinstance(exc, RequestValidationError):
        members["parameters"] = list(dict.fromkeys(name for name, _ in _faults(exc)))
    headers = {"Retry-After": str(kind.retry_after)} if kind.retry_after else {}
    if kind.status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="kzgraph"'
    if for_people(request):
        return problem_page(request, _told(kind, exc), headers)
    return _response(asdict(problem) | members, headers)


def _told(kind: Kind, exc: Exception) -> Told:
    if type(exc) is errors.NotFoundError:
        return Told(kind, str(exc), exc.name, exc.near)
    return Told(kind, _detail(kind, exc))


def _detail(kind: Kind, exc: Exception) -> str:
    if kind.internal:
        return "The log of the service says why."
    if isinstance(exc, RequestValidationError):
        return "; ".join(dict.fromkeys(f"{name}: {said}" for name, said in _faults(exc)))
    return str(exc)


def _faults(exc: RequestValidationError) -> Iterator[tuple[str, str]]:
    """Yield the parameters at fault, and what is wrong; of a list it is not told which value."""
    for fault in exc.errors():
        yield str(fault["loc"][1]), fault["msg"]  # what follows counts the values of a list


async def _http_answer(request: Request, exc: HTTPException) -> Response:
    """Answer what carries its status itself: unknown addresses, methods, media types, 304."""
    headers = dict(exc.headers or {})
    if exc.status_code < HTTPStatus.BAD_REQUEST:
        return Response(status_code=exc.status_code, headers=headers)
    detail = exc.detail
    if exc.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers["Allow"] = _allowed(headers["Allow"])
        if request.method == "OPTIONS":
            return _options(headers["Allow"])
        detail = f"{request.method} is not allowed here; {headers['Allow']} are."
    elif exc.status_code == HTTPStatus.NOT_FOUND:
        detail = f"There is nothing at {request.url.path}."
        if for_people(request):
            return problem_page(request, Told(OF_HTTP[404], detail, request.url.path), headers)
    return refusal(exc.status_code, detail, headers)


def _allowed(methods: str) -> str:
    """Add to the methods of a route those that are answered for all routes."""
    named = {method.strip() for method in methods.split(",")} | {"OPTIONS"}
    return ", ".join(sorted(named | {"HEAD"} if "GET" in named else named))


def _options(allowed: str) -> Response:
    headers = {"Allow": allowed, "Access-Control-Allow-Methods": allowed, **PREFLIGHT_HEADERS}
    return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)


def refusal(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Return the answer to a request that no handler is asked about, or that one refuses."""
    kind = OF_HTTP.get(status)
    address, title = (
        (TYPES + kind.name, kind.title) if kind else ("about:blank", HTTPStatus(status).phrase)
    )
    return _response(asdict(Problem(address, title, status, detail)), headers or {})


async def _unheard_answer(request: Request, _exc: Exception) -> Response:
    """Answer nobody: the client has gone, and the server drops this."""
    note(request.scope, outcome="gone")
    return Response(status_code=HTTPStatus.NO_CONTENT)


def _response(members: dict[str, object], headers: dict[str, str]) -> Response:
    told = {name: value for name, value in members.items() if value is not None}
    # Indented, since some clients print it as it comes.
    body = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return Response(
        body.encode("utf-8", "backslashreplace"), int(str(members["status"])), headers, MEDIA_TYPE
    )
