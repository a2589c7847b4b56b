"""Logs: one JSON object a line on standard error, and what a request tells of itself.

The logging of the standard library writes what uvicorn, pebble and asyncio say as well; a package
for structured logs would be one more dependency around the same handler.
"""

import hashlib
import json
import logging
import sys
import time
from datetime import UTC, datetime
from typing import Any, Final

from starlette.types import Scope

_REQUEST: Final = "kzgraph_api.request"
_NOTES: Final = "kzgraph.notes"
_TEXT: Final = 20_000
"""Characters of a message that are kept; uvicorn gives tracebacks as messages."""


def configure(level: str) -> None:
    """Write every log of this process as JSON lines, from ``level`` up; no access log of uvicorn."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.root.handlers = [handler]
    logging.root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.asgi", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers = []
        logger.propagate = name != "uvicorn.access"
        logger.setLevel(logging.NOTSET)


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON; ``extra={"facts": {...}}`` adds members."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end. Line ends and control characters are escaped."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage()[:_TEXT],
        }
        told |= getattr(record, "facts", {})
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return _encoded(told)


# Only ASCII: what a client sends can neither break a line nor a terminal.
_encoded: Final = json.JSONEncoder(separators=(",", ":"), default=str).encode


class RequestLog:
    """Writes the lines of requests as the logger would, without the cost of its records.

    Those take longer than an answer from the cache does.
    """

    def __init__(self) -> None:
        self._logger = logging.getLogger(_REQUEST)
        self._second, self._prefix = 0, ""

    def wanted(self) -> bool:
        """Tell whether such lines are written."""
        return self._logger.isEnabledFor(logging.INFO)

    def write(self, facts: dict[str, Any]) -> None:
        """Write the line of a request."""
        head = {"time": self._time(), "level": "info", "logger": _REQUEST, "event": "request"}
        sys.stderr.write(_encoded(head | facts) + "\n")

    def _time(self) -> str:
        second, part = divmod(time.time(), 1)
        if second != self._second:
            self._prefix = datetime.fromtimestamp(second, UTC).isoformat()[:-6]
            self._second = int(second)
        return f"{self._prefix}.{int(part * 1000):03d}+00:00"


def open_notes(scope: Scope) -> dict[str, Any]:
    """Give a request somewhere to note what its log line and the metrics are to say."""
    notes: dict[str, Any] = {}
    scope[_NOTES] = notes
    return notes


def note(scope: Scope, **facts: Any) -> None:
    """Note facts about a request.

    Known are ``query`` (the text: only its hash is logged, unless the operator wants more),
    ``rows``, ``cached``, ``truncated`` and ``outcome`` (one of few words). Others are logged as
    they are: never note a token.
    """
    scope.get(_NOTES, {}).update(facts)


def facts_of(notes: dict[str, Any], outcome: str | None, *, tells_query: bool) -> dict[str, Any]:
    """Return what a request noted as members of its log line; of a query its hash, or its text."""
    told = notes.items()
    facts = {name: value for name, value in told if name != "query" and value is not None}
    if outcome is not None:
        query: str = notes["query"]
        facts["outcome"] = outcome
        facts["query"] = hashlib.sha256(query.encode("utf-8", "backslashreplace")).hexdigest()[:16]
        if tells_query:
            facts["text"] = query
    return facts
