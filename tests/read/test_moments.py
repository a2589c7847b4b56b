"""The times of claims in columns: a view finds in them what it finds by SQL."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kzgraph.dates import Interval
from kzgraph.read.graph import Graph
from kzgraph.read.moments import Asked, Moments
from kzgraph.read.witness_columns import read_witnesses
from kzgraph.statements import Selection, StatementIndex, View, find
from kzgraph.statements.selection import ALONE
from kzgraph.statements.tables import TABLES
from kzgraph.vocab import ID

days = st.dates(date(2007, 1, 1), date(2027, 1, 1))
ends = st.sampled_from(
    [date(2008, 1, 1), date(2023, 11, 1), date(2024, 11, 30), date(2024, 12, 31)]
)
views = st.builds(
    View,
    valid_on=st.none() | days.map(lambda day: Interval(day, day)),
    known_on=st.none() | days.map(lambda day: Interval(day, day)),
    min_corroboration=st.integers(1, 2),
    modalities=st.none() | st.frozensets(st.sampled_from(["Asserted", "Planned", "Announced"])),
    ranks=st.none() | st.just(frozenset({"NormalRank"})),
)
THINGS = ("state/kaz", "state/fra", "visit/tokayev-france-2024", "company/edf")
BETWEEN = (
    "t.last >= :since AND t.first <= :until AND (:about IS NULL OR :about IN (s.subject, s.object))"
)
ENTRIES = """SELECT t.first || ' ' || t.last || ' ' || s.key AS place
    FROM moment AS t JOIN statement AS s ON s.id = t.statement
    JOIN witness AS c ON c.claim = t.claim WHERE {asked} AND {seen}
    GROUP BY s.id, t.first, t.last HAVING COUNT(DISTINCT c.origin) >= :min_corroboration
    ORDER BY place"""
CLAIMS = (
    "c.id IN (SELECT t.claim FROM moment AS t JOIN statement AS s ON s.id = t.statement WHERE {})"
)


@given(views, st.none() | days | ends, st.none() | days | ends, st.none() | st.sampled_from(THINGS))
def test_entries_and_what_is_left_out_are_those_of_sql(
    release_graph: Graph, view: View, since: date | None, until: date | None, about: str | None
) -> None:
    index, moments = release_graph.statements, release_graph.moments
    asked = Asked()
    if since or until:
        asked = Asked(str(since or ""), str(until or "9999-12-31"))
    if about:
        number = index.number_of(ID + about)
        assert number
        asked = replace(asked, about=number)
    values = {"since": asked.since, "until": asked.until, "about": asked.about}
    question = ENTRIES.format(asked=BETWEEN, seen=view.condition())
    rows = index.rows(question, {**values, **view.values()})
    found = moments.found(asked, view)
    assert [moments.key(place) for place in found] == [place for (place,) in rows]
    for at, place in enumerate(found):
        assert moments.after(found, moments.key(place)) == at + 1
    claims = Selection((CLAIMS.format(BETWEEN),), {**values})
    assert moments.left_out(asked, view) == find.left_out(index, claims, view, ALONE)


def test_no_times(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "none")) as connection:
        for table in TABLES:
            connection.execute(table)
    with StatementIndex(tmp_path / "none") as index:
        moments = Moments(index, read_witnesses(index))
        assert list(moments.found(Asked(about=1, around=frozenset({2})), View())) == []
        assert moments.left_out(Asked(), View(min_corroboration=2)).rank == 0
