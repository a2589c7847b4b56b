"""Changing the index of names by difference: a copy of the file, some names less and some more."""

import shutil
import sqlite3
from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from kzgraph.errors import StoreError
from kzgraph.names.build import number_of, row_of
from kzgraph.names.model import Name, Typing
from kzgraph.names.vocabulary import CHANGED, follow_words

# A full-text table without content forgets a row when it is told what stood in it.
_FIND = """SELECT id, kind, bare, folded FROM names
    WHERE plain = ? AND iri = ? AND text = ? AND language IS ? AND kind = ?"""
_FORGET_WORDS = (
    "INSERT INTO name_words (name_words, rowid, bare, folded) VALUES ('delete', ?, ?, ?)"
)
_CHANGE_WORDS = "INSERT INTO temp.changed (rowid, bare, folded) VALUES (NULL, ?, ?)"
_UNTYPE = "DELETE FROM types WHERE thing = ? AND class = ?"
_TYPE = "INSERT INTO types VALUES (?, ?)"
_IS_TAKEN = "SELECT 1 FROM names WHERE id = ?"
_ADD = "INSERT INTO names VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_ADD_WORDS = "INSERT INTO name_words (rowid, bare, folded) VALUES (?, ?, ?)"
_BEGIN = (CHANGED, "PRAGMA journal_mode = OFF", "PRAGMA synchronous = OFF", "BEGIN")


@dataclass(frozen=True, slots=True)
class Naming:
    """Names, and the classes of things that bear one."""

    names: Collection[Name] = ()
    types: Collection[Typing] = ()


def change_index(source: Path, target: Path, gone: Naming, come: Naming) -> None:
    """Write an index to a new file that has some names and types less and some more than another.

    It holds what ``build_index`` would write. Raises ``StoreError`` when a
    file cannot be read or written, or does not hold a name that is gone.
    """
    try:
        shutil.copyfile(source, target)
        with closing(sqlite3.connect(target, isolation_level=None)) as connection:
            for statement in _BEGIN:
                connection.execute(statement)
            for name in gone.names:
                _remove(connection, name)
            for name in come.names:
                _add(connection, name)
            follow_words(connection)
            connection.executemany(_UNTYPE, gone.types)
            connection.executemany(_TYPE, come.types)
            connection.execute("COMMIT")
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
        connection.execute(_CHANGE_WORDS, (bare, folded))


def _add(connection: sqlite3.Connection, name: Name) -> None:
    row = row_of(name)
    number = number_of(row)
    while connection.execute(_IS_TAKEN, (number,)).fetchone():
        number += 1
    connection.execute(_ADD, (number, *row))
    if name.kind != "acronym":
        connection.execute(_ADD_WORDS, (number, *row[5:7]))
        connection.execute(_CHANGE_WORDS, row[5:7])
