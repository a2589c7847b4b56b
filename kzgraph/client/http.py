"""Answers over HTTP: time-outs, a few tries where the service asks for patience, errors as here."""

import time
from functools import lru_cache
from typing import Any, Final, cast

import httpx
from pydantic import TypeAdapter, ValidationError

from kzgraph import __version__
from kzgraph.client.call import Call, Parameters, T
from kzgraph.client.problems import error_of
from kzgraph.errors import ServiceError

TRIES: Final = 4
"""Times that a request is sent, when the answers are 429 or 503 with Retry-After."""
MOST_SECONDS: Final = 30.0
"""Longest wait before the next try; what asks for more is an error at once."""

_PATIENCE: Final = (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE)


class Http:
    """A service somewhere; any number of threads may ask."""

    def __init__(self, address: str, timeout: float) -> None:
        self._address = address.rstrip("/")
        self._client = httpx.Client(
            timeout=timeout,
            follow_redirects=True,  # from ids that were retired
            headers={"Accept": "application/json", "User-Agent": f"kzgraph/{__version__}"},
            transport=httpx.HTTPTransport(retries=1),
        )

    def answer(self, call: Call[T]) -> T:
        """Return the answer to a call. Raises ``ServiceError`` where none can be had."""
        response = self._asked(f"{self._address}/v1/{call.path}", _given(call.parameters))
        if response.status_code != httpx.codes.OK:
            raise error_of(response)
        try:
            answer: Any = call.answer
            return cast("T", _adapter(answer).validate_json(response.content))
        except ValidationError as exc:
            raise ServiceError(f"{response.url} answers in a form unknown here: {exc}") from exc

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _asked(self, address: str, parameters: httpx.QueryParams) -> httpx.Response:
        for left in reversed(range(TRIES)):
            try:
                response = self._client.get(address, params=parameters)
            except httpx.TransportError as exc:
                raise ServiceError(f"{address} cannot be reached: {exc or repr(exc)}") from exc
            wait = _wait(response)
            if wait is None or not left:
                break
            time.sleep(wait)
        return response


def _wait(response: httpx.Response) -> float | None:
    """Return the seconds after which to try again, or None where that is no use."""
    text = response.headers.get("Retry-After", "")
    if response.status_code not in _PATIENCE or not text.isdecimal():
        return None
    return float(text) if float(text) <= MOST_SECONDS else None


def _given(parameters: Parameters) -> httpx.QueryParams:
    """Return the parameters that are given; a list gives one several times."""
    return httpx.QueryParams(
        [
            (name, str(one))
            for name, value in parameters.items()
            if value is not None
            for one in (value if isinstance(value, list | tuple) else (value,))
        ]
    )


@lru_cache(maxsize=64)
def _adapter(answer: Any) -> TypeAdapter[Any]:
    """Return what reads an answer; what a later version of the service adds is passed over."""
    return TypeAdapter(answer)
