"""The names of what documents say most about, in the order of that, held in memory.

Tens of thousands of names may begin with one letter, and only the weightiest are wanted. A full-text
table tells its rows in their order, so it stops as soon as there are enough.
"""

import sqlite3
from collections.abc import Generator, Iterable
from threading import Lock
from typing import Any, Final, Literal

from kzgraph.names.questions import all_of, words_match
from kzgraph.names.reading import Reading

_TABLES: Final = (
    """CREATE TABLE names (id INTEGER PRIMARY KEY, iri TEXT, text TEXT, language TEXT, kind TEXT,
        plain TEXT, bare TEXT, folded TEXT)""",
    """CREATE VIRTUAL TABLE words USING fts5(
        bare, folded, content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')""",
)
_ASKED: Final = """SELECT iri, text, language, kind, plain, names.bare, names.folded
FROM words JOIN names ON names.id = words.rowid WHERE words MATCH ? ORDER BY words.rowid"""


class Prominent:
    """Names by weight; any number of threads may ask."""

    def __init__(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Take the columns of names, the weightiest first, as the questions to the index give them."""
        self._lock = Lock()
        self._connection = sqlite3.connect(":memory:", check_same_thread=False)
        for table in _TABLES:
            self._connection.execute(table)
        self._connection.executemany("INSERT INTO names VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", rows)
        self._connection.execute(
            "INSERT INTO words (rowid, bare, folded) SELECT id, bare, folded FROM names ORDER BY id"
        )

    def begun(
        self, words: tuple[str, ...], column: Literal["bare", "folded"]
    ) -> Generator[tuple[Any, ...], None, None]:
        """Yield the names that begin with some words of a reading; stop when there are enough."""
        # The words of a reading are letters and digits, in which no sign is an operator.
        return self._asked(f'{column} : ^"{" ".join(words)}"*' if words else None)

    def inside(self, reading: Reading) -> Generator[tuple[Any, ...], None, None]:
        """Yield the names that hold the words of a reading, the last one begun."""
        return self._asked(words_match(reading, all_of))

    def close(self) -> None:
        """Let go of the names."""
        with self._lock:
            self._connection.close()

    def _asked(self, match: str | None) -> Generator[tuple[Any, ...], None, None]:
        if match is not None:
            with self._lock:
                yield from self._connection.execute(_ASKED, (match,))
