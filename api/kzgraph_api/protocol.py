"""Reading a SPARQL Protocol request: what is asked, of which graphs, in which form, by when."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from functools import lru_cache
from typing import Final

from starlette import status
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Scope

from kzgraph.errors import BadRequestError
from kzgraph.sparql import Dataset, Formats, Limits, guard, negotiate
from kzgraph_api.bodies import read_body
from kzgraph_api.parameters import decoded

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"

# What a body may be, by method, and the name of the parameter that it stands for.
_BODIES: Final[dict[str, dict[str, str | None]]] = {
    "POST": {FORM: None, QUERY: "query", UPDATE: "update"},
    "QUERY": {QUERY: "query"},
}
_CHARSETS: Final = ("utf-8", "utf8", "us-ascii")

_GRAPH_NAMES: Final = ("default-graph-uri", "named-graph-uri")
_FORMAT_NAMES: Final = ("format", "output", "results")

_OTHERS: Final = 16_384
"""Bytes of a form that are left for everything but the query."""

_ENCODED: Final = 3
"""Bytes that a percent-encoded one takes."""

_LONG: Final = 8192
"""Characters of a query beyond which the guard takes milliseconds, and so a thread."""

_HOW: Final = (
    "There is no query. Send it as ?query=..., as the field `query` of a form, or as the body with "
    f"the type {QUERY}."
)

Parameters = list[tuple[str, str]]


@dataclass(frozen=True)
class Question:
    """A query that may be evaluated; ``deadline`` is in seconds, None where none is asked for."""

    query: str
    formats: Formats
    dataset: Dataset | None
    deadline: float | None


@dataclass(frozen=True)
class UpdateRequest:
    """The text of an update, not checked yet, and all parameters that came with it."""

    text: str
    parameters: Parameters


async def read(request: Request, limits: Limits) -> Question | UpdateRequest:
    """Read a request. Raises ``BadRequestError``, ``NotAcceptableError`` and ``HTTPException``."""
    parameters = await _parameters(request, limits)
    updates = _values(parameters, "update")
    if updates and request.method == "POST":
        return UpdateRequest(_the_one(updates, parameters), parameters)
    question = _question(parameters, _accept(request.scope))
    if len(question.query) > _LONG:
        await asyncio.to_thread(guard, question.query, limits)
    else:
        guard(question.query, limits)
    return question


def _accept(scope: Scope) -> str | None:
    """Return what stands in all the Accept headers of a request."""
    values = [value for name, value in scope["headers"] if name == b"accept"]
    return b", ".join(values).decode("latin-1") or None


def _question(parameters: Parameters, accept: str | None) -> Question:
    if _values(parameters, "update"):
        raise BadRequestError("An update is sent by POST, not by GET or QUERY.")
    query = _the_one(_values(parameters, "query"), parameters)
    formats = _formats(accept, tuple(_values(parameters, *_FORMAT_NAMES)))
    return Question(query, formats, _dataset(parameters), _deadline(parameters))


@lru_cache(maxsize=256)  # clients have few Accept headers
def _formats(accept: str | None, wanted: tuple[str, ...]) -> Formats:
    return negotiate(accept, wanted).with_defaults()


def _the_one(texts: Sequence[str], parameters: Parameters) -> str:
    """Return the query or the update, if there is one."""
    if not texts:
        raise BadRequestError(_HOW)
    if _values(parameters, "query") and _values(parameters, "update"):
        raise BadRequestError("A request has a query or an update, not both.")
    if len(texts) > 1:
        raise BadRequestError(f"A request has one query or update; here are {len(texts)}.")
    return texts[0]


def _dataset(parameters: Parameters) -> Dataset | None:
    """Return the dataset that the request names, None where it leaves that to the query."""
    default, named = (_graphs(parameters, name) for name in _GRAPH_NAMES)
    return Dataset(default, named) if default or named else None


def _graphs(parameters: Parameters, name: str) -> tuple[str, ...]:
    """Return the graphs that a parameter names, each once.

    What is empty is no name: forms send the field without a value. Where the ampersand between two
    names is encoded (the W3C's test query_multiple_dataset is written so), they are still two.
    """
    names = (part for value in _values(parameters, name) for part in value.split(f"&{name}="))
    return tuple(dict.fromkeys(filter(None, names)))


def _deadline(parameters: Parameters) -> float | None:
    try:
        seconds = [float(value) for value in _values(parameters, "timeout")]
    except ValueError as exc:
        raise BadRequestError("The parameter `timeout` is a number of seconds.") from exc
    if not all(value > 0 for value in seconds):
        raise BadRequestError("The parameter `timeout` is more than 0 seconds.")
    return min(seconds, default=None)


def _values(parameters: Parameters, *names: str) -> list[str]:
    return [value for name, value in parameters if name in names]


def _stripped(parameters: Parameters) -> Parameters:
    """Strip the names: Yasgui sends some with a space behind."""
    return [(name.strip(), value) for name, value in parameters]


async def _parameters(request: Request, limits: Limits) -> Parameters:
    parameters = _stripped(decoded(request.scope["query_string"]))
    if request.method not in _BODIES:
        return parameters
    name = _body_name(request)
    if name is None:
        form = await read_body(request, limits.max_bytes * _ENCODED + _OTHERS)
        return parameters + _stripped(decoded(form))
    return [*parameters, (name, _text(await read_body(request, limits.max_bytes)))]


def _body_name(request: Request) -> str | None:
    """Return the parameter that the body is, None for a form.

    Raises 415 for a type or a charset that is not read here.
    """
    header = Message()
    header["Content-Type"] = request.headers.get("content-type", "")
    media_type, charset = header.get_content_type(), header.get_content_charset("utf-8")
    types = _BODIES[request.method]
    if media_type not in types or charset not in _CHARSETS:
        raise HTTPException(
            status.HTTP_415_UNSUPPORTED_MEDIA_TYPE,
            f"The body of {request.method} is {' or '.join(types)}, in UTF-8.",
        )
    return types[media_type]


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise BadRequestError("The body is not valid UTF-8.") from exc
