"""Writing the index of names: one SQLite file that nobody changes afterwards."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from kzgraph.errors import StoreError
from kzgraph.names.compare import Reading
from kzgraph.names.model import Name

VERSION = 1
"""Of the tables below; the file carries it, and a reader refuses another."""

# The full-text tables hold no copy of the text ("content=''"): their rows bear the ids of `names`.
# The trigrams are taken from the folded name between two spaces, so that the first and the last two
# letters of each word weigh as much as the others; `trigrams` says how many names hold each.
_TABLES = (
    "BEGIN",
    f"PRAGMA user_version = {VERSION}",
    """CREATE TABLE names (
        id INTEGER PRIMARY KEY, iri TEXT NOT NULL, text TEXT NOT NULL, language TEXT,
        kind TEXT NOT NULL, plain TEXT NOT NULL, bare TEXT NOT NULL, folded TEXT NOT NULL,
        key TEXT NOT NULL)""",
    """CREATE VIRTUAL TABLE name_words USING fts5(
        bare, folded, content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE VIRTUAL TABLE name_trigrams USING fts5(
        folded, content='', tokenize='trigram')""",
    """CREATE TABLE trigrams (
        trigram TEXT PRIMARY KEY, names INTEGER NOT NULL) WITHOUT ROWID""",
)
_INDEXES = (
    "CREATE INDEX names_plain ON names (plain)",
    "CREATE INDEX names_key ON names (key)",
    """INSERT INTO name_words (rowid, bare, folded)
        SELECT id, bare, folded FROM names WHERE kind <> 'acronym' ORDER BY id""",
    """INSERT INTO name_trigrams (rowid, folded)
        SELECT id, ' ' || folded || ' ' FROM names WHERE kind <> 'acronym' ORDER BY id""",
    "INSERT INTO name_words (name_words) VALUES ('optimize')",
    "INSERT INTO name_trigrams (name_trigrams) VALUES ('optimize')",
    "CREATE VIRTUAL TABLE temp.counts USING fts5vocab('main', 'name_trigrams', 'row')",
    "INSERT INTO trigrams SELECT term, doc FROM temp.counts ORDER BY term",
    "COMMIT",
)


def build_index(path: Path, names: Iterable[Name]) -> int:
    """Write the index of the names to a new file and return how many different names it holds.

    The same names give the same rows, in whatever order they come. Raises ``StoreError`` where the
    file exists or cannot be written; a file that was begun is removed.
    """
    if path.exists():
        raise StoreError(f"The index of names is not written over a file that exists: {path}")
    rows = [_row(name) for name in sorted(set(names), key=_order)]
    try:
        _write(path, rows)
    except sqlite3.Error as exc:
        path.unlink(missing_ok=True)
        raise StoreError(f"The index of names cannot be written to {path}: {exc}") from exc
    return len(rows)


def _write(path: Path, rows: list[tuple[str | None, ...]]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in _TABLES:
            connection.execute(statement)
        connection.executemany("INSERT INTO names VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        for statement in _INDEXES:
            connection.execute(statement)


def _order(name: Name) -> tuple[str, str, str, str]:
    return (name.iri, name.text, name.language or "", name.kind)


@lru_cache(maxsize=65_536)
def _reading(text: str) -> Reading:
    """Fold a text once: a writer builds the index again and again with nearly the same names."""
    return Reading.of(text)


def _row(name: Name) -> tuple[str | None, ...]:
    read = _reading(name.text)
    words = (" ".join(read.bare), " ".join(read.folded))
    return (name.iri, name.text, name.language, name.kind, read.plain, *words, read.key)
