"""Adding rows to a table of SQLite, many with one statement: one for each takes half as long again."""

import sqlite3
from collections.abc import Iterable
from itertools import chain, islice
from typing import Final

Row = tuple[int | str | None, ...]

_TOGETHER: Final = 20
"""Rows of one statement; more are hardly quicker."""

_HELD: Final = 100
"""Statements' worth of rows that are held at once."""


def insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> int:
    """Add rows, each with a value for every column, and return how many they are."""
    told, added = iter(rows), 0
    while some := [*islice(told, _TOGETHER * _HELD)]:
        whole = len(some) - len(some) % _TOGETHER
        row = f"({', '.join('?' * len(some[0]))})"
        question = f"INSERT INTO {table} VALUES {row}"  # noqa: S608  # one of our own tables
        flat = (
            [*chain.from_iterable(some[at : at + _TOGETHER])] for at in range(0, whole, _TOGETHER)
        )
        connection.executemany(question + f", {row}" * (_TOGETHER - 1), flat)
        connection.executemany(question, some[whole:])
        added += len(some)
    return added
