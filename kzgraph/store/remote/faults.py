"""What an answer without success amounts to, and a connection that fails, as errors of ours."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import Final

import httpx

from kzgraph.errors import QueryTimeoutError, StoreError, StoreUnavailableError
from kzgraph.store.remote.kinds import Generic

_FAULT_BYTES: Final = 4096
"""Bytes that are read of an answer without success: what is wrong stands at its beginning."""
_SHOWN: Final = 300
"""Characters of an engine's own words that a message has."""

_FOR_A_WHILE: Final = frozenset(
    (
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    )
)
_FULL: Final = tuple(os.strerror(e).encode() for e in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""What engines pass on from the operating system where a disk is full."""
_DENIED: Final = frozenset((HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN))


class RefusedError(StoreError):
    """The engine does not take what it was sent; ``words`` are its own."""

    def __init__(self, where: str, words: str) -> None:
        super().__init__(f"The remote store at {where} does not take what it was sent: {words}")
        self.words = words


@contextmanager
def told(address: str, seconds: float) -> Iterator[None]:
    """Turn faults of the connection into ours."""
    try:
        yield
    except httpx.ConnectTimeout as exc:
        raise StoreUnavailableError(f"The remote store at {address} does not answer.") from exc
    except httpx.TimeoutException as exc:
        raise QueryTimeoutError(seconds) from exc
    except (httpx.TransportError, httpx.InvalidURL, httpx.DecodingError) as exc:
        raise StoreUnavailableError(
            f"The connection to the remote store at {address} failed: {exc or type(exc).__name__}"
        ) from exc


def fault_of(
    response: httpx.Response, body: bytes, kind: Generic, user: str, seconds: float
) -> Exception:
    """Return what an answer without success amounts to; ``body`` is its beginning.

    ``user`` is whoever asked, within so many ``seconds``.
    """
    status, words = response.status_code, " ".join(body.decode("utf-8", "replace").split())
    where, words = where_of(response), words[:_SHOWN]
    if kind.timed_out(status, response.headers, body):
        return QueryTimeoutError(seconds)
    if kind.refuses(status, body):
        return RefusedError(where, words)
    if status in _FOR_A_WHILE:
        return StoreUnavailableError(f"The remote store at {where} answers {status}: {words}")
    if status in _DENIED:
        return StoreError(
            f"The remote store at {where} lets nobody in as {user or 'nobody'} "
            f"({status}): look at KZGRAPH_STORE_USER and KZGRAPH_STORE_PASSWORD."
        )
    if status == HTTPStatus.INSUFFICIENT_STORAGE or any(full in body for full in _FULL):
        return StoreError(f"The remote store at {where} is full ({status}): {words}")
    return StoreError(f"The remote store at {where} answers {status}: {words}")


def where_of(message: httpx.Request | httpx.Response) -> str:
    """Return the address of a request, or of what it answers, without what it asks."""
    return str(message.url.copy_with(query=None))


def beginning(response: httpx.Response) -> bytes:
    """Return the first bytes of an answer; what follows is not waited for."""
    found = b""
    with suppress(httpx.TransportError):
        for piece in response.iter_bytes(_FAULT_BYTES):
            found += piece
            if len(found) >= _FAULT_BYTES:
                break
    return found
