"""The words of all names, in two tables: by their beginnings, and those of folded names by their ends."""

import sqlite3
from typing import Final

TOKENS: Final = "tokenize='unicode61 remove_diacritics 0'"
"""How the full-text tables find the words of a text, which are words already."""

TABLES: Final = (
    "CREATE TABLE words (word TEXT PRIMARY KEY, folded INTEGER NOT NULL) WITHOUT ROWID",
    """CREATE TABLE ends (
        initial TEXT, length INTEGER, reversed TEXT,
        PRIMARY KEY (initial, length, reversed)) WITHOUT ROWID""",
)
_END: Final = "substr(word, 1, 1), length(word), backwards(word)"
_HELD: Final = "CREATE VIRTUAL TABLE temp.held USING fts5vocab('main', 'name_words', 'col')"
_FILL: Final = (
    _HELD,
    "INSERT INTO words SELECT term, max(col = 'folded') FROM temp.held GROUP BY term",
    f"INSERT INTO ends SELECT {_END} FROM words WHERE folded ORDER BY 1, 2, 3",
)
_FOLLOW: Final = (
    _HELD,
    "CREATE VIRTUAL TABLE temp.touched USING fts5vocab('temp', 'changed', 'row')",
    f"""DELETE FROM ends WHERE (initial, length, reversed) IN (
        SELECT {_END} FROM temp.touched CROSS JOIN words ON word = term)""",
    "DELETE FROM words WHERE word IN (SELECT term FROM temp.touched)",
    """INSERT INTO words SELECT held.term, max(held.col = 'folded')
        FROM temp.touched CROSS JOIN temp.held ON held.term = touched.term GROUP BY held.term""",
    f"""INSERT INTO ends SELECT {_END}
        FROM temp.touched CROSS JOIN words ON word = term WHERE folded""",
)
CHANGED: Final = f"""CREATE VIRTUAL TABLE temp.changed USING fts5(
    bare, folded, content='', {TOKENS})"""
"""The names of a change: those that go, and those that come."""


def write_words(connection: sqlite3.Connection) -> None:
    """Fill the tables with the words that the full-text table holds."""
    _execute(connection, _FILL)


def follow_words(connection: sqlite3.Connection) -> None:
    """Put the words of the names of a change right, once the full-text table is."""
    _execute(connection, _FOLLOW)


def _execute(connection: sqlite3.Connection, statements: tuple[str, ...]) -> None:
    connection.create_function("backwards", 1, _backwards, deterministic=True)
    for statement in statements:
        connection.execute(statement)


def _backwards(word: str) -> str:
    return word[::-1]
