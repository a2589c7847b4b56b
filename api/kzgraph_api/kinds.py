"""The kinds of problems: which exception is of which, its status, and what a client does about it.

Their names are part of the addresses that ``type`` tells (RFC 9457), so that they never change.
"""

from dataclasses import dataclass
from typing import Final

from fastapi.exceptions import RequestValidationError

from kzgraph import errors


@dataclass(frozen=True)
class Kind:
    """How an exception is answered, and ``advice`` for who gets it.

    ``retry_after`` is in seconds. An internal problem is logged, and its text told to nobody else.
    """

    status: int
    name: str
    title: str
    advice: str
    retry_after: int | None = None
    internal: bool = False


_LESS: Final = "Ask for less: add a LIMIT, or leave out what makes the answer large."

KINDS: Final[dict[type[Exception], Kind]] = {
    errors.NotFoundError: Kind(
        404,
        "not-found",
        "There is nothing of that name",
        "Look the name up with /v1/search; `detail` names the nearest one where there is one. "
        "Releases that were removed are told apart in `detail`.",
    ),
    errors.NoReleaseError: Kind(
        503, "no-release", "No release has been built", "Run `kzgraph build`, then ask again."
    ),
    RequestValidationError: Kind(
        400,
        "bad-parameter",
        "A parameter is wrong",
        "`parameters` names those at fault, and `detail` says what they take. A parameter that "
        "nobody knows, an empty one, and one that stands there twice are wrong as well.",
    ),
    errors.BadRequestError: Kind(
        400, "bad-request", "The request cannot be met", "Change what `detail` speaks of."
    ),
    errors.QuerySyntaxError: Kind(
        400,
        "query-syntax",
        "The query does not parse",
        "Mend the query at `line` and `column`, which count from 1.",
    ),
    errors.QueryRefusedError: Kind(
        400,
        "query-refused",
        "The query is refused",
        "`reason` says why: size, encoding, depth, chain, ambiguous, or service. Write it otherwise.",
    ),
    errors.ResultTooLargeError: Kind(400, "result-too-large", "The answer is too large", _LESS),
    errors.NotAcceptableError: Kind(
        406,
        "not-acceptable",
        "No accepted type fits",
        "Send an Accept header with a type that `detail` names, or none at all.",
    ),
    errors.ReadOnlyError: Kind(
        403,
        "read-only",
        "Writing is not allowed",
        "This service has no write tokens; ask who runs it.",
    ),
    errors.UnauthorizedError: Kind(
        401,
        "unauthorized",
        "A write token is needed",
        "Send `Authorization: Bearer` and a token, as `kzgraph token new` makes one.",
    ),
    errors.PreconditionFailedError: Kind(
        412,
        "other-release",
        "Another release is current",
        "Read what has changed since, and send If-Match with the current release.",
    ),
    errors.DataError: Kind(
        422, "malformed-data", "The data are malformed", "Mend what `detail` lists, and send again."
    ),
    errors.InvalidDataError: Kind(
        422,
        "invalid-data",
        "The data break the rules",
        "`report` is the SHACL report in Turtle: mend what it names. Nothing was written.",
    ),
    errors.QueryTimeoutError: Kind(
        503, "query-timeout", "The query ran out of time", f"`deadline` is in seconds. {_LESS}", 10
    ),
    errors.EngineBusyError: Kind(
        503, "busy", "Too many queries are running", "Wait as Retry-After says, and ask again.", 2
    ),
    errors.QueryKilledError: Kind(
        503, "query-killed", "The query took too much memory or depth", _LESS
    ),
    errors.StoreUnavailableError: Kind(
        503,
        "store-unavailable",
        "The store does not answer",
        "The engine that holds the graph is down or overloaded. Ask again as Retry-After says.",
        5,
        internal=True,
    ),
    errors.ServiceError: Kind(
        502,
        "service-failed",
        "Another service failed",
        "`detail` says what an endpoint behind SERVICE did. Ask again later, or write SERVICE SILENT "
        "to go on without it.",
    ),
    Exception: Kind(
        500,
        "internal",
        "The service failed",
        "This is a fault of the service: tell who runs it, with X-Request-Id.",
        internal=True,
    ),
}
"""What the library and the framework raise, by class: the nearest in the tree counts."""

_SMALLER: Final = "Send less at a time."

OF_HTTP: Final[dict[int, Kind]] = {
    kind.status: kind
    for kind in (
        Kind(
            400, "malformed-request", "The request is malformed", "Change what `detail` speaks of."
        ),
        Kind(
            404,
            "no-such-address",
            "There is nothing at this address",
            "The address / lists all addresses, and /v1 the calls of REST.",
        ),
        Kind(
            405,
            "method-not-allowed",
            "The method is not allowed here",
            "Use one that the header Allow names.",
        ),
        Kind(408, "too-slow", "The body came too slowly", "Send it again, faster or smaller."),
        Kind(413, "body-too-large", "The body is too large", _SMALLER),
        Kind(
            414, "address-too-long", "The address is too long", "Send the query in a body, by POST."
        ),
        Kind(
            415,
            "unsupported-media-type",
            "The body is of a type that is not taken",
            "Send one of the types that `detail` names.",
        ),
        Kind(
            416,
            "range-not-satisfiable",
            "No bytes are in that range",
            "Content-Range tells the size.",
        ),
        Kind(
            429,
            "too-many-requests",
            "You ask too often",
            "Wait as Retry-After says; ask for more at a time, and keep what you have by its ETag.",
        ),
        Kind(431, "headers-too-large", "The headers are too large", _SMALLER),
        Kind(503, "not-ready", "The service is not ready", "Ask again soon."),
    )
}
"""What is refused before a handler is asked, or carries nothing but its status."""

ALL: Final = {kind.name: kind for kind in (*KINDS.values(), *OF_HTTP.values())}
"""Every kind by its name."""


def kind_of(exc: Exception) -> Kind:
    """Return the kind of problem that an exception is."""
    return next(KINDS[cls] for cls in type(exc).__mro__ if cls in KINDS)
