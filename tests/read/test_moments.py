"""The times of claims in columns: a view finds in them what it finds by SQL."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kzgraph.dates import Interval
from kzgraph.read.dated import Happenings
from kzgraph.read.entity_sets import EntitySets
from kzgraph.read.graph import Graph
from kzgraph.read.moments import Asked, Moments
from kzgraph.statements import Selection, StatementIndex, View, find
from kzgraph.statements.selection import ALONE
from kzgraph.statements.tables import TABLES
from kzgraph.vocab import ID, KZ

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
# What a view sees of the happenings that a thing takes part in, and of the events that these belong to.
AROUND = """WITH own (thing) AS MATERIALIZED (
        SELECT n.object FROM statement AS n WHERE n.subject = :about AND {seen_n}
        UNION SELECT n.subject FROM statement AS n WHERE n.object = :about AND {seen_n})
    SELECT x.thing FROM (SELECT thing FROM own UNION
        SELECT w.object FROM statement AS w JOIN term AS p ON p.id = w.predicate
        WHERE w.subject IN (SELECT thing FROM own) AND p.text IN ({whole}) AND {seen_w}) AS x
    WHERE EXISTS (SELECT 1 FROM entity_class AS k JOIN term AS c ON c.id = k.class
        WHERE k.entity = x.thing AND c.text IN ({classes}))"""
WHOLE = ("partOfEvent", "signedDuring", "resultedFrom", "launchedDuring")
CLASSES = ("Event", "Agreement", "AgreementSet", "Undertaking", "BilateralRelation")
BETWEEN = """t.last >= :since AND t.first <= :until AND (:about IS NULL OR :about IN (s.subject, s.object)
    OR (t.property IS NOT NULL AND s.subject IN ({around})))"""
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
    between = BETWEEN.format(around=around(view))
    question = ENTRIES.format(asked=between, seen=view.condition())
    rows = index.rows(question, {**values, **view.values()})
    found, left_out = moments.found(asked, view)
    assert [moments.key(place) for place in found] == [place for (place,) in rows]
    for at, place in enumerate(found):
        assert moments.after(found, moments.key(place)) == at + 1
    claims = Selection((CLAIMS.format(between),), {**values, **view.values()})
    assert left_out == find.left_out(index, claims, view, ALONE)


def around(view: View) -> str:
    """Return the question for the happenings around a thing ``:about``."""
    seen = "EXISTS (SELECT 1 FROM claim AS c WHERE c.statement = {}.id AND {})"
    listed = [", ".join(f"'{KZ}{name}'" for name in names) for names in (WHOLE, CLASSES)]
    return AROUND.format(
        seen_n=seen.format("n", view.condition()),
        seen_w=seen.format("w", view.condition()),
        whole=listed[0],
        classes=listed[1],
    )


def test_no_times(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "none")) as connection:
        for table in TABLES:
            connection.execute(table)
    with StatementIndex(tmp_path / "none") as index:
        moments = Moments(index, EntitySets(index))
        assert list(moments.found(Asked(about=1), View()).places) == []
        assert moments.found(Asked(), View(min_corroboration=2)).left_out.rank == 0


def test_around_a_thing_are_happenings_alone(tmp_path: Path) -> None:
    """A state (1), a firm at work in it (2), an event in it (3), the visit that this is part of (4)."""
    event, firm, part = (KZ + name for name in ("Event", "Company", "partOfEvent"))
    terms = (*"1234", event, firm, part, KZ + "location")
    statements = ((1, 2, 8, 1), (2, 3, 8, 1), (3, 3, 7, 4))
    with closing(sqlite3.connect(tmp_path / "few")) as connection:
        for table in TABLES:
            connection.execute(table)
        for number, text in enumerate(terms, 1):
            connection.execute(
                "INSERT INTO term VALUES (?, ?, NULL, NULL, ?)", (number, text, text)
            )
        for number in range(1, 5):
            connection.execute("INSERT INTO entity VALUES (?1, ?1, ?1)", (number,))
            connection.execute("INSERT INTO entity_weight VALUES (?, 1, 1)", (number,))
        for number, kind in ((2, 6), (3, 5), (4, 5)):
            connection.execute("INSERT INTO entity_class VALUES (?, ?, 1)", (number, kind))
        for number, *ends in statements:
            connection.execute("INSERT INTO statement VALUES (?1, ?1, ?2, ?3, ?4)", (number, *ends))
            witness = (number, number, 1, 1, 1, "Asserted", "NormalRank", None, None, None)
            connection.execute("INSERT INTO witness VALUES (?,?,?,?,?,?,?,?,?,?)", witness)
        connection.commit()
    with StatementIndex(tmp_path / "few") as index:
        found = Happenings(index, EntitySets(index)).around(1, View())
        assert found.tolist() == [False, False, True, True]
