"""All rows are added, in their order, however many are added with one statement."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from kzgraph.inserting import Row, insert


@pytest.mark.parametrize("many", [0, 1, 19, 20, 21, 2000, 4039])
def test_rows_are_added_in_their_order(many: int) -> None:
    rows: list[Row] = [(number, "'é' --" if number % 2 else None) for number in range(many)]
    told: Iterator[Row] = iter(rows)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE told (number INTEGER, text TEXT)")
        assert insert(connection, "told", told) == many
        assert connection.execute("SELECT * FROM told ORDER BY rowid").fetchall() == rows
