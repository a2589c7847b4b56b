"""The columns of witnesses: a view sees in them what it sees by SQL."""

import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.dates import Interval, from_text
from kzgraph.read.graph import Graph
from kzgraph.read.witness_columns import Columns, WitnessColumns, read_witnesses
from kzgraph.statements import StatementIndex, View
from kzgraph.statements.statuses import claim_number
from kzgraph.statements.tables import TABLES

days = st.dates(date(2008, 1, 1), date(2026, 1, 1)).map(lambda day: Interval(day, day))
spans = days.map(lambda day: Interval(day.first, day.first + timedelta(days=400)))
views = st.builds(
    View,
    valid_on=st.none() | days | spans,
    known_on=st.none() | days,
    min_corroboration=st.integers(1, 3),
    modalities=st.none() | st.frozensets(st.sampled_from(["Asserted", "Planned", "Opinion"])),
    ranks=st.none() | st.frozensets(st.sampled_from(["NormalRank", "DeprecatedRank"])),
)
BY_SQL = """SELECT c.statement, c.claim, c.document
    FROM witness AS c JOIN statement AS s ON s.id = c.statement WHERE {condition} AND {enough}"""


def seen(index: StatementIndex, view: View) -> set[tuple[int, ...]]:
    columns = read_witnesses(index)
    told = zip(columns.statements, columns.claims, columns.documents, strict=True)
    return {
        tuple(map(int, row))
        for row, is_seen in zip(told, columns.seen(view), strict=True)
        if is_seen
    }


@given(views)
def test_a_view_sees_the_same_as_by_sql(release_graph: Graph, view: View) -> None:
    question = BY_SQL.format(condition=view.condition(), enough=view.corroborates())
    rows = release_graph.statements.rows(question, view.values())
    assert seen(release_graph.statements, view) == set(rows)


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One statement: a claim of a status that there is not, and one that is out of time and place."""
    path = tmp_path_factory.mktemp("odd") / "statements.sqlite"
    rumour = claim_number("Rumoured", "NormalRank", 1)
    with closing(sqlite3.connect(path)) as connection:
        for table in TABLES:
            connection.execute(table)
        for number, modality, last in ((rumour, "Rumoured", "2024-05-31"), (2, "Asserted", None)):
            rank = "NormalRank" if number == rumour else "PreferredRank"
            connection.execute(
                "INSERT INTO claim VALUES (?1, ?1, 1, ?2, ?3, 'P', 'N', ?4, ?4, ?4, ?4)",
                (number, modality, rank, last),
            )
            connection.execute(
                "INSERT INTO witness VALUES (1, ?1, ?1, ?1, 2, ?2, ?3, ?4, ?4, ?4)",
                (number, modality, rank, last),
            )
        connection.commit()
    return path


def test_claims_without_a_time_and_of_an_unknown_status(odd: Path) -> None:
    every = View(modalities=None, ranks=None)
    rumour = claim_number("Rumoured", "NormalRank", 1)
    with StatementIndex(odd) as index:
        assert {row[1] for row in seen(index, every)} == {2, rumour}
        assert {row[1] for row in seen(index, View())} == {2}
        assert {row[1] for row in seen(index, View(modalities=frozenset({"Rumoured"})))} == {rumour}
        for clock in ("known_on", "valid_on"):
            view = View(modalities=None, ranks=None, **{clock: from_text("2024-05-31")})
            assert {row[1] for row in seen(index, view)} == {rumour}
            early = View(modalities=None, **{clock: from_text("2024-05-30")})
            assert seen(index, early) == set()
        two = View(modalities=None, ranks=None, min_corroboration=2)
        assert len(seen(index, two)) == 2
        assert seen(index, View(min_corroboration=2)) == set()


def test_no_claims(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "none")) as connection:
        for table in TABLES:
            connection.execute(table)
    with StatementIndex(tmp_path / "none") as index:
        assert seen(index, View(min_corroboration=2)) == set()


def test_some_witnesses_with_the_others_of_their_claims() -> None:
    """Two documents make the first claim, one the second."""
    told = {name: np.zeros(3, dtype=np.int64) for name in Columns._fields}
    told |= {"claim": np.array([7, 7, 8]), "document": np.array([1, 2, 2])}
    columns = WitnessColumns(Columns(**told), (("Asserted", "NormalRank"),))
    assert columns.whole(np.array([1])).tolist() == [0, 1]
    assert columns.whole(told["document"] == 2).tolist() == [0, 1, 2]
    assert columns.whole(told["document"] == 3).tolist() == []
    assert columns.once(np.array([0, 1, 2])).tolist() == [0, 2]
