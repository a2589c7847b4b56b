"""Whole columns of the index of statements, kept in a file beside it in the form in which they are held.

To ask SQLite for them takes seconds of a start at ten million quads; the file is mapped into memory,
which all processes of a service share. It says nothing that the tables do not say: where there is none,
they are asked. A column is known by the question that it answers; what another version asks otherwise
is not there, and the tables are asked.
"""

import json
import mmap
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from kzgraph.errors import StoreError

FILE: Final = "statements.columns"
"""The name of the file in the folder of a release."""

Column = npt.NDArray[np.int64]
"""Whole numbers, one for each row."""

_ALIGNED: Final = 64
_NUMBERS, _TEXTS = "numbers", "texts"


class Columns(NamedTuple):
    """The columns that answer a question: those of whole numbers, then those of texts."""

    numbers: list[Column]
    texts: list[list[str]]

    @classmethod
    def of(cls, told: Iterable[str], texts: int) -> "Columns":
        """Read columns that SQLite tells as arrays of JSON; the last ones are ``texts``."""
        columns = [json.loads(column) for column in told]
        first = len(columns) - texts
        numbers = [np.array(column, dtype=np.int64) for column in columns[:first]]
        return cls(numbers, columns[first:])


def key_of(question: str, values: Mapping[str, Any]) -> str:
    """Return what the columns of a question are known by."""
    return json.dumps([question, values], sort_keys=True)


class ColumnFile:
    """Columns in a file, mapped into memory; any number of threads may read."""

    def __init__(self, path: Path) -> None:
        """Open a file; one that is not there has no columns. Raises ``StoreError`` for a broken one."""
        self._path = path
        self._places: dict[str, list[tuple[str, int, int]]] = {}
        try:
            with path.open("rb") as file:
                self._places = json.loads(file.readline())
                self._first = _aligned(file.tell())
                self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except FileNotFoundError:
            return
        except (OSError, ValueError) as exc:
            raise self._broken(exc) from exc

    def get(self, key: str) -> Columns | None:
        """Return the columns of a question by its key; None where they are not kept.

        Raises ``StoreError`` where the file is too short.
        """
        if key not in self._places:
            return None
        found = Columns([], [])
        try:
            for kind, start, many in self._places[key]:
                if kind == _NUMBERS:
                    at = self._first + start
                    found.numbers.append(np.frombuffer(self._bytes, np.int64, many, at))
                else:
                    found.texts.append(json.loads(self._cut(start, many)))
        except ValueError as exc:
            raise self._broken(exc) from exc
        return found

    def _cut(self, start: int, many: int) -> bytes:
        return self._bytes[self._first + start : self._first + start + many]

    def _broken(self, exc: Exception) -> StoreError:
        return StoreError(
            f"The columns at {self._path} cannot be read: {exc}. Remove the file: without it they are "
            "read from the index of statements, which takes longer."
        )


def write_columns(path: Path, told: Mapping[str, Columns]) -> None:
    """Write the columns of questions, by their keys, to a new file.

    One line of JSON has for each question the kind, the start and the length of its columns: numbers
    are counted, texts have bytes. Raises ``StoreError`` where it cannot be written.
    """
    places: dict[str, list[tuple[str, int, int]]] = {}
    parts: list[bytes] = []
    start = 0
    for key, columns in told.items():
        places[key] = []
        for kind, many, part in _parts(columns):
            places[key].append((kind, start, many))
            parts.append(part.ljust(_aligned(len(part)), b"\0"))
            start += len(parts[-1])
    head = json.dumps(places).encode() + b"\n"
    try:
        with path.open("xb") as file:
            file.write(head.ljust(_aligned(len(head)), b"\0"))
            file.writelines(parts)
    except OSError as exc:
        raise StoreError(f"The columns cannot be written to {path}: {exc}") from exc


def _parts(columns: Columns) -> Iterable[tuple[str, int, bytes]]:
    for column in columns.numbers:
        yield _NUMBERS, len(column), column.tobytes()
    for texts in columns.texts:
        part = json.dumps(texts, ensure_ascii=False).encode()
        yield _TEXTS, len(part), part


def _aligned(length: int) -> int:
    return -(-length // _ALIGNED) * _ALIGNED
