"""Writing the index of statements of a release."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kzgraph.derive.claims import independent_origins, primary_documents
from kzgraph.errors import StoreError
from kzgraph.inserting import insert
from kzgraph.lines import Things
from kzgraph.queries import load
from kzgraph.rdf import text_or_empty
from kzgraph.statements import details
from kzgraph.statements.rows import Rows, is_whole
from kzgraph.statements.tables import CACHE_KIB, FACETS, INDEXES, MAKINGS, TABLES
from kzgraph.store import Store
from kzgraph.vocab import KZ, SCHEMA

_MOST: Final = 2_000
"""Things whose rows wait to be written."""


def build_statements(path: Path, store: Store, things: Things | None = None) -> None:
    """Write the index of a finished store to a new file.

    ``things`` are those of the store's default graph, where its lines are at hand. The same store
    gives the same rows. Raises ``StoreError`` where the file exists or cannot be written; a file that
    was begun is removed.
    """
    if path.exists():
        raise StoreError(f"The index of statements is not written over a file that exists: {path}")
    try:
        with (
            _read(store, path.parent) if things is None else nullcontext(things) as told,
            closing(sqlite3.connect(path, isolation_level=None)) as connection,
        ):
            _write(connection, store, told)
    except (OSError, sqlite3.Error) as exc:
        path.unlink(missing_ok=True)
        raise StoreError(f"The index of statements cannot be written to {path}: {exc}") from exc


@contextmanager
def _read(store: Store, folder: Path) -> Iterator[Things]:
    """Give the things of a store whose lines are not at hand."""
    with TemporaryDirectory(dir=folder, prefix="things.") as name:
        lines = Path(name, "lines.nt")
        with lines.open("wb") as file:
            file.writelines(store.lines(None))
        with Things(lines) as things:
            yield things


def _write(connection: sqlite3.Connection, store: Store, things: Things) -> None:
    # Nobody reads the file before it is whole, and a release is flushed when it is published.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA secure_delete = OFF")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute("BEGIN")
    for table in TABLES:
        connection.execute(table)
    rows = _rows(store, things)
    for filled, _ in enumerate(_filling(rows, store, things), 1):
        if not filled % _MOST:
            _insert(connection, rows)
    _insert(connection, rows)
    for question, values in (*FACETS, *MAKINGS):
        connection.execute(question, values)
    for index in INDEXES:
        connection.execute(index)
    connection.execute("COMMIT")


def _insert(connection: sqlite3.Connection, rows: Rows) -> None:
    """Write the rows that wait, and forget them."""
    for name, lines in rows.tables.items():
        insert(connection, name, lines)
    rows.tables.clear()


def _rows(store: Store, things: Things) -> Rows:
    origins = {a.value: b.value for a, b in independent_origins(store).items()}
    primary = frozenset(document.value for document in primary_documents(store))
    return Rows(things, origins, primary)


def _filling(rows: Rows, store: Store, things: Things) -> Iterator[None]:
    """Make all rows, those of one thing after the other."""
    for iri, said in things.of_class(KZ + "Claim"):
        if is_whole(said):
            number = rows.claim(iri, said)
            details.add_claim(rows, number, said)
        yield
    for iri, direct, above in _entities(store):
        rows.entity(iri, direct, above)
        yield
    for row in store.select(load("index_broader")):
        rows.broader(text_or_empty(row["narrower"]), text_or_empty(row["broader"]))
    for classes, add in (
        ([KZ + "Document"], details.add_document),
        ([KZ + "TradeObservation"], details.add_observation),
        ([SCHEMA + "MonetaryAmount", SCHEMA + "QuantitativeValue"], details.add_quantity),
    ):
        for iri, said in things.of_class(*classes):
            add(rows, iri, said)
            yield
    _conflicts(store, rows)


def _entities(store: Store) -> Iterator[tuple[str, list[str], set[str]]]:
    """Yield the entities by IRI, each with its own classes and with those above them."""
    above = _classes_above(store)
    rows = (
        (text_or_empty(row["entity"]), text_or_empty(row["class"]))
        for row in store.select(load("index_entities"))
    )
    for iri, group in groupby(sorted(rows), key=itemgetter(0)):
        direct = [own for _, own in group]
        yield iri, direct, {up for own in direct for up in above[own]}


def _classes_above(store: Store) -> dict[str, set[str]]:
    above: dict[str, set[str]] = defaultdict(set)
    for row in store.select(load("index_classes")):
        above[text_or_empty(row["class"])].add(text_or_empty(row["above"]))
    return above


def _conflicts(store: Store, rows: Rows) -> None:
    claims: dict[tuple[str, str, str, str], set[str]] = defaultdict(set)
    kinds: dict[str, set[str]] = defaultdict(set)
    for row in store.select(load("index_conflicts")):
        text = {name: text_or_empty(term) for name, term in row.items()}
        key = (text["conflict"], text["subject"], text["property"], text["status"])
        claims[key].add(text["claim"])
        kinds[text["conflict"]].add(text["kind"])
    for (iri, *parts), parties in sorted(claims.items()):
        subject, prop, status = parts
        rows.conflict(iri, (subject, prop, status), kinds[iri], parties)
