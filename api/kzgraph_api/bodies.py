"""Reading the body of a request: never more than a limit, packed or unpacked, nor for ever."""

import asyncio
import zlib
from typing import Final

from starlette import status
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kzgraph.errors import BadRequestError
from kzgraph_api.deps import service_of

CODINGS: Final = ("gzip", "deflate", "identity")
"""Content codings that are taken."""

_WINDOW: Final = {"gzip": 31, "x-gzip": 31, "deflate": 15}
"""What zlib is to expect: the bits of its window, and 16 for a gzip header."""

_ZLIB_STARTS: Final = tuple(bytes([size << 4 | 8]) for size in range(8))

_RAW: Final = -15
"""Deflate without zlib's header, which some clients send by that name."""

_MOST_MEMBERS: Final = 64
"""Members that a gzip body may have: each costs a copy of what follows it."""

_BYTES_PER_SECOND: Final = 65_536
"""How fast a body must come beyond the seconds that each has."""

_SMALL: Final = 65_536
"""Bytes that are unpacked at once; more would keep other requests waiting, and go to a thread."""


async def read_body(request: Request, limit: int) -> bytes:
    """Return the body, unpacked, of at most ``limit`` bytes; as many are read at most.

    Raises ``HTTPException``: 413 beyond the limit, before or after unpacking, without unpacking
    more than that; 415 for a content coding that is unknown, or for several; 408 when the body
    takes longer than the operator allows. Raises ``BadRequestError`` where it does not unpack.
    """
    coding = _coding(request)
    _check_length(request, limit)
    packed = await _received(request, limit)
    if coding == "identity":
        return packed
    if limit <= _SMALL:
        return _unpacked(packed, coding, limit)
    return await asyncio.to_thread(_unpacked, packed, coding, limit)


def _coding(request: Request) -> str:
    named = ",".join(request.headers.getlist("content-encoding")).strip().lower() or "identity"
    if named != "identity" and named not in _WINDOW:
        raise HTTPException(
            status.HTTP_415_UNSUPPORTED_MEDIA_TYPE,
            f"The content coding {named[:40]!r} is not taken; {', '.join(CODINGS)} are, one of them.",
            {"Accept-Encoding": ", ".join(CODINGS)},
        )
    return named


def _check_length(request: Request, limit: int) -> None:
    """Refuse what says itself that it is too large before a byte of it is read."""
    length = request.headers.get("content-length", "0")
    if length.isdecimal() and int(length) > limit:
        raise _too_large(limit)


async def _received(request: Request, limit: int) -> bytes:
    seconds = service_of(request).settings.body_seconds
    body = bytearray()
    try:
        async with asyncio.timeout(seconds) as clock:
            until = clock.when() or 0.0
            async for chunk in request.stream():
                body += chunk
                clock.reschedule(until + len(body) / _BYTES_PER_SECOND)
                if len(body) > limit:
                    raise _too_large(limit)
    except TimeoutError as exc:
        raise HTTPException(
            status.HTTP_408_REQUEST_TIMEOUT,
            f"The body came too slowly: {len(body)} bytes in {seconds:g} s and more.",
            {"Connection": "close"},
        ) from exc
    return bytes(body)


def _unpacked(packed: bytes, coding: str, limit: int) -> bytes:
    """Unpack at most ``limit`` bytes; a gzip body may have several members."""
    body, rest = bytearray(), packed
    for _ in range(_MOST_MEMBERS):
        member, rest = _member(rest, coding, limit - len(body))
        body += member
        if len(body) > limit:
            raise _too_large(limit)
        if not rest:
            return bytes(body)
    raise BadRequestError(f"The body has more than {_MOST_MEMBERS} gzip members.")


def _member(packed: bytes, coding: str, limit: int) -> tuple[bytes, bytes]:
    """Unpack one stream, one byte beyond the limit at most, and return it and what follows it."""
    raw = coding == "deflate" and not _has_zlib_header(packed)
    unpacker = zlib.decompressobj(_RAW if raw else _WINDOW[coding])
    try:
        body = unpacker.decompress(packed, limit + 1)
    except zlib.error as exc:
        raise BadRequestError(f"The body is not valid {coding}: {exc}.") from exc
    if len(body) <= limit and not unpacker.eof:
        raise BadRequestError(f"The body ends before its {coding} stream does.")
    if unpacker.unused_data and coding == "deflate":
        raise BadRequestError("Something follows the deflate stream of the body.")
    return body, unpacker.unused_data


def _has_zlib_header(packed: bytes) -> bool:
    """Tell whether these are the two bytes of RFC 1950: method 8, and a multiple of 31."""
    return packed[:1] in _ZLIB_STARTS and int.from_bytes(packed[:2]) % 31 == 0


def _too_large(limit: int) -> HTTPException:
    return HTTPException(
        status.HTTP_413_CONTENT_TOO_LARGE, f"The body has more than {limit} bytes."
    )
