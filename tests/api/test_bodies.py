"""Bodies: bounded before and after unpacking, and in time."""

import asyncio
import gzip
import tracemalloc
import zlib
from collections.abc import AsyncIterator
from types import SimpleNamespace

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request

from kzgraph.errors import BadRequestError
from kzgraph_api.bodies import read_body

LIMIT = 1000
TEXT = b"SELECT * { ?s ?p ?o }"


def read(
    body: bytes,
    *,
    coding: str | None = None,
    length: int | None = None,
    limit: int = LIMIT,
    pause: float = 0,
) -> bytes:
    """Read a body that comes in pieces of 100 bytes."""
    headers = [(b"content-encoding", coding.encode())] if coding is not None else []
    headers += [(b"content-length", str(length).encode())] if length is not None else []
    settings = SimpleNamespace(body_seconds=0.2)
    app = SimpleNamespace(state=SimpleNamespace(service=SimpleNamespace(settings=settings)))
    messages = _messages(body, pause)

    async def receive() -> dict[str, object]:
        return await anext(messages)

    scope = {"type": "http", "method": "POST", "headers": headers, "app": app}
    return asyncio.run(_closing(Request(scope, receive), limit, messages))


async def _closing(request: Request, limit: int, messages: AsyncIterator[object]) -> bytes:
    try:
        return await read_body(request, limit)
    finally:
        await messages.aclose()


async def _messages(body: bytes, pause: float) -> AsyncIterator[dict[str, object]]:
    for start in range(0, len(body), 100):
        await asyncio.sleep(pause)
        yield {"type": "http.request", "body": body[start : start + 100], "more_body": True}
    yield {"type": "http.request", "body": b"", "more_body": False}


def status_of(**arguments: object) -> int:
    with pytest.raises(HTTPException) as caught:
        read(**arguments)
    return caught.value.status_code


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        (None, TEXT),
        ("identity", TEXT),
        ("", TEXT),
        ("gzip", gzip.compress(TEXT, mtime=0)),
        ("X-GZIP", gzip.compress(TEXT, mtime=0)),
        (
            "gzip",
            gzip.compress(TEXT[:5], mtime=0)
            + gzip.compress(b"", mtime=0)
            + gzip.compress(TEXT[5:], mtime=0),
        ),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", zlib.compress(TEXT, 9)),
        ("deflate", raw_deflate(TEXT)),
    ],
)
def test_codings(coding: str | None, body: bytes) -> None:
    assert read(body, coding=coding) == TEXT


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "gzip,identity", "compress", "é"])
def test_codings_that_are_not_taken(coding: str) -> None:
    assert status_of(body=TEXT, coding=coding) == 415


def test_a_body_of_just_the_limit() -> None:
    assert len(read(b"x" * LIMIT)) == LIMIT
    assert len(read(gzip.compress(b"x" * LIMIT), coding="gzip")) == LIMIT
    assert len(read(raw_deflate(b"x" * LIMIT), coding="deflate")) == LIMIT


def test_a_body_beyond_the_limit() -> None:
    assert status_of(body=b"x" * (LIMIT + 1)) == 413
    assert status_of(body=b"", length=LIMIT + 1) == 413
    assert status_of(body=gzip.compress(b"x" * (LIMIT + 1)), coding="gzip") == 413
    assert status_of(body=raw_deflate(b"x" * (LIMIT + 1)), coding="deflate") == 413
    half = gzip.compress(b"x" * (LIMIT // 2 + 1))
    assert status_of(body=half + half, coding="gzip") == 413


def test_a_bomb_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    tracemalloc.start()
    try:
        assert status_of(body=bomb, coding="gzip", limit=100_000) == 413
        assert tracemalloc.get_traced_memory()[1] < 2_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", TEXT),
        ("gzip", b""),
        ("gzip", b"\x1f\x8b"),
        ("gzip", gzip.compress(TEXT, mtime=0)[:-3]),
        ("gzip", gzip.compress(TEXT, mtime=0) + b"more"),
        ("deflate", TEXT),
        ("deflate", b""),
        ("deflate", zlib.compress(TEXT)[:-3]),
        ("deflate", zlib.compress(TEXT) + b"more"),
    ],
)
def test_broken_bodies(coding: str, body: bytes) -> None:
    with pytest.raises(BadRequestError):
        read(body, coding=coding)


def test_too_many_members() -> None:
    with pytest.raises(BadRequestError, match="members"):
        read(gzip.compress(b"", mtime=0) * 100, coding="gzip", limit=10_000)


def test_a_slow_body() -> None:
    assert status_of(body=b"x" * 900, pause=0.1) == 408
