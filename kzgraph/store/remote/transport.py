"""Requests to a remote engine: bounded in time, tried again where that is safe."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from typing import Final

import httpx

from kzgraph.errors import StoreError, StoreUnavailableError
from kzgraph.store.remote.endpoint import Endpoint
from kzgraph.store.remote.faults import beginning, fault_of, told, where_of
from kzgraph.store.remote.kinds import Generic
from kzgraph.store.remote.kinds.generic import TABLE, TRIPLES

_PAUSES: Final = (0.1, 0.4, 1.6)
"""Seconds before each further try."""
_CONNECT_SECONDS: Final = 5.0
"""An engine that takes no connection for so long is down, however long a query may take."""
_ALSO: Final = {TABLE: "application/json", TRIPLES: "text/plain"}
"""What older engines call these types."""


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
        self._done(
            lambda left: self._client.build_request(
                "POST",
                self._endpoint.graphs,
                params=self._of_graph(name),
                content=lines,
                headers={"Content-Type": self._kind.triples},
                timeout=_timeout(left),
            ),
            again=True,
        )

    def update(self, text: str, *, again: bool = False) -> None:
        """Apply an update; only one that may be applied twice is tried ``again``."""
        if not self._endpoint.update:
            raise StoreError(
                "Nothing can be written to the remote store: KZGRAPH_STORE_UPDATE names no address."
            )
        headers, body = self._kind.update(text)
        self._done(
            lambda left: self._client.build_request(
                "POST",
                self._endpoint.update,
                content=body,
                headers=headers,
                timeout=_timeout(left),
            ),
            again=again,
        )

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _of_graph(self, name: str | None) -> dict[str, str]:
        return {"default": ""} if name is None else {self._kind.graph_parameter: name}

    def _done(self, request: Callable[[float], httpx.Request], *, again: bool) -> None:
        """Send a request that is done when its answer has come to its end."""
        with self._answered(request, self._endpoint.seconds, again=again, whole=True):
            pass

    @contextmanager
    def _answered(
        self,
        request: Callable[[float], httpx.Request],
        seconds: float,
        *,
        again: bool,
        whole: bool = False,
    ) -> Iterator[httpx.Response]:
        """Send a request until it is answered with success, and no longer than the seconds given."""
        until = time.monotonic() + seconds
        for pause in (*_PAUSES, None) if again else (None,):
            try:
                response = self._sent(request(until - time.monotonic()), seconds, whole=whole)
                break
            except StoreUnavailableError:
                if pause is None or time.monotonic() + pause > until:
                    raise
                time.sleep(pause)
        try:
            yield response
        finally:
            response.close()

    def _sent(self, request: httpx.Request, seconds: float, *, whole: bool) -> httpx.Response:
        """Send a request; ``whole`` waits for the end of the answer, which can break off as well."""
        with told(where_of(request), seconds), ExitStack() as opened:
            response = opened.enter_context(closing(self._client.send(request, stream=True)))
            if response.is_success and not self._kind.timed_out(200, response.headers, b""):
                if whole:
                    response.read()
                opened.pop_all()
                return response
            body = beginning(response)
        raise fault_of(response, body, self._kind, self._endpoint.user, seconds)

    def _check_type(self, response: httpx.Response, accept: str) -> None:
        given = response.headers.get("Content-Type", "nothing").partition(";")[0].strip()
        if given in (accept, _ALSO[accept]):
            return
        with told(where_of(response), self._endpoint.seconds):
            start = beginning(response)[:80].decode("utf-8", "replace")
        raise StoreUnavailableError(
            f"The remote store at {where_of(response)} answers {given} where "
            f"{accept} was asked for; it begins with {start!r}. Is it the address of a SPARQL "
            "service?"
        )


def _timeout(left: float) -> httpx.Timeout:
    left = max(left, 0.001)
    return httpx.Timeout(left, connect=min(left, _CONNECT_SECONDS))
