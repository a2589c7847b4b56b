"""What an index of statements says, table by table, with numbers told as what they stand for."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Final

_OF: Final = {
    "claim": "(SELECT name FROM claim WHERE id = {0})",
    "statement": "(SELECT key FROM statement WHERE id = {0})",
    "conflict": "(SELECT name FROM conflict WHERE id = {0})",
    "term": """(SELECT json_array(text, datatype, language) FROM term WHERE id = {0})""",
}
_COLUMNS: Final = {
    "claim": {"id": "claim", "statement": "statement"},
    "statement": {"id": "statement"},
    "conflict": {"id": "conflict"},
    "quantity": {"id": "term", "unit": "term"},
}
_EVERYWHERE: Final = {
    **{name: name for name in ("claim", "statement", "conflict")},
    **dict.fromkeys(
        (
            *("id", "term", "entity", "class", "narrower", "broader", "subject", "predicate"),
            *("object", "document", "origin", "primary_origin", "speaker", "publisher"),
            *("reporter", "partner", "flow", "product", "property"),
        ),
        "term",
    ),
}
_VALUES: Final = ("entity_facet", "claim_detail")
_TABLES: Final = "SELECT name FROM sqlite_master WHERE type = 'table'"


def said(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every table, sorted; of the words, which claims have each in which place."""
    with closing(sqlite3.connect(path)) as connection:
        names = [row[0] for row in connection.execute(_TABLES)]
        told = {
            name: _rows(connection, name)
            for name in names
            if not name.startswith(("sqlite_", "claim_words"))
        }
        connection.execute(
            "CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, claim_words, instance)"
        )
        question = f"""SELECT term, {_OF["claim"].format("doc")}, col, "offset" FROM word"""
        told["claim_words"] = sorted(connection.execute(question), key=repr)
        return told


def _rows(connection: sqlite3.Connection, table: str) -> list[tuple[Any, ...]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    shown = ", ".join(_shown(table, column) for column in columns)
    return sorted(connection.execute(f"SELECT {shown} FROM {table} AS r"), key=repr)


def _shown(table: str, column: str) -> str:
    numbered = _EVERYWHERE | _COLUMNS.get(table, {})
    if table in _VALUES:
        numbered = numbered | {"value": "term"}
    kind = numbered.get(column)
    return f"r.{column}" if kind is None else _OF[kind].format(f"r.{column}")
