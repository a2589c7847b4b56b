"""Entity tags: an answer stays the same until the release, or the software, changes."""

import hashlib
from collections.abc import Iterable
from typing import Final

from fastapi import HTTPException, Request, Response, status

from kzgraph import __version__
from kzgraph_api.deps import ReleaseId

REVALIDATE: Final = "no-cache"
"""The ``Cache-Control`` of a tagged answer: keep it, but ask before each use."""


async def tagged(request: Request, response: Response, release: ReleaseId) -> None:
    """Tag a REST answer; a dependency, so that a 304 comes before the handler does any work."""
    address = f"{request.url.path}?{request.url.query}"
    tag = entity_tag(release, address)
    refuse_if_known(request, tag)
    response.headers.update(tag_headers(tag))


def entity_tag(release: str, *parts: str | None) -> str:
    """Return the tag of an answer; ``parts`` are all that tells it from others of the release.

    It is weak, since the order of rows and the names of blank nodes may differ.
    """
    digest = hashlib.sha256(repr((__version__, parts)).encode("utf-8", "backslashreplace"))
    return f'W/"{release[:16]}-{digest.hexdigest()[:16]}"'


def tag_headers(tag: str) -> dict[str, str]:
    """Return the headers of a tagged answer."""
    return {"ETag": tag, "Cache-Control": REVALIDATE}


def refuse_if_known(request: Request, tag: str) -> None:
    """Raise 304 when the client holds this answer."""
    if is_held(request.scope["headers"], tag):
        raise HTTPException(status.HTTP_304_NOT_MODIFIED, headers=tag_headers(tag))


def is_held(headers: Iterable[tuple[bytes, bytes]], tag: str) -> bool:
    """Tell whether ``If-None-Match`` names a tag; weak and strong ones compare alike (RFC 9110).

    ``*`` is not heeded: before the handler ran nobody knows whether there is an answer.
    """
    opaque = tag.removeprefix("W/")
    known = [value.decode("latin-1") for name, value in headers if name == b"if-none-match"]
    entries = (entry.strip() for value in known for entry in value.split(","))
    return any(entry.removeprefix("W/") == opaque for entry in entries)
