"""What is said of the things of some classes, in columns: a view sees in them what it sees by SQL."""

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from kzgraph.dates import Interval
from kzgraph.read.ends import BACK, OUT
from kzgraph.read.graph import Graph
from kzgraph.statements import Selection, View, find
from kzgraph.vocab import ID, KZ

days = st.dates(date(2008, 1, 1), date(2026, 1, 1)).map(lambda day: Interval(day, day))
views = st.builds(
    View,
    valid_on=st.none() | days,
    known_on=st.none() | days,
    min_corroboration=st.integers(1, 2),
    modalities=st.none() | st.frozensets(st.sampled_from(["Asserted", "Planned", "Opinion"])),
    ranks=st.none() | st.just(frozenset({"NormalRank"})),
)
LINKS = (("signedBy", OUT, "state/fra"), ("startDate", OUT, None), ("interestedIn", BACK, None))
OF_CLASS = """IN (SELECT k.entity FROM entity_class AS k JOIN entity AS e ON e.id = k.entity
    WHERE k.class IN (:one, :two))"""
SEEN = """SELECT DISTINCT s.{end} FROM statement AS s WHERE s.{end} {of_class} AND {more} AND
    (SELECT COUNT(DISTINCT c.origin) FROM witness AS c WHERE c.statement = s.id AND {condition})
    >= :min_corroboration"""


@settings(max_examples=40)
@given(views, st.sampled_from(LINKS), st.booleans())
def test_what_a_view_sees_is_that_of_sql(
    release_graph: Graph, view: View, link: tuple[str, int, str | None], asserted: bool
) -> None:
    index, sets = release_graph.statements, release_graph.entities
    classes = [index.number_of(KZ + name) or 0 for name in ("Agreement", "Project")]
    said = sets.said_of(frozenset(classes))
    name, end, other = link
    prop = index.number_of(KZ + name) or 0
    other_number = index.number_of(ID + other) if other else None
    values = {"one": classes[0], "two": classes[1], "property": prop, "other": other_number}

    def by_sql(end: str, more: str, and_asserted: str = "") -> set[int]:
        condition = view.condition() + and_asserted
        question = SEEN.format(end=end, of_class=OF_CLASS, more=more, condition=condition)
        return {number for (number,) in index.rows(question, {**values, **view.values()})}

    def numbers(flags: np.ndarray) -> set[int]:
        return {sets.entities[place].number for place in np.flatnonzero(flags)}

    assert numbers(said.seen(view)) == by_sql("subject", "TRUE") | by_sql("object", "TRUE")
    own, far = ("subject", "object") if end == OUT else ("object", "subject")
    more = f"s.predicate = :property AND (:other IS NULL OR s.{far} = :other)"
    others = None if other_number is None else [other_number]
    linked = said.linked(view, end, [prop], others, asserted=asserted)
    assert numbers(linked) == by_sql(own, more, " AND c.modality = 'Asserted'" if asserted else "")
    told = Selection((f"s.subject {OF_CLASS}",), {**values})
    assert said.left_out(view, sets.of_classes(classes)) == find.left_out(index, told, view)


def test_of_no_class_nothing_is_said(release_graph: Graph) -> None:
    said = release_graph.entities.said_of(frozenset())
    assert not said.seen(View()).any()
    assert said.left_out(View(min_corroboration=2), said.seen(View())).corroboration == 0
