"""Changing the index of statements by difference: a copy of the file with other rows of what changed.

Those rows are made as all others are, by ``build_statements``, of the part of the store that they
come from. They are numbered anew as they move over. What other tables add up is added up
again by the same SQL, asked over views of the changed part that bear the names of the tables.
"""

import shutil
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kzgraph.errors import StoreError
from kzgraph.identifiers import slug_of
from kzgraph.rdf import Literal, NamedNode, Triple
from kzgraph.statements.build import build_statements
from kzgraph.statements.forgetting import FORGET, UNUSED
from kzgraph.statements.moving import MOVE, PLACES
from kzgraph.statements.owned import TOUCHED
from kzgraph.statements.rows import label_of
from kzgraph.statements.summing import STIRRED, VIEWS_OF_CLAIMS, VIEWS_OF_ENTITIES, clear
from kzgraph.statements.tables import FACETS, MAKINGS, WORDS
from kzgraph.statements.touched import Touched, part_of, touched_by
from kzgraph.store import Store
from kzgraph.vocab import RDFS

_LABEL: Final = NamedNode(RDFS + "label")
_QUICK: Final = ("journal_mode = OFF", "synchronous = OFF", "temp_store = MEMORY")


def follow_statements(
    before: Path, stores: tuple[Store, Store], changed: Sequence[Triple], target: Path
) -> None:
    """Write the index of a store to a new file, given the index of the store before a change.

    ``stores`` hold the data before and after, ``changed`` are the triples of named graphs that one of
    them has and the other not. The tables say what ``build_statements`` would make them say;
    numbers may differ. Raises ``StoreError`` when a file cannot be read or written.
    """
    touched = touched_by(changed, stores)
    if touched is None:
        build_statements(target, stores[1])
        return
    with TemporaryDirectory(dir=target.parent) as folder:
        part = Path(folder) / "part.sqlite"
        build_statements(part, part_of(stores[1], touched))
        try:
            shutil.copyfile(before, target)
            with closing(sqlite3.connect(target, isolation_level=None)) as connection:
                _change(connection, part, touched, stores[1])
        except (OSError, sqlite3.Error) as exc:
            target.unlink(missing_ok=True)
            raise StoreError(
                f"The index of statements cannot be written to {target}: {exc}"
            ) from exc


def _change(connection: sqlite3.Connection, part: Path, touched: Touched, store: Store) -> None:
    for pragma in _QUICK:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("ATTACH ? AS part", (str(part),))
    connection.execute("BEGIN")
    _run(connection, TOUCHED)
    for table, names in (
        ("thing", (thing.value for thing in touched.things)),
        ("named_claim", map(_slug, touched.claims)),
        ("named_conflict", map(_slug, touched.things)),
    ):
        # The name is one of our own tables.
        connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?)", ((n,) for n in names))
    _run(connection, (*FORGET, *PLACES, *MOVE, *STIRRED))
    _sum_up(connection)
    _label(connection, touched.things, store)
    _run(connection, UNUSED)
    connection.execute("COMMIT")


def _slug(node: NamedNode) -> str:
    return slug_of(node.value)


def _run(connection: sqlite3.Connection, questions: Iterable[str]) -> None:
    for question in questions:
        connection.execute(question)


def _sum_up(connection: sqlite3.Connection) -> None:
    """Fill again, for what changed, the tables that follow from others."""
    for views, questions in (
        (VIEWS_OF_CLAIMS, ((WORDS, {}), *MAKINGS)),
        (VIEWS_OF_ENTITIES, FACETS),
    ):
        _run(connection, views.values())
        for question, values in questions:
            connection.execute(question, values)
        _run(connection, clear(views))


def _label(connection: sqlite3.Connection, things: Iterable[NamedNode], store: Store) -> None:
    """Give changed things the labels that they have now, where the index names them."""
    for thing in things:
        found = connection.execute(
            "SELECT id FROM term WHERE text = ? AND datatype IS NULL AND language IS NULL",
            (thing.value,),
        ).fetchone()
        if found is None:
            continue
        labels: dict[str, str] = {}
        for triple in store.about(thing, _LABEL):
            if isinstance(triple.object, Literal):
                tag, text = triple.object.language or "", triple.object.value
                labels[tag] = min(labels.get(tag, text), text)
        shown = label_of(thing.value, labels)
        connection.execute("UPDATE term SET label = ? WHERE id = ?", (shown, *found))
        connection.execute("DELETE FROM label WHERE term = ?", found)
        rows = ((*found, tag, text) for tag, text in labels.items())
        connection.executemany("INSERT INTO label VALUES (?, ?, ?)", rows)
