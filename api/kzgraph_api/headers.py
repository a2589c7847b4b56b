"""The headers of every answer, whoever asks: a cache may show one page's answer to another page."""

import re
from typing import Final

from starlette.types import Scope

COMMON_HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "ETag, Link, Retry-After, KZGraph-Release, KZGraph-Store, KZGraph-Truncated, X-Request-Id"
    ),
    "Vary": "Accept",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
    # Data loads nothing and runs nothing, wherever a browser shows it. A page sets its own policy.
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""A route that sets one of these itself is left its own; one that it sets to nothing is left out."""

PREFLIGHT_HEADERS: Final = {
    "Access-Control-Allow-Headers": "*, Authorization",  # "*" does not stand for it
    "Access-Control-Max-Age": "86400",
}

_HOST: Final = re.compile(rb"[A-Za-z0-9._~-]{0,253}(:\d{0,5})?|\[[0-9A-Fa-f:.%]{2,60}\](:\d{0,5})?")

MOST_HEADERS: Final = 100
MOST_HEADER_BYTES: Final = 32_768
MOST_ADDRESS_BYTES: Final = 61_440  # the parser of uvicorn refuses 64 KiB without a word


def fault_of(scope: Scope) -> tuple[int, str] | None:
    """Return the status and the reason for which the head of a request is refused, if it is."""
    headers, hosts, size = scope["headers"], [], 0
    for name, value in headers:
        size += len(name) + len(value)
        if name == b"host":
            hosts.append(value)
    if len(hosts) != 1 and (hosts or scope["http_version"] == "1.1"):
        return 400, f"A request has one Host header (RFC 9112, section 3.2); here are {len(hosts)}."
    if hosts and not _HOST.fullmatch(hosts[0]):
        return 400, "The Host header is no host."
    if len(scope["query_string"]) + len(scope.get("raw_path") or b"") > MOST_ADDRESS_BYTES:
        return 414, f"The address has more than {MOST_ADDRESS_BYTES} bytes. Send the query by POST."
    if len(headers) > MOST_HEADERS:
        return 431, f"The request has more than {MOST_HEADERS} headers."
    if size > MOST_HEADER_BYTES:
        return 431, f"The headers have more than {MOST_HEADER_BYTES} bytes."
    return None
