"""A remote SPARQL endpoint, asked by SPARQLWrapper with the manners that its operators expect."""

import ast
import http.client
import time
import urllib.error
from http import HTTPStatus
from typing import Final
from urllib.parse import parse_qsl

from SPARQLWrapper import JSON, POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import (
    EndPointInternalError,
    EndPointNotFound,
    QueryBadFormed,
    SPARQLWrapperException,
    Unauthorized,
    URITooLong,
)

from kzgraph.linking.manners import Refusal, refusal
from kzgraph.linking.remote import Remote
from kzgraph.rdf import Term, parse_solutions

_LONG: Final = 1500
"""Characters from which a query is sent by POST; shorter ones by GET, which services cache."""
_CHUNK: Final = 65_536
_STATUSES: Final[dict[type[Exception], int]] = {
    QueryBadFormed: HTTPStatus.BAD_REQUEST,
    Unauthorized: HTTPStatus.UNAUTHORIZED,
    EndPointNotFound: HTTPStatus.NOT_FOUND,
    URITooLong: HTTPStatus.REQUEST_URI_TOO_LONG,
    EndPointInternalError: HTTPStatus.INTERNAL_SERVER_ERROR,
}


class Endpoint(Remote):
    """A SPARQL endpoint that answers SELECT queries in JSON."""

    def select(self, query: str) -> list[dict[str, Term]]:
        """Return the solutions of a query, from the cache where it has been asked before.

        Raises ``ServiceError`` when the endpoint fails for good, or answers what cannot be read.
        """
        return self.answer(query, lambda: self._sent(query), parse_solutions)

    def _sent(self, query: str) -> bytes:
        address, _, parameters = self.address.partition("?")
        wrapper = SPARQLWrapper(address, agent=self.agent)
        for name, value in parse_qsl(parameters, keep_blank_values=True):
            wrapper.addParameter(name, value)
        wrapper.setReturnFormat(JSON)
        wrapper.setOnlyConneg(True)
        # setTimeout would cut it to whole seconds.
        wrapper.timeout = self.manners.seconds  # type: ignore[assignment]
        if len(query) > _LONG:
            wrapper.setMethod(POST)
        wrapper.setQuery(query)
        try:
            return self._read(wrapper.query().response)
        except (SPARQLWrapperException, OSError, http.client.HTTPException) as exc:
            raise _told(exc, self.manners.seconds) from exc

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        """Read an answer within the bounds of time and size, and whole."""
        until, parts, size = time.monotonic() + self.manners.seconds, [], 0
        try:
            while part := response.read1(_CHUNK):
                parts.append(part)
                size += len(part)
                if size > self.manners.max_bytes:
                    limit = self.manners.max_bytes
                    raise Refusal(f"its answer is longer than {limit} bytes", again=False)
                if time.monotonic() > until:
                    raise TimeoutError
        finally:
            response.close()
        promised = response.headers.get("Content-Length")
        if promised is not None and size < int(promised):
            raise Refusal(f"its answer broke off after {size} of {promised} bytes", again=True)
        return b"".join(parts)


def _told(error: Exception, seconds: float) -> Refusal:
    """Return what an error of the transport amounts to."""
    status = _STATUSES.get(type(error))
    # SPARQLWrapper drops the headers of these answers; the error that it replaced has them.
    answer = error if status is None else error.__context__
    if isinstance(answer, urllib.error.HTTPError):
        with answer:
            words = answer.read(_CHUNK) if status is None else _words(error)
            return refusal(answer.code, answer.headers["Retry-After"], words)
    reason = getattr(error, "reason", error)
    if isinstance(reason, TimeoutError):
        return Refusal(f"it did not answer within {seconds:g} s", again=True)
    return Refusal(f"the connection failed: {reason or type(reason).__name__}", again=True)


def _words(error: Exception) -> bytes:
    """Return the answer's own words, which SPARQLWrapper quotes as Python behind words of its own."""
    quoted = str(error).partition("Response:\n")[2]
    return bytes(ast.literal_eval(quoted)) if quoted else b""
