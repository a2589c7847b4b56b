"""What the calls of reconciliation share: their roots, what they are sent, how they are answered."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from email.message import Message
from typing import Any, Final, Literal

from pydantic_core import to_json
from starlette import status
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kzgraph.errors import BadRequestError, QueryTimeoutError
from kzgraph.reconciliation import Catalogue, Space, SpaceName
from kzgraph.settings import Settings
from kzgraph_api.addresses import base_of
from kzgraph_api.bodies import read_body
from kzgraph_api.conditional import entity_tag, refuse_if_known, tag_headers
from kzgraph_api.deps import release_of, service_of
from kzgraph_api.parameters import decoded
from kzgraph_api.protocol import FORM
from kzgraph_api.turns import LONG

JSON: Final = "application/json"
_ENCODED: Final = 3
"""Bytes that a percent-encoded one takes."""

_VARY: Final = {"Vary": "Accept, Accept-Language"}
_CHARSETS: Final = ("utf-8", "utf8", "us-ascii")
_MOST_LANGUAGES: Final = 20


@dataclass(frozen=True)
class Root:
    """An endpoint: its path, the space of its ids, and the version that its manifest speaks."""

    path: str
    space: SpaceName
    version: Literal["0.2", "1.0-draft"]


OWN: Final = Root("/reconcile", "own", "0.2")
WIKIDATA: Final = Root("/reconcile/wikidata", "wikidata", "0.2")
DRAFT: Final = Root("/reconcile/draft", "own", "1.0-draft")
ROOTS: Final = (WIKIDATA, DRAFT, OWN)
"""The one in Wikidata's ids has what is linked; the one of the draft is the first in its own form."""


@dataclass(frozen=True)
class Asked:
    """A request of reconciliation: which endpoint, in which language, and over what."""

    root: Root
    base: str
    language: str | None
    catalogue: Catalogue
    space: Space
    settings: Settings

    @classmethod
    def of(cls, request: Request) -> "Asked":
        """Return what a request tells by its address and its headers."""
        path = request.url.path
        root = next(root for root in ROOTS if path.startswith(root.path))
        catalogue = release_of(request).catalogue
        space = Space(catalogue, root.space)
        settings = service_of(request).settings
        return cls(root, base_of(request), language_of(request), catalogue, space, settings)

    @property
    def address(self) -> str:
        """The address of the endpoint."""
        return f"{self.base}{self.root.path}"

    @property
    def other(self) -> str:
        """The address of the endpoint in whose ids items of Wikidata are matched."""
        return f"{self.base}{WIKIDATA.path}"

    def checkpoint(self) -> Callable[[], None]:
        """Return what ends the work at the deadline of the operator, when it is called."""
        until = time.monotonic() + self.settings.deadline

        def check() -> None:
            if time.monotonic() > until:
                raise QueryTimeoutError(self.settings.deadline)

        return check


async def answer(request: Request, make: Callable[[Asked], Any]) -> Response:
    """Answer with what ``make`` returns, as JSON; it runs in a thread."""
    async with LONG:
        return Response(
            await run_in_threadpool(lambda: to_json(make(Asked.of(request)))),
            headers=_VARY,
            media_type=JSON,
        )


async def tagged(request: Request, make: Callable[[Asked], Response]) -> Response:
    """Answer a GET with what ``make`` returns, and a tag; 304 where the client holds the answer."""
    address = f"{request.url.path}?{request.url.query}"
    language = request.headers.get("accept-language", "")
    tag = entity_tag(release_of(request).id, address, base_of(request), language)
    refuse_if_known(request, tag)
    response = await run_in_threadpool(lambda: make(Asked.of(request)))
    response.headers.update(tag_headers(tag) | _VARY)
    return response


def json_response(value: Any) -> Response:
    """Return a value as JSON."""
    return Response(to_json(value), media_type=JSON)


def query_of(request: Request) -> dict[str, str]:
    """Return the parameters of the address.

    Unknown ones stay unheeded: clients add theirs, such as ``callback``. Of a name that stands there
    twice the last value counts. Raises ``BadRequestError`` where they cannot be decoded.
    """
    return dict(decoded(request.scope["query_string"]))


async def sent(request: Request, names: tuple[str, ...]) -> tuple[str, str] | None:
    """Return the one of some parameters that was sent, in the address or in a form, and its value.

    Raises ``BadRequestError`` where there are several, and 415 for a body that is no form.
    """
    pairs = decoded(request.scope["query_string"])
    if request.method == "POST":
        pairs += decoded(
            await _body(request, FORM, _ENCODED * service_of(request).limits.max_bytes)
        )
    found = [pair for pair in pairs if pair[0] in names]
    if len(found) > 1:
        told = " and ".join(name for name, _ in found)
        raise BadRequestError(f"One of {' or '.join(names)} is taken at a time; here are {told}.")
    return found[0] if found else None


async def json_body(request: Request) -> str:
    """Return the JSON that was sent. Raises 415 for another type, and ``BadRequestError``."""
    body = await _body(request, JSON, service_of(request).limits.max_bytes)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise BadRequestError("The body is not valid UTF-8.") from exc


async def _body(request: Request, media_type: str, limit: int) -> bytes:
    header = Message()
    header["Content-Type"] = request.headers.get("content-type", "")
    if header.get_content_type() != media_type or (
        header.get_content_charset("utf-8") not in _CHARSETS
    ):
        raise HTTPException(
            status.HTTP_415_UNSUPPORTED_MEDIA_TYPE,
            f"The body of {request.url.path} is {media_type}, in UTF-8: {OWN.path} takes forms, and "
            f"{OWN.path}/match and {OWN.path}/extend take JSON.",
        )
    return await read_body(request, limit)


def language_of(request: Request) -> str | None:
    """Return the language that a client likes best, by ``Accept-Language``; None for any.

    Ranges that are malformed count for nothing (RFC 9110, section 12.5.4).
    """
    listed = request.headers.get("accept-language", "").split(",")[:_MOST_LANGUAGES]
    ranked = [(-weight, at, tag) for at, (tag, weight) in enumerate(map(_range, listed)) if weight]
    first = min(ranked, default=None)
    return None if first is None or first[2] == "*" else first[2]


def _range(text: str) -> tuple[str, float]:
    tag, _, parameter = text.strip().partition(";")
    name, _, value = parameter.strip().partition("=")
    digits = value if name.strip().lower() == "q" else "1"
    is_number = digits.replace(".", "", 1).isascii() and digits.replace(".", "", 1).isdecimal()
    is_tag = tag == "*" or tag.replace("-", "").isalnum()
    return tag.strip().lower(), float(digits) if is_number and is_tag else 0.0
