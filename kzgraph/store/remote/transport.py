"""Requests to a remote engine: bounded in time, tried again where that is safe, faults told plainly."""

import errno
import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http import HTTPStatus
from typing import Final

import httpx

from kzgraph.errors import QueryTimeoutError, StoreError, StoreUnavailableError
from kzgraph.store.remote.endpoint import Endpoint
from kzgraph.store.remote.kinds import Generic
from kzgraph.store.remote.kinds.generic import TABLE, TRIPLES

_PAUSES: Final = (0.1, 0.4, 1.6)
"""Seconds before each further try."""
_CONNECT_SECONDS: Final = 5.0
_FAULT_BYTES: Final = 4096
_SHOWN: Final = 300
_FOR_A_WHILE: Final = frozenset(
    (
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    )
)
_ALSO: Final = {TABLE: "application/json", TRIPLES: "text/plain"}
"""What older engines call these types."""
_FULL: Final = tuple(os.strerror(e).encode() for e in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG))
"""What engines pass on from the operating system where a disk is full."""
_DENIED: Final = frozenset((HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN))


class RefusedError(StoreError):
    """The engine does not take what it was sent; ``words`` are its own."""

    def __init__(self, where: str, words: str) -> None:
        super().__init__(f"The remote store at {where} does not take what it was sent: {words}")
        self.words = words


class Transport:
    """The connections to one engine, which are kept open; any number of threads may use it."""

    def __init__(self, endpoint: Endpoint, kind: Generic) -> None:
        self._endpoint, self._kind = endpoint, kind
        # An engine inside is asked directly, whatever proxy the environment has for the outside.
        self._client = httpx.Client(
            auth=kind.auth(endpoint.user, endpoint.password), trust_env=False
        )

    @contextmanager
    def query(
        self, form: Mapping[str, list[str]], accept: str, seconds: float
    ) -> Iterator[httpx.Response]:
        """Send a query as a form, and give the answer while it comes.

        Raises ``RefusedError``, ``QueryTimeoutError``, ``StoreUnavailableError`` and ``StoreError``.
        """
        content = {**form, **self._kind.parameters(seconds)}
        with self._answered(
            lambda left: self._client.build_request(
                "POST",
                self._endpoint.query,
                data=content,
                headers={"Accept": accept},
                timeout=_timeout(left),
            ),
            seconds,
            again=True,
        ) as response:
            self._check_type(response, accept)
            yield response

    def add(self, name: str | None, lines: bytes) -> None:
        """Add N-Triples to a graph. To add them twice is to add them once, so it may be tried again."""
        with self._answered(
            lambda left: self._client.build_request(
                "POST",
                self._endpoint.graphs,
                params=self._of_graph(name),
                content=lines,
                headers={"Content-Type": self._kind.triples},
                timeout=_timeout(left),
            ),
            self._endpoint.seconds,
            again=True,
        ) as response:
            response.read()

    def update(self, text: str, *, again: bool = False) -> None:
        """Apply an update; only one that may be applied twice is tried ``again``."""
        if not self._endpoint.update:
            raise StoreError(
                "Nothing can be written to the remote store: KZGRAPH_STORE_UPDATE names no address."
            )
        headers, body = self._kind.update(text)
        with self._answered(
            lambda left: self._client.build_request(
                "POST",
                self._endpoint.update,
                content=body,
                headers=headers,
                timeout=_timeout(left),
            ),
            self._endpoint.seconds,
            again=again,
        ) as response:
            response.read()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _of_graph(self, name: str | None) -> dict[str, str]:
        return {"default": ""} if name is None else {self._kind.graph_parameter: name}

    @contextmanager
    def _answered(
        self, request: Callable[[float], httpx.Request], seconds: float, *, again: bool
    ) -> Iterator[httpx.Response]:
        """Send a request until it is answered with success, and no longer than the seconds given."""
        until = time.monotonic() + seconds
        for pause in (*_PAUSES, None) if again else (None,):
            try:
                response = self._sent(request(until - time.monotonic()), seconds)
                break
            except StoreUnavailableError:
                if pause is None or time.monotonic() + pause > until:
                    raise
                time.sleep(pause)
        try:
            yield response
        finally:
            response.close()

    def _sent(self, request: httpx.Request, seconds: float) -> httpx.Response:
        with told(str(request.url.copy_with(query=None)), seconds):
            response = self._client.send(request, stream=True)
            if response.is_success and not self._kind.timed_out(200, response.headers, b""):
                return response
            try:
                body = _beginning(response)
            finally:
                response.close()
        raise self._fault(response, body, seconds)

    def _fault(self, response: httpx.Response, body: bytes, seconds: float) -> Exception:
        """Return what an answer without success amounts to."""
        status, words = response.status_code, " ".join(body.decode("utf-8", "replace").split())
        where, words = str(response.url.copy_with(query=None)), words[:_SHOWN]
        if self._kind.timed_out(status, response.headers, body):
            return QueryTimeoutError(seconds)
        if self._kind.refuses(status, body):
            return RefusedError(where, words)
        if status in _FOR_A_WHILE:
            return StoreUnavailableError(f"The remote store at {where} answers {status}: {words}")
        if status in _DENIED:
            return StoreError(
                f"The remote store at {where} lets nobody in as {self._endpoint.user or 'nobody'} "
                f"({status}): look at KZGRAPH_STORE_USER and KZGRAPH_STORE_PASSWORD."
            )
        if status == HTTPStatus.INSUFFICIENT_STORAGE or any(full in body for full in _FULL):
            return StoreError(f"The remote store at {where} is full ({status}): {words}")
        return StoreError(f"The remote store at {where} answers {status}: {words}")

    def _check_type(self, response: httpx.Response, accept: str) -> None:
        given = response.headers.get("Content-Type", "nothing").partition(";")[0].strip()
        if given in (accept, _ALSO[accept]):
            return
        with told(str(response.url.copy_with(query=None)), self._endpoint.seconds):
            beginning = _beginning(response)[:80].decode("utf-8", "replace")
        raise StoreUnavailableError(
            f"The remote store at {response.url.copy_with(query=None)} answers {given} where "
            f"{accept} was asked for; it begins with {beginning!r}. Is it the address of a SPARQL "
            "service?"
        )


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


def _timeout(left: float) -> httpx.Timeout:
    left = max(left, 0.001)
    return httpx.Timeout(left, connect=min(left, _CONNECT_SECONDS))


def _beginning(response: httpx.Response) -> bytes:
    """Return the first bytes of an answer; what follows is not waited for."""
    found = b""
    with suppress(httpx.TransportError):
        for piece in response.iter_bytes(_FAULT_BYTES):
            found += piece
            if len(found) >= _FAULT_BYTES:
                break
    return found
