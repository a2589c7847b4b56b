"""Counting claims and cutting lists, on five claims about one thing, counted by hand."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from kzgraph.dates import from_text
from kzgraph.model import LeftOut
from kzgraph.statements import Selection, StatementIndex, View, find
from kzgraph.statements.counts import count
from kzgraph.statements.pages import page
from kzgraph.statements.tables import FACETS, INDEXES, MAKINGS, TABLES

# Number, statement, modality, rank, days between which it holds, days between which it came out.
CLAIMS = (
    (1, 1, "Asserted", "NormalRank", "2020-01-01", "2020-12-31", "2021-03-01", "2021-03-31"),
    (2, 1, "Asserted", "NormalRank", "2019-01-01", "2019-12-31", "2022-01-01", "2022-01-01"),
    (3, 1, "Asserted", "DeprecatedRank", None, None, "2022-05-01", "2022-05-01"),
    (4, 2, "Planned", "NormalRank", "2020-01-01", "2020-12-31", "2021-01-01", "2021-01-01"),
    (5, 2, "Asserted", "PreferredRank", None, None, None, None),
)
# Claim, document, origin: the second document only repeats the first.
SOURCES = ((1, 91, 91), (2, 92, 91), (3, 93, 93), (4, 91, 91), (5, 93, 93), (5, 92, 91))
ALL = View(modalities=None, ranks=None)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StatementIndex]:
    path = tmp_path_factory.mktemp("counts") / "statements.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        for table in TABLES:
            connection.execute(table)
        connection.executemany(
            "INSERT INTO statement VALUES (?, ?, 11, 12, 13)", [(1, "a"), (2, "b"), (3, "c")]
        )
        connection.executemany(
            "INSERT INTO claim VALUES (?1, 'c' || ?1, ?2, ?3, ?4, 'P', 'N', ?5, ?6, ?7, ?8)", CLAIMS
        )
        connection.executemany("INSERT INTO claim_source VALUES (?, ?, ?, NULL)", SOURCES)
        for question, values in (*MAKINGS, *FACETS):
            connection.execute(question, values)
        for made in INDEXES:
            connection.execute(made)
        connection.commit()
    with StatementIndex(path) as opened:
        yield opened


def counted(index: StatementIndex, view: View) -> tuple[int, LeftOut]:
    found = count(index, "FROM claim AS c", {}, view)
    return found.seen, found.left_out


def test_each_claim_is_left_out_for_its_first_reason(index: StatementIndex) -> None:
    assert counted(index, ALL) == (5, LeftOut())
    assert counted(index, View()) == (3, LeftOut(rank=1, modality={"Planned": 1}))
    known = View(known_on=from_text("2021-03"))
    assert counted(index, known) == (1, LeftOut(rank=1, known_on=2, modality={"Planned": 1}))
    # On its first day the month in which a document came out is not over.
    early = View(known_on=from_text("2021-03-01"), modalities=None)
    assert counted(index, early) == (1, LeftOut(rank=1, known_on=3))
    both = View(valid_on=from_text("2020-06"), known_on=from_text("2022"))
    expected = LeftOut(rank=1, known_on=1, valid_on=1, modality={"Planned": 1})
    assert counted(index, both) == (1, expected)


def test_corroboration_counts_last(index: StatementIndex) -> None:
    view = View(min_corroboration=2, ranks=None)
    found = count(
        index,
        "FROM claim AS c JOIN statement AS s ON s.id = c.statement",
        {},
        view,
        view.corroborates(),
    )
    assert (found.seen, found.left_out) == (4, LeftOut(modality={"Planned": 1}))
    heeded = View(min_corroboration=2)
    few = find.left_out(index, Selection(), heeded)
    # The deprecated claim was the second witness of the first statement.
    assert few == LeftOut(rank=1, modality={"Planned": 1}, corroboration=1)
    assert find.total(index, Selection(), heeded) == 1


@pytest.mark.parametrize("least", [1, 2, 3])
@pytest.mark.parametrize("ranks", [None, frozenset({"NormalRank"})])
def test_both_conditions_on_a_statement_agree(
    index: StatementIndex, least: int, ranks: frozenset[str] | None
) -> None:
    view = View(min_corroboration=least, modalities=None, ranks=ranks)
    expected = {1: {1, 2}, 2: {1, 2} if ranks is None else set(), 3: set()}[least]
    seen = replace(view, min_corroboration=1).sees()
    for condition in (view.sees(), f"{seen} AND {view.corroborates()}"):
        rows = index.rows(f"SELECT id FROM statement AS s WHERE {condition}", view.values())
        assert {number for (number,) in rows} == expected
    assert len(find.keys(index, view)) == len(expected)


def test_a_page_and_the_length_of_the_whole(index: StatementIndex) -> None:
    question = "SELECT name AS place, id FROM claim WHERE id <> :without"
    values = {"without": 2}
    assert page(index, question, values, "", 2) == ([("c1", 1), ("c3", 3)], 4)
    assert page(index, question, values, "c3", 2) == ([("c4", 4), ("c5", 5)], 4)
    assert page(index, question, values, "c5", 2) == ([], 4)
    assert page(index, f"{question} AND FALSE", values, "", 2) == ([], 0)
