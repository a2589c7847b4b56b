"""One entity: names, facts under a view, what is only said; and what answers for a wrong id."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.errors import NotFoundError, ReplacedError
from kzgraph.model import Entity, Statement
from kzgraph.read.entities import MOST, get_entity
from kzgraph.read.graph import Graph
from kzgraph.read.lookup import entity_iri
from kzgraph.read.views import view_of
from kzgraph.release import Home
from kzgraph.statements import View


def triple(statement: Statement) -> tuple[str, str, str]:
    parts = (statement.subject, statement.predicate, statement.object)
    return tuple((part.iri or part.text).rpartition("/")[2] for part in parts)  # type: ignore[return-value]  # three


def facts(entity: Entity) -> set[tuple[str, str, str]]:
    return {triple(fact) for fact in entity.facts}


def test_what_the_article_says_of_edf(release_graph: Graph) -> None:
    """A French firm headed by Rémont, interested in the plant and on its short list."""
    edf = get_entity(release_graph, "company/edf")
    assert facts(edf) == {
        ("edf", "ontology#basedInState", "fra"),
        ("edf", "ontology#chiefExecutive", "remont"),
        ("edf", "ontology#interestedIn", "nuclear-power-plant"),
        ("edf", "ontology#shortlistedFor", "nuclear-power-plant"),
    }
    assert edf.names["fr"] == "EDF"
    assert edf.other_names["fr"] == ("Électricité de France",)
    assert edf.same_as == ("http://www.wikidata.org/entity/Q274591",)
    assert [value.text for value in edf.types] == ["company"]


def test_what_edf_might_do_is_no_fact(release_graph: Graph) -> None:
    """It might have a part in the plant (the article says), and proposes projects (itself)."""
    edf = get_entity(release_graph, "company/edf")
    said = {(saying.modality, saying.speakers[0].text) for saying in edf.unasserted}
    assert said == {("Proposed", "eOnergie"), ("Proposed", "EDF")}
    assert edf.totals.unasserted == len(edf.unasserted) == 2
    assert edf.left_out.modality == {"Proposed": 2}


def test_a_modality_that_is_asked_for_is_no_longer_left_out(release_graph: Graph) -> None:
    edf = get_entity(release_graph, "company/edf", view_of(modality=["proposed"]))
    assert {fact.modalities for fact in (*edf.facts, *edf.incoming)} == {("Proposed",)}
    assert edf.unasserted == ()
    assert edf.left_out.modality == {"Asserted": 4}
    assert get_entity(release_graph, "company/edf", view_of(modality=["all"])).unasserted == ()
    planned = get_entity(release_graph, "state/kaz", view_of(modality=["planned"]))
    modalities = {saying.modality for saying in planned.unasserted}
    assert modalities == {"Announced", "Intended", "Opinion", "Proposed"}


def test_alstom_is_in_both_texts(release_graph: Graph) -> None:
    """The ministry names it in 2023; the article adds that it came in 2010, and the KTZ agreement."""
    alstom = get_entity(release_graph, "company/alstom")
    works = next(fact for fact in alstom.facts if fact.predicate.text == "operates in")
    assert (works.object.text, works.corroboration) == ("Kazakhstan", 2)
    assert works.period is not None
    assert works.period.first == "2010-01-01"
    assert ("alstom-ktz-2024", "ontology#signedBy", "alstom") in map(triple, alstom.incoming)


def test_in_2023_only_the_ministry_had_spoken(release_graph: Graph) -> None:
    view = view_of(known_on="2023-12")
    alstom = get_entity(release_graph, "company/alstom", view)
    assert {source for fact in alstom.facts for source in fact.sources} == {
        "mfa-kazakhstan-2023-11-01"
    }
    assert alstom.incoming == ()
    edf = get_entity(release_graph, "company/edf", view)
    assert (edf.facts, edf.unasserted, edf.names["en"]) == ((), (), "EDF")
    assert edf.left_out.known_on == 6


def test_attributes_are_what_is_curated(release_graph: Graph) -> None:
    trade = get_entity(release_graph, "observation/trade-kaz-fra-2022")
    assert {name: values[0].text for name, values in trade.attributes.items()} == {
        "kz:flow": "total trade",
        "kz:partner": "France",
        "kz:periodEnd": "2022",
        "kz:periodStart": "2022",
        "kz:reporter": "Kazakhstan",
    }
    hidden = get_entity(release_graph, "observation/trade-kaz-fra-2022", view_of(valid_on="1900"))
    assert hidden.attributes == trade.attributes


def test_a_concept_is_an_entity_too(release_graph: Graph) -> None:
    energy = get_entity(release_graph, "sector/energy")
    assert energy.names["fr"] == "énergie"
    assert energy.incoming != ()


def test_a_thing_without_claims(release_graph: Graph) -> None:
    outlet = get_entity(release_graph, "organisation/eonergie")
    assert (outlet.facts, outlet.incoming, outlet.unasserted) == ((), (), ())
    assert outlet.names["en"] == "eOnergie"


@pytest.mark.parametrize("name", ["state/kaz", "state/fra", "relation/fra-kaz", "person/tokayev"])
def test_no_list_is_longer_than_said(release_graph: Graph, name: str) -> None:
    entity = get_entity(release_graph, name, view_of(modality=["all"]))
    assert entity.totals.facts == len(entity.facts) <= MOST
    assert entity.totals.incoming == len(entity.incoming) <= MOST


@given(st.integers(1, 3), st.sampled_from([None, "2010", "2023-11", "2024"]))
def test_a_view_never_adds(release_graph: Graph, least: int, day: str | None) -> None:
    seen = get_entity(release_graph, "state/kaz", view_of(valid_on=day, min_corroboration=least))
    whole = get_entity(release_graph, "state/kaz")
    assert facts(seen) <= facts(whole)
    assert set(map(triple, seen.incoming)) <= set(map(triple, whole.incoming))


@pytest.mark.parametrize(
    ("wrong", "near"),
    [
        ("state/kazakstan", "state/kaz"),
        ("organisation/alstom", "company/alstom"),
        ("company/alstrom", "company/alstom"),
        ("person/macron-emmanuel", "person/macron"),
        ("State/KAZ", "state/kaz"),
        ("company/zzzz", None),
        ("a", None),
        ("", None),
        ("/", None),
        ("state/kaz/fra", "state/fra"),
        ("state/" + "x" * 5000, None),
    ],
)
def test_a_wrong_id_names_the_nearest(release_graph: Graph, wrong: str, near: str | None) -> None:
    with pytest.raises(NotFoundError) as caught:
        get_entity(release_graph, wrong)
    assert caught.value.near == near
    assert (f"Did you mean {near!r}?" in str(caught.value)) == (near is not None)


def test_a_retired_id_has_a_successor(retired_home: Path) -> None:
    graph = Home(retired_home).current().open_graph()
    try:
        with pytest.raises(ReplacedError) as caught:
            entity_iri(graph, "company/electricite-de-france")
        assert caught.value.successor == "company/edf"
        assert get_entity(graph, "company/edf", View()).id == "company/edf"
    finally:
        graph.close()
