"""The parameters of a request: decoded strictly, and none that nobody knows."""

import difflib
import re
from typing import Final
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.routing import APIRoute

from kzgraph.errors import BadRequestError

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


async def known(request: Request) -> None:
    """Refuse a parameter that the route does not have: a typing slip would go unnoticed."""
    route: APIRoute = request.scope["route"]
    names = [field.alias for field in route.dependant.query_params]
    for name, _ in decoded(request.scope["query_string"]):
        if name not in names:
            raise BadRequestError(f"There is no parameter {name!r} here. {_hint(name, names)}")


def _hint(name: str, names: list[str]) -> str:
    if not names:
        return "This address takes none."
    near = difflib.get_close_matches(name.lower(), names, n=1)
    listed = ", ".join(names)
    return f"Did you mean {near[0]!r}?" if near else f"Known are: {listed}."
