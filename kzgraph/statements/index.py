"""The index of statements of one release, opened for reading."""

import json
import sqlite3
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from kzgraph.errors import StoreError
from kzgraph.model import Value
from kzgraph.model.coverage import Coverage
from kzgraph.names.pool import Connections
from kzgraph.statements.kept import Kept
from kzgraph.statements.tables import VERSION
from kzgraph.statements.view import Values

if TYPE_CHECKING:
    from kzgraph.statements.columns import ColumnFile, Columns
    from kzgraph.statements.document_columns import DocumentColumns

Row = tuple[Any, ...]

_MOST_KEPT: Final = 1024
"""Counts that are kept: the same totals are asked for with every page of a list."""

_DAYS_KEPT: Final = 256
"""Days of ``known_on``, and documents, of which the coverage is kept."""

_MOST_TERMS: Final = 32_768
"""Terms that are kept, with some hundred bytes each: most lists name the same ones."""

_KEYS: Final = """SELECT id, key FROM statement
    WHERE id IN (SELECT value FROM json_each(:statements))"""
_UNTIL: Final = "SELECT COUNT(*) FROM statement WHERE key <= :key"
_NUMBERS: Final = """SELECT text, id FROM term WHERE text IN (SELECT value FROM json_each(:iris))
    AND datatype IS NULL AND language IS NULL"""


class StatementIndex:
    """What the claims of a release say, in tables; any number of threads may ask."""

    def __init__(self, path: Path) -> None:
        """Open a file. Raises ``StoreError`` where it is missing or of another version."""
        self._path = path
        self._connections = Connections(path)
        self._counts = Kept[list[Row]](_MOST_KEPT)
        self.coverages = Kept[Coverage](_DAYS_KEPT)
        self._terms: dict[int, Value] = {}
        ((version,),) = self.rows("PRAGMA user_version")
        if version != VERSION:
            self.close()
            raise StoreError(f"The index of statements at {path} has version {version}.")

    @cached_property
    def documents(self) -> "DocumentColumns":
        """The documents in memory; read when they are first asked for."""
        from kzgraph.statements.document_columns import DocumentColumns  # noqa: PLC0415  # numpy

        return DocumentColumns(self.rows)

    @cached_property
    def _kept(self) -> "ColumnFile":
        from kzgraph.statements.columns import FILE, ColumnFile  # noqa: PLC0415  # numpy

        return ColumnFile(self._path.with_name(FILE))

    def columns(self, question: str, values: Values | None = None, *, texts: int = 0) -> "Columns":
        """Return whole columns: those that are kept in a file, or else what the tables tell.

        The question tells each column as an array of JSON: whole numbers, at last so many ``texts``.
        Raises ``StoreError``.
        """
        from kzgraph.statements.columns import Columns, key_of  # noqa: PLC0415  # numpy

        kept = self._kept.get(key_of(question, values or {}))
        return kept or Columns.of(self.rows(question, values or {})[0], texts)

    def rows(self, question: str, values: Values | None = None) -> list[Row]:
        """Return the rows that answer one of our own questions. Raises ``StoreError``."""
        try:
            return self._connections.rows(question, values or {})
        except sqlite3.Error as exc:
            raise StoreError(f"The index of statements at {self._path}: {exc}") from exc

    def counts(self, question: str, values: Values) -> list[Row]:
        """Return the same for a question that is asked again and again; the last answers are kept."""
        # What the question does not name makes no difference: two views may ask the same.
        key = (question, *sorted(pair for pair in values.items() if f":{pair[0]}" in question))
        return self._counts.get(key, lambda: self.rows(question, values))

    def number_of(self, iri: str) -> int | None:
        """Return the number of a thing, or None where the index does not name it."""
        return self.numbers_of([iri]).get(iri)

    def numbers_of(self, iris: Iterable[str]) -> dict[str, int]:
        """Return the numbers of the things among some IRIs that the index names."""
        return dict(self.rows(_NUMBERS, {"iris": json.dumps([*iris])}))

    def key_of(self, statement: int) -> str:
        """Return the key of a statement, by its number."""
        return self.keys_of([statement])[statement]

    def keys_of(self, statements: Iterable[int]) -> dict[int, str]:
        """Return the keys of statements, by their numbers."""
        return dict(self.rows(_KEYS, {"statements": json.dumps([*statements])}))

    def until(self, key: str) -> int:
        """Return how many statements come before a key in their order, or have it."""
        return int(self.rows(_UNTIL, {"key": key})[0][0])

    def terms(self, numbers: Iterable[int]) -> dict[int, Value]:
        """Return terms by their numbers, with their English labels."""
        wanted = sorted(set(numbers))
        if len(self._terms) > _MOST_TERMS:
            self._terms = {}
        known = self._terms  # the one dictionary all along: another thread may take a new one
        missing = [number for number in wanted if number not in known]
        if missing:
            known.update(self._read_terms(missing))
        return {number: known[number] for number in wanted if number in known}

    def _read_terms(self, numbers: list[int]) -> dict[int, Value]:
        # As a parameter: the same text is parsed once, and not for every list of numbers.
        rows = self.rows(
            "SELECT id, text, datatype, language, label FROM term "
            "WHERE id IN (SELECT value FROM json_each(:listed))",
            {"listed": json.dumps(numbers)},
        )
        return {row[0]: _value(*row[1:]) for row in rows}

    def close(self) -> None:
        """Let go of the file; a question after that raises ``StoreError``."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _value(text: str, datatype: str | None, language: str | None, label: str) -> Value:
    # A plain literal has the language "", so that it is told from an IRI.
    named = datatype is None and language is None
    return Value(label, text if named else None, datatype, language or None)
