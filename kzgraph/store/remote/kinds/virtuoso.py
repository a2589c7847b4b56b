"""Virtuoso 7. What it does its own way was tried with 7.2 and is told in docs/engines.md."""

import re
from collections.abc import Mapping
from typing import ClassVar, Final
from urllib.parse import urlencode

import httpx

from kzgraph.identifiers import BASE
from kzgraph.store.remote.kinds.generic import Generic
from kzgraph.store.remote.places import Beginnings, Replacements
from kzgraph.vocab import XSD

_NOT_COMPILED: Final = b"Please report the statement compiled"
_BOOLEAN: Final = b'#boolean", "value": "%d"'
_ASKED_TRUE: Final = re.compile(rb'"__ASK_RETVAL": \{[^}]*"value": "1"')


class Virtuoso(Generic):
    """Its default graph is the union of all graphs, so ours has a name; ASK answers with a table."""

    shares: ClassVar[bool] = True
    graph_parameter: ClassVar[str] = "graph-uri"
    triples: ClassVar[str] = "text/plain"
    most_triples: ClassVar[int | None] = 1_000
    most_constructed: ClassVar[str | None] = (
        'SELECT (bif:virtuoso_ini_item_value("SPARQL", "ResultSetMaxRows") AS ?most) {}'
    )
    # A graph that was only ever filled was never created, and is not dropped but cleared.
    drop: ClassVar[str] = "CLEAR GRAPH <{graph}>"
    # Inside a text, a quote would have a backslash before it.
    corrections: ClassVar[Replacements] = (
        (_BOOLEAN % 1, b'#boolean", "value": "true"'),
        (_BOOLEAN % 0, b'#boolean", "value": "false"'),
    )

    # A month, a year and the first day of either are one value to it, so that all but one are lost.
    renamed: ClassVar[Beginnings] = ((f"{XSD}gYear", f"{BASE}xsd/gYear"),)

    def auth(self, user: str, password: str) -> httpx.Auth | None:
        """Return a digest, as its addresses that end in -auth want it."""
        return httpx.DigestAuth(user, password) if user else None

    def parameters(self, seconds: float) -> Mapping[str, str]:
        """Return the time after which it gives up, in milliseconds; it takes no less than 1000."""
        return {"timeout": str(max(1000, int(seconds * 1000)))}

    def update(self, text: str) -> tuple[dict[str, str], bytes]:
        """Return an update as a form, in which it reads UTF-8 whatever its own charset is."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return headers, urlencode({"update": text}).encode()

    def timed_out(self, status: int, headers: Mapping[str, str], body: bytes) -> bool:
        """Tell by a header: past its time it answers 200 with what it has found so far."""
        state = headers.get("X-SQL-State", "")
        return (
            state.startswith("S1T") or b"S1T00" in body or super().timed_out(status, headers, body)
        )

    def refuses(self, status: int, body: bytes) -> bool:
        """Tell it also where its compiler gives up at a query that it should know: that is a 500."""
        return super().refuses(status, body) or _NOT_COMPILED in body

    def row_cap(self, headers: Mapping[str, str]) -> int | None:
        """Return where it cut an answer: at ResultSetMaxRows of its configuration."""
        cap = headers.get("X-SPARQL-MaxRows", "")
        return int(cap) if cap.isdigit() else None

    def boolean(self, body: bytes) -> bytes:
        """Return as a boolean what it answers to ASK: a table with the number 1, or one without rows."""
        if b'"__ASK_RETVAL"' not in body:
            return body
        return b'{"head":{},"boolean":%b}' % (b"true" if _ASKED_TRUE.search(body) else b"false")
