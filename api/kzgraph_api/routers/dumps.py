"""Dumps: everything that a release holds, as one file to load elsewhere."""

import re
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from kzgraph.describe import DUMPS, Dump
from kzgraph.errors import NotFoundError
from kzgraph_api.conditional import REVALIDATE, is_held
from kzgraph_api.deps import release_of
from kzgraph_api.dumps import Dumps, File
from kzgraph_api.problems import refusal
from kzgraph_api.published import published
from kzgraph_api.service import OpenRelease

_RANGE: Final = re.compile(r"bytes=(?:(\d{1,18})-(\d{1,18})?|-(\d{1,18}))")


async def dump(request: Request) -> Response:
    """Send a dump, or the part of it that is asked for."""
    wanted = DUMPS.get(request.path_params["name"])
    if wanted is None:
        raise NotFoundError("dump", request.path_params["name"])
    opened = release_of(request)
    dumps: Dumps = request.app.state.dumps
    file = await dumps.of(opened, wanted, await published(request))
    return sent(request, opened, wanted, file, REVALIDATE)


def sent(request: Request, opened: OpenRelease, wanted: Dump, file: File, caching: str) -> Response:
    """Answer with a dump, or the part of it that is asked for; ``caching`` is its Cache-Control."""
    tag = f'"{opened.id[:16]}-{file.digest[:16]}"'
    headers = {"ETag": tag, "Cache-Control": caching}
    if is_held(request.scope["headers"], tag) or _is_unmodified(request, file):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    if _is_beyond(request.headers.get("range"), file.size):
        size = {"Content-Range": f"bytes */{file.size}"}
        detail = f"The dump has {file.size} bytes."
        return refusal(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, detail, size)
    name = f"kzgraph-{opened.id[:12]}.{wanted.suffix}"
    return _Sent(file.path, headers=headers, media_type=wanted.media_type, filename=name)


def _is_unmodified(request: Request, file: File) -> bool:
    """Tell whether the client has seen this one, by the time; a tag that it sends counts alone."""
    since = request.headers.get("if-modified-since")
    if since is None or "if-none-match" in request.headers:
        return False
    try:
        seen = parsedate_to_datetime(since)
    except ValueError:
        return False
    return int(file.modified) <= seen.replace(tzinfo=seen.tzinfo or UTC).timestamp()


def _is_beyond(header: str | None, size: int) -> bool:
    """Tell whether a range has no byte of the file."""
    found = _RANGE.fullmatch(header or "")
    if found is None:
        return False
    return int(found[1]) >= size if found[1] else int(found[3]) == 0


class _Sent(FileResponse):
    """A file, or one range of it; for several, or for what is no range, the whole (RFC 9110, 14.2)."""

    chunk_size = 262_144

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; to HEAD the headers alone."""
        head = scope.get("kzgraph.head", False)
        kept = [pair for pair in scope["headers"] if pair[0] != b"range" or _is_one(pair[1], head)]
        method = "HEAD" if head else scope["method"]
        await super().__call__({**scope, "method": method, "headers": kept}, receive, send)


def _is_one(header: bytes, head: bool) -> bool:
    found = _RANGE.fullmatch(header.decode("latin-1"))
    if head or found is None:
        return False
    return not found[2] or int(found[1]) <= int(found[2])


ROUTES: Final[list[BaseRoute]] = [
    Route("/dumps/{name}", dump, methods=["GET"], include_in_schema=False),
]
