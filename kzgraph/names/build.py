"""Writing the index of names: one SQLite file that nobody changes afterwards."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from zlib import crc32

from kzgraph.errors import StoreError
from kzgraph.inserting import Row, insert
from kzgraph.names.model import Name, Typing
from kzgraph.names.reading import Reading
from kzgraph.names.vocabulary import TABLES, TOKENS, write_words

VERSION = 4
"""Of the tables below; the file carries it, and a reader refuses another."""

Columns = tuple[str | None, ...]
"""Of a name: iri, text, language, kind, plain, bare, folded, key."""

_CACHE_KIB = 16 * 1024
"""Memory for pages, and as much for words that are not yet in the full-text table."""

_HASH_BITS = 24
"""Few, since the full-text tables hold numbers by their differences."""

# A name is numbered by its length and by what it is, whenever it comes in. The full-text tables tell
# their rows in that order, the shortest first, of which a query covers the most, and need not sort.
# The full-text tables hold no copy of the text ("content=''"): their rows bear the ids of `names`.
_TABLES = (
    "PRAGMA main.synchronous = OFF",
    "PRAGMA secure_delete = OFF",
    "PRAGMA waiting.synchronous = OFF",
    "PRAGMA waiting.journal_mode = OFF",
    f"PRAGMA cache_size = -{_CACHE_KIB}",
    "BEGIN",
    """CREATE TABLE waiting.name (
        number INTEGER, iri TEXT, text TEXT, language TEXT, kind TEXT, plain TEXT, bare TEXT,
        folded TEXT, key TEXT)""",
    "CREATE TABLE waiting.type (thing TEXT, class TEXT)",
    f"PRAGMA user_version = {VERSION}",
    """CREATE TABLE names (
        id INTEGER PRIMARY KEY, iri TEXT NOT NULL, text TEXT NOT NULL, language TEXT,
        kind TEXT NOT NULL, plain TEXT NOT NULL, bare TEXT NOT NULL, folded TEXT NOT NULL,
        key TEXT NOT NULL)""",
    f"""CREATE VIRTUAL TABLE name_words USING fts5(
        bare, folded, content='', prefix='1 2 3 4 5', {TOKENS})""",
    f"INSERT INTO name_words (name_words, rank) VALUES ('hashsize', {_CACHE_KIB * 1024})",
    """CREATE TABLE types (
        thing TEXT NOT NULL, class TEXT NOT NULL, PRIMARY KEY (thing, class)) WITHOUT ROWID""",
    *TABLES,
)
# Names wait in a file beside, to be sorted by what they are numbered by: there may be many.
_IN_ORDER = """SELECT number, iri, text, nullif(language, ''), kind, plain, bare, folded, key
    FROM waiting.name GROUP BY number, iri, text, language, kind
    ORDER BY number, iri, text, language, kind"""
_INDEXES = (
    "INSERT INTO types SELECT DISTINCT thing, class FROM waiting.type ORDER BY thing, class",
    "CREATE INDEX names_plain ON names (plain)",
    "CREATE INDEX names_key ON names (key)",
    "CREATE INDEX names_iri ON names (iri)",
    """INSERT INTO name_words (rowid, bare, folded)
        SELECT id, bare, folded FROM names WHERE kind <> 'acronym' ORDER BY id""",
    "INSERT INTO name_words (name_words) VALUES ('optimize')",
)


def build_index(path: Path, names: Iterable[Name], types: Iterable[Typing] = ()) -> int:
    """Write the index of the names to a new file and return how many different names it holds.

    ``types`` are the classes of what bears the names. The same names and types give the same rows,
    in whatever order they come. Raises ``StoreError`` where the file exists or cannot be written;
    a file that was begun is removed.
    """
    if path.exists():
        raise StoreError(f"The index of names is not written over a file that exists: {path}")
    waiting = path.with_suffix(".waiting")
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("ATTACH ? AS waiting", (str(waiting),))
            for statement in _TABLES:
                connection.execute(statement)
            insert(connection, "waiting.name", map(_numbered, names))
            added = insert(connection, "names", _apart(connection.execute(_IN_ORDER)))
            insert(connection, "waiting.type", types)
            for statement in _INDEXES:
                connection.execute(statement)
            write_words(connection)
            connection.execute("COMMIT")
    except sqlite3.Error as exc:
        path.unlink(missing_ok=True)
        raise StoreError(f"The index of names cannot be written to {path}: {exc}") from exc
    finally:
        waiting.unlink(missing_ok=True)
    return added


def _numbered(name: Name) -> Row:
    """Return the columns of a name after the number that it should have; '' for no language."""
    row = row_of(name)
    return (number_of(row), *[part or "" for part in row])


def number_of(row: Columns) -> int:
    """Return the number that a name should have: by its length, then by a hash of what it is."""
    iri, text, language, kind = row[:4]
    told = crc32(f"{iri}\n{text}\n{language or ''}\n{kind}".encode())
    return first_number(len(row[-1] or "")) + told % (1 << _HASH_BITS)


def first_number(length: int) -> int:
    """Return the least number that a name may have whose key has so many letters."""
    return max(length, 0) << _HASH_BITS


def _apart(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows in their order; where two should have one number, the second has the next."""
    last = -1
    for number, *row in rows:
        last = max(int(number or 0), last + 1)
        yield (last, *row)


def row_of(name: Name) -> Columns:
    """Return the columns of a name, without its number."""
    read = Reading.of(name.text)
    words = (" ".join(read.bare), " ".join(read.folded))
    return (name.iri, name.text, name.language, name.kind, read.plain, *words, read.key)
