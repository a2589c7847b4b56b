"""What is said of each thing, found in a file of sorted N-Triples lines.

All that is said of a thing stands together there. To read it takes some ten microseconds, where the
store has to look up each term; and it takes no memory, however many things there are.
"""

import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Self

from kzgraph.errors import StoreError
from kzgraph.lines.said import Said
from kzgraph.vocab import RDF_TYPE

_TABLES: Final = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "BEGIN",
    "CREATE TABLE thing (iri TEXT PRIMARY KEY, at INTEGER, size INTEGER) WITHOUT ROWID",
    "CREATE TABLE class (class TEXT, iri TEXT, PRIMARY KEY (class, iri)) WITHOUT ROWID",
)
_BLOCK: Final = 4 * 1024 * 1024
_THING: Final = re.compile(rb"(<[^>]*>|_:[^ ]*) .*\n(?:\1 .*\n)*")
"""All lines of one subject."""
_TYPE: Final = f" <{RDF_TYPE}> <".encode()


class Things:
    """The things of a file of sorted lines that have an IRI; a context manager, for one thread."""

    def __init__(self, lines: Path, index: Path) -> None:
        """Read the lines once, and write to a new file where each thing stands.

        Raises ``StoreError`` where the file cannot be written.
        """
        self._lines = lines
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
        start, rest = 0, b""
        for block in self._blocks():
            rest += block
            # The last thing may go on in the next block.
            known = self._note([*_THING.finditer(rest)][:-1], start)
            start, rest = start + known, rest[known:]
        self._note([*_THING.finditer(rest)], start)

    def _blocks(self) -> Iterator[bytes]:
        """Yield the file in blocks of whole lines."""
        with self._lines.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block + file.readline()

    def _note(self, found: list[re.Match[bytes]], start: int) -> int:
        """Note things of a block that starts so far in the file; return where they end in it."""
        things = [one for one in found if one[0].startswith(b"<")]
        places = ((_iri(one), start + one.start(), len(one[0])) for one in things)
        self._index.executemany("INSERT INTO thing VALUES (?, ?, ?)", places)
        classes = ((name, _iri(one)) for one in things for name in _classes(one))
        self._index.executemany("INSERT INTO class VALUES (?, ?)", classes)
        return found[-1].end() if found else 0

    def of_class(self, *classes: str) -> Iterator[tuple[str, Said]]:
        """Yield the things of a class or of several with all that is said of each, sorted by IRI."""
        among = ", ".join("?" * len(classes))
        rows = self._index.execute(
            f"""SELECT DISTINCT iri, size, at FROM class CROSS JOIN thing USING (iri)
                WHERE class IN ({among}) ORDER BY iri""",  # noqa: S608
            classes,
        )
        return ((iri, self._read(size, at)) for iri, size, at in rows)

    def said(self, iri: str) -> Said:
        """Return all that is said of a thing."""
        found = self._index.execute("SELECT size, at FROM thing WHERE iri = ?", (iri,)).fetchone()
        return Said(b"") if found is None else self._read(*found)

    def stating(self, prop: str) -> Iterator[tuple[str, str]]:
        """Yield things that have a property with each of its values, in the order of the lines.

        A thing is told by its IRI, a value as N-Triples spell it.
        """
        line = re.compile(rb"\n<([^>]*)> <%s> (.*) \." % re.escape(prop.encode()))
        for block in self._blocks():
            for iri, value in line.findall(b"\n" + block):
                yield iri.decode(), value.decode()

    def _read(self, size: int, at: int) -> Said:
        return Said(os.pread(self._file.fileno(), size, at))

    def close(self) -> None:
        """Let go of the files."""
        self._index.close()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _iri(one: re.Match[bytes]) -> str:
    return one[1][1:-1].decode()


def _classes(one: re.Match[bytes]) -> Iterator[str]:
    """Yield the classes of a thing; a line begins with its subject, a literal that tells of it not."""
    for rest in (b"\n" + one[0]).split(b"\n" + one[1] + _TYPE)[1:]:
        yield rest[: rest.index(b">")].decode()
