"""Writing the index of statements of a release."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from kzgraph.derive.claims import independent_origins, primary_documents
from kzgraph.errors import StoreError
from kzgraph.queries import load
from kzgraph.rdf import Literal, Term, text_of, text_or_empty
from kzgraph.statements import details
from kzgraph.statements.details import Passage
from kzgraph.statements.rows import Labels, Rows, Said, is_whole
from kzgraph.statements.tables import FACETS, INDEXES, MAKINGS, TABLES
from kzgraph.store import Store


def build_statements(path: Path, store: Store) -> None:
    """Write the index of a finished store to a new file.

    The same store gives the same rows. Raises ``StoreError`` where the file exists or cannot be
    written; a file that was begun is removed.
    """
    if path.exists():
        raise StoreError(f"The index of statements is not written over a file that exists: {path}")
    rows = _rows(store)
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            _write(connection, rows)
    except sqlite3.Error as exc:
        path.unlink(missing_ok=True)
        raise StoreError(f"The index of statements cannot be written to {path}: {exc}") from exc


def _write(connection: sqlite3.Connection, rows: Rows) -> None:
    # Nobody reads the file before it is whole, and a release is flushed when it is published.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("BEGIN")
    for table in TABLES:
        connection.execute(table)
    for name, lines in rows.tables.items():
        places = ", ".join("?" * len(lines[0]))
        # The name is one of our own tables.
        connection.executemany(f"INSERT INTO {name} VALUES ({places})", lines)
    for question, values in (*FACETS, *MAKINGS):
        connection.execute(question, values)
    for index in INDEXES:
        connection.execute(index)
    connection.execute("COMMIT")


def _rows(store: Store) -> Rows:
    origins = {a.value: b.value for a, b in independent_origins(store).items()}
    passages = _passages(store)
    documents = {name: passage.document for name, passage in passages.items()}
    primary = frozenset(document.value for document in primary_documents(store))
    rows = Rows(_labels(store), documents, origins, primary)
    _claims(store, rows, passages)
    _entities(store, rows)
    for query, add in (
        ("index_documents", details.add_document),
        ("index_observations", details.add_observation),
        ("index_quantities", details.add_quantity),
    ):
        for iri, said in _said(store, query):
            add(rows, iri, said)
    _conflicts(store, rows)
    return rows


def _labels(store: Store) -> Labels:
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in store.select(load("index_labels")):
        label = row["label"]
        if isinstance(label, Literal):
            labels = found[text_or_empty(row["thing"])]
            tag = label.language or ""
            # Of several in one language the first in the alphabet, so that it is always the same.
            labels[tag] = min(labels.get(tag, label.value), label.value)
    return found


def _passages(store: Store) -> dict[str, Passage]:
    found = {}
    for row in store.select(load("index_passages")):
        text = {name: text_of(term) if term else None for name, term in row.items()}
        start, end = (_integer(text[name]) for name in ("start", "end"))
        place = Passage(text["document"] or "", start, end, text["sha256"])
        found[text["passage"] or ""] = place
    return found


def _integer(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _claims(store: Store, rows: Rows, passages: Mapping[str, Passage]) -> None:
    for iri, said in _said(store, "index_claims"):
        if is_whole(said):
            number = rows.claim(iri, said)
            details.add_claim(rows, number, said, passages)


def _said(store: Store, query: str) -> Iterator[tuple[str, Said]]:
    """Yield the things that a query tells of, by IRI, with what is said of each."""
    said: dict[str, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for row in store.select(load(query)):
        thing, prop, value = row["thing"], row["property"], row["value"]
        if thing is not None and prop is not None and value is not None:
            said[text_of(thing)][text_of(prop)].append(value)
    yield from sorted(said.items())


def _entities(store: Store, rows: Rows) -> None:
    classes: dict[str, list[str]] = defaultdict(list)
    above = _classes_above(store)
    for row in store.select(load("index_entities")):
        classes[text_or_empty(row["entity"])].append(text_or_empty(row["class"]))
    for iri, direct in sorted(classes.items()):
        rows.entity(iri, direct, {up for own in direct for up in above[own]})
    for row in store.select(load("index_broader")):
        rows.broader(text_or_empty(row["narrower"]), text_or_empty(row["broader"]))


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
