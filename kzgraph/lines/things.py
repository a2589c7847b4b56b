"""What is said of each thing, found in a file of sorted N-Triples lines.

All that is said of a thing stands together there. To read it takes some ten microseconds, where the
store has to look up each term; and it takes no memory, however many things there are.
"""

import os
import sqlite3
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Final, Self

from kzgraph.errors import StoreError
from kzgraph.rdf import Term, said_in
from kzgraph.vocab import RDF_TYPE

Said = Mapping[str, list[Term]]
"""Property IRI to values: everything said of one thing. Of what is not said there is an empty list."""

_TABLES: Final = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "BEGIN",
    "CREATE TABLE thing (iri TEXT PRIMARY KEY, at INTEGER, size INTEGER) WITHOUT ROWID",
    "CREATE TABLE class (class TEXT, iri TEXT, PRIMARY KEY (class, iri)) WITHOUT ROWID",
)
_TYPE: Final = f"> <{RDF_TYPE}> <".encode()


class Things:
    """The things of a file of sorted lines that have an IRI; a context manager, for one thread."""

    def __init__(self, lines: Path, index: Path) -> None:
        """Read the lines once, and write to a new file where each thing stands.

        Raises ``StoreError`` where the file cannot be written.
        """
        self._file = lines.open("rb")
        self._index = sqlite3.connect(index, isolation_level=None)
        try:
            for statement in _TABLES:
                self._index.execute(statement)
            self._fill()
            self._index.execute("COMMIT")
        except sqlite3.Error as exc:
            self.close()
            raise StoreError(f"The index of things cannot be written to {index}: {exc}") from exc

    def _fill(self) -> None:
        self._index.executemany("INSERT INTO thing VALUES (?, ?, ?)", self._places())

    def _places(self) -> Iterator[tuple[str, int, int]]:
        at = 0
        for subject, lines in groupby(self._file, key=_subject):
            size = 0
            for line in lines:
                size += len(line)
                if _TYPE in line:
                    self._note_class(subject, line)
            if subject.startswith(b"<"):
                yield subject[1:].decode(), at, size
            at += size

    def _note_class(self, subject: bytes, line: bytes) -> None:
        before, _, after = line.partition(_TYPE)
        if before == subject:
            row = (after[: after.index(b">")].decode(), subject[1:].decode())
            self._index.execute("INSERT INTO class VALUES (?, ?)", row)

    def of_class(self, *classes: str) -> Iterator[str]:
        """Yield the IRIs of the things of a class or of several, sorted, each once."""
        among = ", ".join("?" * len(classes))
        rows = self._index.execute(
            f"SELECT DISTINCT iri FROM class WHERE class IN ({among}) ORDER BY iri",  # noqa: S608
            classes,
        )
        return (thing for (thing,) in rows)

    def said(self, iri: str, only: Collection[str] | None = None) -> Said:
        """Return all that is said of a thing, or its values of some properties."""
        told = self._told(iri)
        if only is None:
            return said_in(told)
        wanted = {f"<{prop}>".encode() for prop in only}
        lines = told.splitlines(keepends=True)
        return said_in(b"".join(line for line in lines if line.split(b" ", 2)[1] in wanted))

    def spelled(self, iri: str, prop: str) -> list[str]:
        """Return the values of a property of a thing as N-Triples spell them."""
        start = f"<{iri}> <{prop}> ".encode()
        lines = self._told(iri).splitlines()
        return [line[len(start) : -2].decode() for line in lines if line.startswith(start)]

    def _told(self, iri: str) -> bytes:
        found = self._index.execute("SELECT size, at FROM thing WHERE iri = ?", (iri,)).fetchone()
        return b"" if found is None else os.pread(self._file.fileno(), *found)

    def close(self) -> None:
        """Let go of the files."""
        self._index.close()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _subject(line: bytes) -> bytes:
    """Return the subject without its closing bracket, or a blank node."""
    return line[: line.index(b"> " if line[:1] == b"<" else b" ")]
