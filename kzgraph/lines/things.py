"""What is said of each thing, found in a file of sorted N-Triples lines.

All that is said of a thing stands together there. A mark at every few thousand bytes says where to
look: to read a thing takes some ten microseconds, where the store has to look up each term; and it
takes little memory, however many things there are.
"""

import os
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Final, Self

from kzgraph.lines.said import Said
from kzgraph.lines.told import telling
from kzgraph.vocab import RDF_TYPE

_BLOCK: Final = 4 * 1024 * 1024
"""Bytes that are read at once of a file that is read as a whole."""

_APART: Final = 4096
"""Bytes from mark to mark: one page of a disk."""

_MOST: Final = 65_536
"""Marks, which take about 120 bytes each; in a file with more pages they are further apart."""


class Things:
    """The things of a file of sorted lines that have an IRI; a context manager, for one thread."""

    def __init__(self, lines: Path) -> None:
        """Open the lines, which stay as they are until this is closed."""
        self._lines = lines
        self._file = lines.open("rb")
        self._size = lines.stat().st_size

    @cached_property
    def _marks(self) -> tuple[list[int], list[bytes]]:
        """Lines some way apart: where each begins, with the end of all, and the subjects with a space."""
        places: list[int] = []
        subjects: list[bytes] = []
        at, apart = 0, max(_APART, self._size // _MOST)
        while at < self._size:
            self._file.seek(at)
            line = self._file.readline()
            places.append(at)
            subjects.append(_subject(line))
            at += max(len(line), apart)
            if at < self._size:
                self._file.seek(at - 1)
                at += len(self._file.readline()) - 1
        return [*places, self._size], subjects

    def of_class(self, *classes: str) -> Iterator[tuple[str, Said]]:
        """Yield the things of a class or of several with all that is said of each, by its lines."""
        return self._holding([f"> <{RDF_TYPE}> <{one}> .\n" for one in classes])

    def having(self, *props: str) -> Iterator[tuple[str, Said]]:
        """Yield the things that have a property or one of several, in the same way."""
        return self._holding([f"> <{prop}> " for prop in props])

    def _holding(self, texts: Iterable[str]) -> Iterator[tuple[str, Said]]:
        """Yield the things of which a line goes on so where its subject ends."""
        sought = [text.encode() for text in texts]
        for block in self._wholes():
            end = 0
            for at in sorted(chain.from_iterable(_places(block, one) for one in sought)):
                if at < end:
                    continue
                start = block.rfind(b"\n", 0, at) + 1
                # Also inside of literals, but there it does not end what the line begins with.
                if block.startswith(b"<", start) and block.index(b">", start) == at:
                    subject = block[start : at + len("> ")]
                    start, end = _begin(block, start, subject), _end(block, start, subject)
                    yield subject[1 : -len("> ")].decode(), Said(block[start:end])

    def _wholes(self) -> Iterator[bytes]:
        """Yield the file in blocks of which none parts the lines of a thing."""
        at, size = 0, _BLOCK
        while block := os.pread(self._file.fileno(), size, at):
            end = len(block) if at + len(block) == self._size else _last(block)
            yield block[:end]
            at, size = at + end, _BLOCK if end else size * 2

    def said(self, iri: str) -> Said:
        """Return all that is said of a thing."""
        subject = f"<{iri}> ".encode()
        return Said(self._beginning(subject, subject))

    def values(self, iri: str, prop: str) -> list[str]:
        """Return the values of one property of a thing, as N-Triples spell them."""
        subject = f"<{iri}> ".encode()
        begun = subject + f"<{prop}> ".encode()
        lines = self._beginning(begun, subject).splitlines()
        return [line[len(begun) : -len(" .")].decode() for line in lines]

    def _beginning(self, begun: bytes, subject: bytes) -> bytes:
        """Return the lines of a subject that begin so: they stand together."""
        places, subjects = self._marks
        first = max(bisect_left(subjects, subject) - 1, 0)
        # No IRI has a space, so that a line of the thing is less than the same with a higher sign.
        after = bisect_left(subjects, subject[:-1] + b"!", first)
        at = places[first]
        found = b"\n" + os.pread(self._file.fileno(), places[after] - at, at)
        start = found.find(b"\n" + begun) + 1
        return found[start : _end(found, start, begun)] if start else b""

    def stating(self, prop: str) -> Iterator[tuple[str, str]]:
        """Yield things that have a property with each of its values, in the order of the lines.

        A thing is told by its IRI, a value as N-Triples spell it.
        """
        return telling(self._lines, prop)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _places(block: bytes, sought: bytes) -> Iterator[int]:
    """Yield where some bytes begin that do not overlap."""
    at = block.find(sought)
    while at >= 0:
        yield at
        at = block.find(sought, at + len(sought))


def _subject(line: bytes) -> bytes:
    """Return what a line begins with: its subject, and the space after it."""
    return line[: line.index(b" ") + 1]


def _last(block: bytes) -> int:
    """Return where the last thing begins in lines of which the last may go on; 0 for no line."""
    end = block.rfind(b"\n")
    if end < 0:
        return 0
    last = block.rfind(b"\n", 0, end) + 1
    return _begin(block, last, _subject(block[last:]))


def _begin(block: bytes, at: int, subject: bytes) -> int:
    """Return where the lines of a subject begin, of which one begins at a place."""
    before = at
    while before and block.startswith(subject, before := block.rfind(b"\n", 0, at - 1) + 1):
        at = before
    return at


def _end(block: bytes, at: int, subject: bytes) -> int:
    """Return where the lines of a subject end, of which one begins at a place."""
    while block.startswith(subject, at):
        at = block.index(b"\n", at) + 1
    return at
