"""Changing the index of names by difference: a copy of the file, some names less and some more."""

import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from kzgraph.errors import StoreError
from kzgraph.names.build import number_of, row_of
from kzgraph.names.model import Name

# A full-text table without content forgets a row when it is told what stood in it.
_FIND = """SELECT id, kind, bare, folded FROM names
    WHERE plain = ? AND iri = ? AND text = ? AND language IS ? AND kind = ?"""
_FORGET_WORDS = (
    "INSERT INTO name_words (name_words, rowid, bare, folded) VALUES ('delete', ?, ?, ?)"
)
_FORGET_TRIGRAMS = """INSERT INTO name_trigrams (name_trigrams, rowid, folded)
    VALUES ('delete', ?, ' ' || ? || ' ')"""
_IS_TAKEN = "SELECT 1 FROM names WHERE id = ?"
_ADD = "INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_WORDS = "INSERT INTO name_words (rowid, bare, folded) VALUES (?, ?, ?)"
_ADD_TRIGRAMS = "INSERT INTO name_trigrams (rowid, folded) VALUES (?, ' ' || ? || ' ')"

# The tokenizer itself tells the trigrams of the changed names; only these are counted again.
_NOTE_TRIGRAMS = "INSERT INTO few (folded) VALUES (' ' || ? || ' ')"
_BEGIN = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "BEGIN",
    "CREATE VIRTUAL TABLE temp.few USING fts5(folded, content='', tokenize='trigram')",
    "CREATE VIRTUAL TABLE temp.changed USING fts5vocab('temp', 'few', 'row')",
    "CREATE VIRTUAL TABLE temp.counts USING fts5vocab('main', 'name_trigrams', 'row')",
)
_END = (
    "DELETE FROM trigrams WHERE trigram IN (SELECT term FROM changed)",
    """INSERT INTO trigrams SELECT counts.term, counts.doc FROM changed
        CROSS JOIN counts WHERE counts.term = changed.term AND counts.doc > 0""",
    "COMMIT",
)


def change_index(source: Path, target: Path, gone: Iterable[Name], come: Iterable[Name]) -> None:
    """Write an index to a new file that has some names less and some more than another.

    It holds what ``build_index`` would write. Raises ``StoreError`` when a
    file cannot be read or written, or does not hold a name that is gone.
    """
    try:
        shutil.copyfile(source, target)
        with closing(sqlite3.connect(target, isolation_level=None)) as connection:
            for statement in _BEGIN:
                connection.execute(statement)
            for name in gone:
                _remove(connection, name)
            for name in come:
                _add(connection, name)
            for statement in _END:
                connection.execute(statement)
    except (OSError, LookupError, sqlite3.Error) as exc:
        target.unlink(missing_ok=True)
        raise StoreError(f"The index of names cannot be written to {target}: {exc}") from exc


def _remove(connection: sqlite3.Connection, name: Name) -> None:
    plain = row_of(name)[4]
    wanted = (plain, name.iri, name.text, name.language, name.kind)
    row = connection.execute(_FIND, wanted).fetchone()
    if row is None:
        raise LookupError(f"{name.text!r} is no name of {name.iri} there")
    number, kind, bare, folded = row
    connection.execute("DELETE FROM names WHERE id = ?", (number,))
    if kind != "acronym":
        connection.execute(_FORGET_WORDS, (number, bare, folded))
        connection.execute(_FORGET_TRIGRAMS, (number, folded))
        connection.execute(_NOTE_TRIGRAMS, (folded,))


def _add(connection: sqlite3.Connection, name: Name) -> None:
    row = row_of(name)
    number = number_of(row)
    while connection.execute(_IS_TAKEN, (number,)).fetchone():
        number += 1
    connection.execute(_ADD, (number, *row))
    if name.kind != "acronym":
        bare, folded = row[5:7]
        connection.execute(_ADD_WORDS, (number, bare, folded))
        connection.execute(_ADD_TRIGRAMS, (number, folded))
        connection.execute(_NOTE_TRIGRAMS, (folded,))
