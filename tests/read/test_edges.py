"""The statements at a thing, in columns: they are those that SQL finds, in the same order."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kzgraph.dates import Interval
from kzgraph.read.edges import DIRECTIONS, Edges, left_out
from kzgraph.read.graph import Graph
from kzgraph.read.sayings import UNASSERTED, sayings
from kzgraph.statements import Selection, View, find
from kzgraph.vocab import ID

days = st.dates(date(2008, 1, 1), date(2026, 1, 1)).map(lambda day: Interval(day, day))
views = st.builds(
    View,
    valid_on=st.none() | days,
    known_on=st.none() | days,
    min_corroboration=st.integers(1, 3),
    modalities=st.none() | st.frozensets(st.sampled_from(["Asserted", "Planned", "Opinion"])),
    ranks=st.none() | st.just(frozenset({"NormalRank"})),
)
THINGS = ("state/kaz", "state/fra", "visit/tokayev-france-2024", "company/edf", "person/macron")
EITHER = "(s.subject = :thing OR s.object = :thing)"


@given(views, st.sampled_from(THINGS), st.sampled_from(DIRECTIONS), st.integers(1, 20))
def test_statements_are_those_of_sql(
    release_graph: Graph, view: View, name: str, way: str, limit: int
) -> None:
    index = release_graph.statements
    thing = index.number_of(ID + name) or 0
    end = "subject" if way == "out" else "object"
    asked = Selection((f"s.{end} = :thing",), {"thing": thing})
    told = find.statements(index, asked, view, limit=10_000)
    edges = Edges(release_graph, thing, way, view)
    counts = edges.counts()
    for number, count in counts.items():
        of_property = Selection(
            (*asked.conditions, "s.predicate = :p"), {"thing": thing, "p": number}
        )
        assert count == find.total(index, of_property, view)
    keys = [key for key, _ in told]
    assert sum(counts.values()) == len(keys)
    after = ""
    for start in range(0, len(keys) + 1, limit):
        page = [index.key_of(number) for number in edges.first(counts, limit, after)]
        assert page == keys[start : start + limit]
        after = page[-1] if page else after
    about = Selection((EITHER,), {"thing": thing})
    assert left_out(release_graph, thing, view) == find.left_out(index, about, view)


@given(views, st.sampled_from(THINGS))
def test_what_is_only_said_is_what_the_view_leaves_out(
    release_graph: Graph, view: View, name: str
) -> None:
    thing = release_graph.statements.number_of(ID + name) or 0
    said = [one.claim for one in sayings(release_graph, thing, view, 1000)]
    out = left_out(release_graph, thing, view).modality
    assert len(said) == sum(out.get(modality, 0) for modality in UNASSERTED)
    assert said == sorted(said)
