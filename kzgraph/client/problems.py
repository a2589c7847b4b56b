"""From problems (RFC 9457) back to the errors that a service made them of."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import httpx

from kzgraph import errors

_KINDS: Final[Mapping[str, type[errors.KzgraphError]]] = {
    "not-found": errors.NotFoundError,
    "no-release": errors.NoReleaseError,
    "bad-parameter": errors.BadRequestError,
    "bad-request": errors.BadRequestError,
    "query-syntax": errors.QuerySyntaxError,
    "query-refused": errors.QueryRefusedError,
    "result-too-large": errors.ResultTooLargeError,
    "not-acceptable": errors.NotAcceptableError,
    "query-timeout": errors.QueryTimeoutError,
    "busy": errors.EngineBusyError,
    "query-killed": errors.QueryKilledError,
}
"""Last step of a problem's type to the error; others become ``ServiceError``."""

_FACTS: Final = ("line", "column", "reason", "deadline", "limit", "what", "name", "near")
"""Members of a problem that are attributes of errors."""

_BY_STATUS: Final[Mapping[int, type[errors.KzgraphError]]] = {
    httpx.codes.NOT_FOUND: errors.NotFoundError,
    httpx.codes.TOO_MANY_REQUESTS: errors.EngineBusyError,
}
"""Problems without a type of their own (``about:blank``)."""


def error_of(response: httpx.Response) -> errors.KzgraphError:
    """Return the error that an answer tells of, with the same class, text and facts."""
    problem = _problem(response)
    detail = str(problem.get("detail") or f"{response.url} answered {response.status_code}.")
    kind = str(problem.get("type", "")).rpartition("/")[2]
    cls = _KINDS.get(kind) or _BY_STATUS.get(response.status_code) or errors.ServiceError
    return _rebuilt(cls, detail, problem)


def _problem(response: httpx.Response) -> dict[str, Any]:
    """Return the members of a problem; none where a proxy answered something else."""
    if not response.headers.get("Content-Type", "").startswith("application/problem+json"):
        return {}
    try:
        members = response.json()
    except ValueError:
        return {}
    return members if isinstance(members, dict) else {}


def _rebuilt(
    cls: type[errors.KzgraphError], detail: str, problem: dict[str, Any]
) -> errors.KzgraphError:
    # The text is the service's; a constructor would make another of facts that are not all told.
    make: Callable[..., errors.KzgraphError] = cls.__new__
    error = make(cls, detail)
    error.args = (detail,)
    for fact in _FACTS:
        setattr(error, fact, problem.get(fact))
    return error
