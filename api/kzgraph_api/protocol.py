"""Reading a SPARQL Protocol request: what is asked, in which form it is wanted, by when."""

from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from typing import Final

from starlette import status
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kzgraph.errors import BadRequestError
from kzgraph.sparql import Formats, Limits, guard, negotiate
from kzgraph_api.parameters import decoded

_FORM: Final = "application/x-www-form-urlencoded"
_QUERY: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"

_FORMAT_NAMES: Final = ("format", "output", "results")
_GRAPH_NAMES: Final = ("default-graph-uri", "named-graph-uri")

_OTHERS: Final = 16_384
"""Bytes of a form that are left for everything but the query."""

_ENCODED: Final = 3
"""Bytes that a percent-encoded one takes."""

_HOW: Final = (
    "There is no query. Send it as ?query=..., as the field `query` of a form, or as the body with "
    f"the type {_QUERY}."
)

Parameters = list[tuple[str, str]]


@dataclass(frozen=True)
class Question:
    """A query that may be evaluated; ``deadline`` is in seconds, None where none is asked for."""

    query: str
    formats: Formats
    deadline: float | None


async def read(request: Request, limits: Limits) -> Question:
    """Read a request. Raises ``BadRequestError``, ``NotAcceptableError`` and ``HTTPException``."""
    parameters = [(name.strip(), value) for name, value in await _parameters(request, limits)]
    query = _query(request.method, parameters)
    if any(name in _GRAPH_NAMES for name, _ in parameters):
        raise BadRequestError(
            f"{' and '.join(_GRAPH_NAMES)} are not supported yet; use FROM and GRAPH in the query."
        )
    accept = request.headers.getlist("accept")
    formats = negotiate(", ".join(accept) or None, _values(parameters, *_FORMAT_NAMES))
    guard(query, limits)
    return Question(query, formats, _deadline(_values(parameters, "timeout")))


def _values(parameters: Parameters, *names: str) -> list[str]:
    return [value for name, value in parameters if name in names]


def _query(method: str, parameters: Parameters) -> str:
    queries, updates = _values(parameters, "query"), _values(parameters, "update")
    if queries and updates:
        raise BadRequestError("A request has a query or an update, not both.")
    if updates and method == "GET":
        raise BadRequestError("An update by GET is none; and this service is read-only.")
    if updates:
        raise HTTPException(status.HTTP_403_FORBIDDEN, "This service is read-only.")
    if not queries:
        raise BadRequestError(_HOW)
    if len(queries) > 1:
        raise BadRequestError(f"A request has one query; here are {len(queries)}.")
    return queries[0]


def _deadline(values: Sequence[str]) -> float | None:
    try:
        return min((float(value) for value in values), default=None)
    except ValueError as exc:
        raise BadRequestError("The parameter `timeout` is a number of seconds.") from exc


async def _parameters(request: Request, limits: Limits) -> Parameters:
    parameters = decoded(request.scope["query_string"])
    if request.method != "POST":
        return parameters
    media_type = _media_type(request)
    if media_type == _FORM:
        return parameters + decoded(await _body(request, limits.max_bytes * _ENCODED + _OTHERS))
    name = "query" if media_type == _QUERY else "update"
    return [*parameters, (name, _text(await _body(request, limits.max_bytes)))]


def _media_type(request: Request) -> str:
    """Return the type of the body. Raises 415 for a type or an encoding that is not read here."""
    header = Message()
    header["Content-Type"] = request.headers.get("content-type", "")
    media_type = header.get_content_type()
    charset = header.get_content_charset("utf-8")
    coding = request.headers.get("content-encoding", "identity")
    if media_type not in (_FORM, _QUERY, _UPDATE) or charset != "utf-8" or coding != "identity":
        raise HTTPException(
            status.HTTP_415_UNSUPPORTED_MEDIA_TYPE,
            f"A body is {_FORM} or {_QUERY}, in UTF-8 and not compressed.",
        )
    return media_type


async def _body(request: Request, limit: int) -> bytes:
    """Read the body up to a limit. What is beyond is not kept, whatever its length claims to be."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            raise HTTPException(
                status.HTTP_413_CONTENT_TOO_LARGE, f"The body has more than {limit} bytes."
            )
    return bytes(body)


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise BadRequestError("The body is not valid UTF-8.") from exc
