"""Answers of bounded size: where a serialised result is cut, so that what is left still parses."""

import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from kzgraph.errors import ResultTooLargeError
from kzgraph.rdf import Triple

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_BUFFER: Final = 8192
"""Bytes that Oxigraph collects before it writes them."""


@dataclass(frozen=True)
class Bounds:
    """How many rows (solutions or triples) and how many bytes an answer may have, about."""

    rows: int = 1_000_000
    bytes: int = 67_108_864

    def at_most(self, rows: int | None) -> "Bounds":
        """Return bounds that cut an answer which came cut at some rows, so that it says so."""
        return self if rows is None else Bounds(min(self.rows, max(rows - 1, 1)), self.bytes)


class _Table(NamedTuple):
    """How a format of solutions separates its rows.

    ``mark`` ends a row, or stands inside a text by chance. ``extra`` is the number of marks less
    the number of whole rows. ``start`` ends what stands before the first row. ``kept`` bytes of a
    mark belong to the row.
    """

    mark: bytes
    extra: int
    start: bytes
    kept: int
    end: bytes


_TABLES: Final = {
    "application/sparql-results+json": _Table(
        b"},{", 0, b'"bindings":[', 1, b']},"truncated":"%b"}'
    ),
    "application/sparql-results+xml": _Table(
        b"</result>", 0, b"<results>", 9, b"</results><!-- truncated: %b --></sparql>"
    ),
    "text/csv": _Table(b"\r\n", 1, b"\r\n", 2, b""),
    "text/tab-separated-values": _Table(b"\n", 1, b"\n", 1, b""),
}
_NOTES: Final = {
    "application/rdf+xml": b"<!-- truncated: %b -->\n",
    "application/ld+json": b"",
}
_NO_ROWS: Final = b'"bindings":[]}}'
_COMMENT: Final = b"# truncated: %b\n"

# A quote closes a string here, since a text would have it escaped; and the quote after the mark
# opens a string, since after a closing one there would be a brace or a comma.
_JSON_ROWS: Final = re.compile(rb'"\}+\},\{"[^},]')


class Full(Exception):  # noqa: N818  # a signal between the sink and its owner
    """The sink has taken what it may."""


class TableSink(io.BytesIO):
    """Takes a table of solutions; stops the writer past the bounds and closes the table itself."""

    def __init__(self, media_type: str, bounds: Bounds) -> None:
        super().__init__()
        self._table = _TABLES[media_type]
        self._bounds = bounds
        self._marks = 0
        self._last = b""
        self.truncated: str | None = None

    def write(self, data: "ReadableBuffer", /) -> int:
        """Take a piece of the table. Raises ``Full`` when it goes beyond the bounds."""
        piece = bytes(data)
        room = self._bounds.bytes - self.tell()
        super().write(piece[:room])
        mark = self._table.mark
        seen = self._last + piece[:room]
        self._marks += seen.count(mark)
        self._last = seen[1 - len(mark) :] if len(mark) > 1 else b""
        if self._marks - self._table.extra > self._most_marks():
            self.truncated = f"rows={self._bounds.rows}"
        elif len(piece) > room:
            self.truncated = f"bytes={self._bounds.bytes}"
        if self.truncated:
            raise Full
        return len(piece)

    @property
    def rows(self) -> int:
        """The number of rows taken, about: a text that looks like the end of a row counts as one."""
        if self._between and not self.truncated:
            return 0 if self.getvalue().endswith(_NO_ROWS) else self._marks + 1
        return min(self._marks - self._table.extra, self._bounds.rows)

    @property
    def _between(self) -> bool:
        """Whether marks stand between rows alone, so that there is one less than there are rows."""
        return self._table.kept < len(self._table.mark)

    def _most_marks(self) -> int:
        return self._bounds.rows - self._between

    def cut(self) -> bytes:
        """Return the rows within the bounds as a whole table.

        Raises ``ResultTooLargeError`` when not even the names of the columns are within them.
        """
        body, table = self.getvalue(), self._table
        start = body.find(table.start) + len(table.start)
        if start < len(table.start):
            raise ResultTooLargeError(self._bounds.bytes)
        end = self._last_row_end(body, start)
        note = (self.truncated or "").encode()
        return body[:end] + (table.end % note if table.end else b"")

    def _last_row_end(self, body: bytes, start: int) -> int:
        """Return where the last row within the bounds ends; ``start`` when none is sure to."""
        surplus = self._marks - self._table.extra - self._bounds.rows
        quotes = body.count(b'"')
        position = until = len(body)
        while (position := body.rfind(self._table.mark, start, until)) >= 0:
            quotes -= body.count(b'"', position, until)
            until = position
            if surplus <= 0 and self._ends_row(body, position, quotes):
                return position + self._table.kept
            surplus -= 1
        return start

    def _ends_row(self, body: bytes, position: int, quotes: int) -> bool:
        if self._table.mark == b"\r\n":
            return quotes % 2 == 0
        if self._table.mark != b"},{":
            return True
        while body[position - 1 : position] == b"}":
            position -= 1
        return _JSON_ROWS.match(body, position - 1) is not None


class GraphSink(io.BytesIO):
    """Takes a graph; asks for no more triples past the bounds, so that the writer closes it."""

    def __init__(self, media_type: str, bounds: Bounds) -> None:
        super().__init__()
        self._media_type = media_type
        self._bounds = bounds
        self.rows = 0
        self.truncated: str | None = None

    def write(self, data: "ReadableBuffer", /) -> int:
        """Take a piece. Raises ``ResultTooLargeError`` when a single triple is beyond the bounds."""
        if self.tell() + memoryview(data).nbytes > 2 * self._bounds.bytes + 4 * _BUFFER:
            raise ResultTooLargeError(self._bounds.bytes)
        return super().write(data)

    def within(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        """Yield triples until the bounds are reached."""
        for count, triple in enumerate(triples):
            if count == self._bounds.rows:
                self.truncated = f"rows={count}"
                return
            if self.tell() + min(_BUFFER, self._bounds.bytes // 2) > self._bounds.bytes:
                self.truncated = f"bytes={self._bounds.bytes}"
                return
            self.rows = count + 1
            yield triple

    def whole(self) -> bytes:
        """Return the graph; where it was cut, a comment says so, if the format has comments."""
        body = self.getvalue()
        if self.truncated:
            body += _NOTES.get(self._media_type, _COMMENT).replace(b"%b", self.truncated.encode())
        return body
