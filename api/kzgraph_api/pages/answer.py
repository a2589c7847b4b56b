"""Pages as answers: in the reader's language, tagged by release, kept as ready bytes, under a policy."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from kzgraph_api.addresses import base_of
from kzgraph_api.conditional import entity_tag, is_held, tag_headers
from kzgraph_api.deps import release_of
from kzgraph_api.documents import Document
from kzgraph_api.pages.chrome import Chrome
from kzgraph_api.pages.languages import COOKIE, PARAMETER, language_of
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.rendering import rendered

HTML: Final = "text/html"
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""What a page may load and run: what this service serves, and nothing inline."""

VARY: Final = "Accept, Accept-Language, Cookie"
_FOR_A_YEAR: Final = 31_536_000

Make = Callable[[Reader], Mapping[str, Any]]
"""Makes what a template shows; it runs in a thread, and not at all where the page is kept."""


async def page(
    request: Request, template: str, make: Make, *, policy: str = POLICY, also: str = ""
) -> Response:
    """Answer a request with a page.

    A template gets what ``make`` returns, ``reader`` and ``chrome``. ``also`` tells what the page
    depends on beside the address and the release, if anything. Where the client holds the page, the
    answer is 304. Raises what ``make`` raises.
    """
    language = language_of(request)
    write = partial(_made, request, template, make, language)
    return await kept(request, HTML, write, headers(language, policy) | _remembered(request), also)


async def kept(
    request: Request,
    media_type: str,
    write: Callable[[], bytes],
    given: Mapping[str, str],
    also: str = "",
) -> Response:
    """Answer with bytes that the release, the address and the language determine, and ``also``.

    ``given`` are headers beside the tag. Where the client holds the bytes, the answer is 304. Raises
    what ``write`` raises.
    """
    address = f"{request.url.path}?{request.url.query}"
    parts = (address, media_type, language_of(request), base_of(request), also)
    tag = entity_tag(release_of(request).id, *parts)
    if is_held(request.scope["headers"], tag):
        return Response(status_code=304, headers=tag_headers(tag) | {**given})
    documents = release_of(request).documents
    document = documents.get(tag)
    if document is None:
        body = await run_in_threadpool(write)
        document = Document(body, media_type, tag_headers(tag) | {**given})
        documents.put(tag, document)
    return document


async def fresh(
    request: Request,
    template: str,
    make: Make,
    *,
    status: int = 200,
    policy: str = POLICY,
    given: Mapping[str, str] | None = None,
) -> Response:
    """Answer with a page that another time may be another: it has no tag, and nobody keeps it.

    ``given`` are headers beside those of every page.
    """
    language = language_of(request)
    body = await run_in_threadpool(_made, request, template, make, language)
    told = {**(given or {}), **headers(language, policy), **_remembered(request)}
    return Response(body, status, told | {"Cache-Control": "no-store"}, HTML)


def headers(language: str, policy: str = POLICY) -> dict[str, str]:
    """Return the headers of every page."""
    return {
        "Content-Security-Policy": policy,
        "Content-Language": language,
        "Vary": VARY,
        "Cross-Origin-Resource-Policy": "same-origin",
    }


def _remembered(request: Request) -> dict[str, str]:
    """Return what has the browser remember a language that was chosen in the address."""
    chosen = request.query_params.get(PARAMETER)
    if chosen is None:
        return {}
    cookie = f"{COOKIE}={chosen}; Path=/; Max-Age={_FOR_A_YEAR}; SameSite=Lax"
    return {"Set-Cookie": cookie}


def _made(request: Request, template: str, make: Make, language: str) -> bytes:
    opened = release_of(request)
    reader = Reader(language, opened.graph)
    values = make(reader)
    chrome = Chrome.of(request)
    return rendered(template, reader, chrome=chrome, **values).encode("utf-8", "replace")
