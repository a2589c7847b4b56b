"""Writing the index of names: one SQLite file that nobody changes afterwards."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from kzgraph.errors import StoreError
from kzgraph.names.model import Name, Typing
from kzgraph.names.reading import Reading

VERSION = 3
"""Of the tables below; the file carries it, and a reader refuses another."""

Columns = tuple[str | None, ...]
"""Of a name: iri, text, language, kind, plain, bare, folded, key."""

_HASH_BITS = 24
"""Few, since the full-text tables hold numbers by their differences."""

# A name is numbered by its length and by what it is, whenever it comes in. The full-text tables tell
# their rows in that order, the shortest first, of which a query covers the most, and need not sort.
# The full-text tables hold no copy of the text ("content=''"): their rows bear the ids of `names`.
_TABLES = (
    "BEGIN",
    f"PRAGMA user_version = {VERSION}",
    """CREATE TABLE names (
        id INTEGER PRIMARY KEY, iri TEXT NOT NULL, text TEXT NOT NULL, language TEXT,
        kind TEXT NOT NULL, plain TEXT NOT NULL, bare TEXT NOT NULL, folded TEXT NOT NULL,
        key TEXT NOT NULL)""",
    """CREATE VIRTUAL TABLE name_words USING fts5(
        bare, folded, content='', prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TABLE types (
        thing TEXT NOT NULL, class TEXT NOT NULL, PRIMARY KEY (thing, class)) WITHOUT ROWID""",
)
_INDEXES = (
    "CREATE INDEX names_plain ON names (plain)",
    "CREATE INDEX names_key ON names (key)",
    "CREATE INDEX names_iri ON names (iri)",
    """INSERT INTO name_words (rowid, bare, folded)
        SELECT id, bare, folded FROM names WHERE kind <> 'acronym' ORDER BY id""",
    "INSERT INTO name_words (name_words) VALUES ('optimize')",
    "COMMIT",
)


def build_index(path: Path, names: Iterable[Name], types: Iterable[Typing] = ()) -> int:
    """Write the index of the names to a new file and return how many different names it holds.

    ``types`` are the classes of what bears the names. The same names and types give the same rows,
    in whatever order they come. Raises ``StoreError`` where the file exists or cannot be written;
    a file that was begun is removed.
    """
    if path.exists():
        raise StoreError(f"The index of names is not written over a file that exists: {path}")
    rows = list(_numbered(row_of(name) for name in set(names)))
    try:
        _write(path, rows, sorted(set(types)))
    except sqlite3.Error as exc:
        path.unlink(missing_ok=True)
        raise StoreError(f"The index of names cannot be written to {path}: {exc}") from exc
    return len(rows)


def _write(path: Path, rows: list[tuple[int | str | None, ...]], types: list[Typing]) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in _TABLES:
            connection.execute(statement)
        connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
        connection.executemany("INSERT INTO types VALUES (?, ?)", types)
        for statement in _INDEXES:
            connection.execute(statement)


def number_of(row: Columns) -> int:
    """Return the number that a name should have: by its length, then by a hash of what it is."""
    told = blake2b(json.dumps(row[:4]).encode("ascii"), digest_size=_HASH_BITS // 8)
    return first_number(len(row[-1] or "")) + int.from_bytes(told.digest(), "big")


def first_number(length: int) -> int:
    """Return the least number that a name may have whose key has so many letters."""
    return max(length, 0) << _HASH_BITS


def _numbered(rows: Iterable[Columns]) -> Iterator[tuple[int | str | None, ...]]:
    """Yield rows with their numbers; where two should have the same, one has the next."""
    last = -1
    for row in sorted(rows, key=lambda row: (number_of(row), *(part or "" for part in row))):
        last = max(number_of(row), last + 1)
        yield (last, *row)


@lru_cache(maxsize=65_536)
def _reading(text: str) -> Reading:
    """Fold a text once: a writer builds the index again and again with nearly the same names."""
    return Reading.of(text)


def row_of(name: Name) -> Columns:
    """Return the columns of a name, without its number."""
    read = _reading(name.text)
    words = (" ".join(read.bare), " ".join(read.folded))
    return (name.iri, name.text, name.language, name.kind, read.plain, *words, read.key)
