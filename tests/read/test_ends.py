"""Statements and claims in columns: they are those that SQL finds, in the same order."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kzgraph.dates import Interval
from kzgraph.model import Part
from kzgraph.read.claims import ClaimFilter, list_claims
from kzgraph.read.edges import DIRECTIONS, Edges
from kzgraph.read.facts import Pattern, list_facts
from kzgraph.read.graph import Graph
from kzgraph.read.names import document_iri, thing_iri
from kzgraph.read.sayings import UNASSERTED, sayings
from kzgraph.read.sources import SourceFilter, list_sources
from kzgraph.read.things import left_out
from kzgraph.statements import Selection, StatementIndex, View, find
from kzgraph.statements.counts import count
from kzgraph.vocab import ID, KZ

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
PROPERTIES = ("operatesIn", "signedBy", "visitor", "startDate", "visitKind")
SOURCES = ("eonergie-2024-11", "astanatimes-2024-11-06-visit-warmth", "nothing")
CLAIMS_BY = {
    "source": "c.id IN (SELECT claim FROM claim_source WHERE document = :source)",
    "speaker": "c.id IN (SELECT claim FROM claim_speaker WHERE speaker = :speaker)",
    "subject": "s.subject = :subject",
    "object": "s.object = :object",
    "about": ":about IN (s.subject, s.object)",
}
EITHER = "(s.subject = :thing OR s.object = :thing)"


@given(views, st.sampled_from(THINGS), st.sampled_from(DIRECTIONS), st.integers(1, 20))
def test_statements_are_those_of_sql(
    release_graph: Graph, view: View, name: str, way: str, limit: int
) -> None:
    index = release_graph.statements
    thing = index.number_of(ID + name) or 0
    end = "subject" if way == "out" else "object"
    asked = Selection((f"s.{end} = :thing",), {"thing": thing})
    edges = Edges(release_graph, thing, way, view)
    counts = edges.counts()
    for number, found in counts.items():
        of_property = Selection(
            (*asked.conditions, "s.predicate = :p"), {"thing": thing, "p": number}
        )
        assert found == find.total(index, of_property, view)
    keys = in_order(index, asked, view)
    assert sum(counts.values()) == len(keys)
    after = ""
    for start in range(0, len(keys) + 1, limit):
        page = [index.key_of(number) for number in edges.first(limit, after=after)]
        assert page == keys[start : start + limit]
        after = page[-1] if page else after
    about = Selection((EITHER,), {"thing": thing})
    assert left_out(release_graph, view, [thing]) == find.left_out(index, about, view)


def in_order(index: StatementIndex, asked: Selection, view: View) -> list[str]:
    """Return the keys of statements by SQL."""
    question = f"SELECT s.key FROM statement AS s WHERE {asked.where(view.sees())} ORDER BY s.key"
    return [key for (key,) in index.rows(question, {**asked.values, **view.values()})]


@given(
    views,
    st.none() | st.sampled_from(THINGS),
    st.none() | st.sampled_from(PROPERTIES),
    st.none() | st.sampled_from(THINGS),
)
def test_facts_are_those_of_sql(
    release_graph: Graph, view: View, subject: str | None, prop: str | None, value: str | None
) -> None:
    index = release_graph.statements
    iris = {
        "subject": subject and ID + subject,
        "predicate": prop and KZ + prop,
        "object": value and ID + value,
    }
    numbers = {name: index.number_of(iri) for name, iri in iris.items() if iri}
    asked = Selection(tuple(f"s.{name} = :{name}" for name in numbers), {**numbers})
    keys = in_order(index, asked, view)
    pattern, found, cursor = Pattern(subject, prop, value), [], None
    while True:
        page = list_facts(release_graph, pattern, view, Part(100, cursor))
        assert page.total == len(keys)
        assert page.left_out == find.left_out(index, asked, view)
        found += page.items
        cursor = page.next
        if cursor is None:
            break
    numbered = dict(index.rows("SELECT id, key FROM statement"))
    told = {one: numbered[number] for number, one in find.told(index, asked, view)}
    assert [told[one] for one in found] == keys


@given(
    views,
    st.dictionaries(
        st.sampled_from(["source", "speaker", "subject", "object", "about"]), st.just("")
    ),
    st.data(),
)
def test_claims_are_counted_as_by_sql(
    release_graph: Graph, view: View, chosen: dict[str, str], data: st.DataObject
) -> None:
    index = release_graph.statements
    for name in chosen:
        chosen[name] = data.draw(st.sampled_from(SOURCES if name == "source" else THINGS))
    filters = ClaimFilter(**chosen, evidence_level=data.draw(st.sampled_from([None, "passage"])))
    page = list_claims(release_graph, filters, view, Part(10_000))
    conditions, values = [], {"level": "PassageLevel"}
    for name, text in chosen.items():
        conditions.append(CLAIMS_BY[name])
        values[name] = index.number_of(document_iri(text) if name == "source" else thing_iri(text))
    if filters.evidence_level:
        conditions.append("c.level = :level")
    asked = Selection(tuple(conditions), values)
    claims = f"FROM claim AS c JOIN statement AS s ON s.id = c.statement WHERE {asked.where()}"
    out = count(index, claims, values, view).left_out
    seen = f"{claims} AND {view.condition()}"
    question = f"SELECT {{}} {seen} AND {{}} ({view.sees()})"
    every = {**values, **view.values()}
    ((total,),) = index.rows(question.format("COUNT(*)", ""), every)
    ((few,),) = index.rows(question.format("COUNT(DISTINCT s.id)", "NOT"), every)
    assert page.total == len(page.items) == total
    assert page.left_out == replace(out, corroboration=few)


@given(views, st.sampled_from([None, "fr", "en", "de"]))
def test_what_is_left_out_of_sources_is_that_of_sql(
    release_graph: Graph, view: View, language: str | None
) -> None:
    told = list_sources(release_graph, SourceFilter(language=language), view, Part(1))
    of_sources = """c.id IN (SELECT x.claim FROM claim_source AS x
        LEFT JOIN document_language AS l ON l.document = x.document
        WHERE :language IS NULL OR l.language = :language)"""
    asked = Selection((of_sources,), {"language": language})
    assert told.left_out == find.left_out(release_graph.statements, asked, view)


@given(views, st.sampled_from(THINGS))
def test_what_is_only_said_is_what_the_view_leaves_out(
    release_graph: Graph, view: View, name: str
) -> None:
    thing = release_graph.statements.number_of(ID + name) or 0
    about = release_graph.entities.ends.about(thing)
    said = [one.claim for one in sayings(release_graph, about, view, 1000)]
    out = left_out(release_graph, view, [thing]).modality
    assert len(said) == sum(out.get(modality, 0) for modality in UNASSERTED)
    assert said == sorted(said)
