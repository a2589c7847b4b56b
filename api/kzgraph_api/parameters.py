"""The parameters of a request: decoded strictly, and none that nobody knows."""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import TypeAdapter

from kzgraph.errors import BadRequestError
from kzgraph.rdf import NamedNode

_BROKEN_PERCENT: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_MOST: Final = 1000


def decoded(encoded: bytes) -> list[tuple[str, str]]:
    """Return the names and values of a query string or a form, decoded once.

    Raises ``BadRequestError`` where it is not percent-encoded UTF-8.
    """
    if _BROKEN_PERCENT.search(encoded):
        raise BadRequestError("A % in the parameters is not followed by two hexadecimal digits.")
    try:
        return parse_qsl(
            encoded.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST
        )
    except UnicodeDecodeError as exc:
        raise BadRequestError("The parameters are not valid UTF-8.") from exc
    except ValueError as exc:
        raise BadRequestError(f"There are more than {_MOST} parameters.") from exc


def graph_iri(text: str) -> str:
    """Return the name of a graph. Raises ``BadRequestError`` where it is no absolute IRI."""
    try:
        return NamedNode(text).value
    except ValueError as exc:
        raise BadRequestError(
            f"A graph is named by an absolute IRI; {text[:200]!r} is none."
        ) from exc


class Parameters(NamedTuple):
    """The parameters of a route: their names, and of these the names that may stand more than once."""

    names: tuple[str, ...]
    lists: frozenset[str]

    @classmethod
    def of(cls, dependant: Dependant) -> "Parameters":
        """Return those of a route, with those of what it depends on."""
        fields = dict(_fields(dependant))
        lists = (name for name, annotation in fields.items() if _is_list(annotation))
        return cls(tuple(fields), frozenset(lists))


_KNOWN: Final[dict[Callable[..., object], Parameters]] = {}
"""The parameters of the routes that were asked, by their handlers."""


async def known(request: Request) -> None:
    """Refuse parameters that the route does not have, that are empty, or that stand there twice.

    A typing slip would go unnoticed, and of two values one would be lost. Raises
    ``RequestValidationError``.
    """
    refuse_unknown(request)


def refuse_unknown(request: Request, *more: str) -> None:
    """Do so; ``more`` are names that are known beside those of the route."""
    encoded: bytes = request.scope["query_string"]
    if not encoded:
        return
    parameters = _parameters(request.scope["route"])
    names = (*parameters.names, *more)
    seen = set()
    for name, value in decoded(encoded):
        if name not in names:
            raise _wrong(name, f"there is no such parameter here. {_hint(name, names)}")
        if not value:
            raise _wrong(name, "the value is empty; give one, or leave the name out.")
        if name in seen and name not in parameters.lists:
            raise _wrong(name, "this parameter takes one value; here are several.")
        seen.add(name)


def _wrong(name: str, why: str) -> RequestValidationError:
    return RequestValidationError([{"loc": ("query", name[:100]), "msg": why}])


def _parameters(route: APIRoute) -> Parameters:
    if route.endpoint not in _KNOWN:
        _KNOWN[route.endpoint] = Parameters.of(route.dependant)
    return _KNOWN[route.endpoint]


def _fields(dependant: Dependant) -> Iterator[tuple[str, Any]]:
    """Yield the names and types of parameters, those of what is depended on included."""
    for field in dependant.query_params:
        yield field.alias, field.field_info.annotation
    for inner in dependant.dependencies:
        yield from _fields(inner)


def _is_list(annotation: Any) -> bool:
    """Tell whether a parameter is a list, which Pydantic says of its schema."""
    schema = TypeAdapter(annotation).json_schema()
    return any(part.get("type") == "array" for part in (schema, *schema.get("anyOf", ())))


def _hint(name: str, names: Sequence[str]) -> str:
    if not names:
        return "This address takes none."
    near = difflib.get_close_matches(name[:100].lower(), names, n=1)
    listed = ", ".join(names)
    return f"Did you mean {near[0]!r}?" if near else f"Known are: {listed}."
