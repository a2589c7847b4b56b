"""The terms of the ontology: the list of all, and one with its place."""

import pytest

from kzgraph.errors import NotFoundError
from kzgraph.identifiers import TERMS, THINGS
from kzgraph.read.glossary import get_term, list_terms
from kzgraph.read.graph import Graph
from kzgraph.vocab import OWL, SCHEMA, SKOS


def test_every_term_is_listed_once_with_what_it_is(release_graph: Graph) -> None:
    entries = {entry.iri.removeprefix(TERMS): entry for entry in list_terms(release_graph)}
    assert len(entries) == len(list_terms(release_graph))
    assert (entries["JointVenture"].role, entries["JointVenture"].scheme) == ("class", None)
    assert (entries["visitor"].role, entries["visitor"].scheme) == ("property", None)
    assert entries["validAt"].role == "property"
    kind = entries["StateVisit"]
    assert (kind.role, kind.scheme) == ("concept", TERMS + "VisitKindScheme")
    iris = [entry.iri for entry in list_terms(release_graph)]
    assert iris == sorted(iris)


def test_terms_of_others_are_not_listed(release_graph: Graph) -> None:
    entries = list_terms(release_graph)
    assert all(entry.iri.startswith((TERMS, THINGS)) for entry in entries)
    sectors = {entry.iri for entry in entries if entry.iri.startswith(THINGS + "sector/")}
    assert THINGS + "sector/nuclear-energy" in sectors


def test_a_property_has_its_domain_and_range(release_graph: Graph) -> None:
    term = get_term(release_graph, "visitor")
    assert term.labels["fr"] == "visiteur"
    assert term.definition == {"en": "Relates a visit to the person who makes it."}
    assert term.example["en"].startswith("The visit to Kazakhstan in November 2023")
    assert [value.iri for value in term.of] == [TERMS + "Visit"]
    assert [value.iri for value in term.to] == [TERMS + "Person"]
    assert set(term.roles) >= {OWL + "ObjectProperty", TERMS + "StatementProperty"}


def test_a_class_has_those_above_and_below(release_graph: Graph) -> None:
    venture = get_term(release_graph, "JointVenture")
    assert [value.iri for value in venture.above] == [TERMS + "Company"]
    assert venture.below == ()
    assert TERMS + "JointVenture" in [v.iri for v in get_term(release_graph, "Company").below]
    matches = {(relation.iri, match.iri) for relation, match in venture.matches}
    assert (SKOS + "broadMatch", SCHEMA + "Corporation") in matches


def test_a_concept_has_its_list_and_the_list_its_members(release_graph: Graph) -> None:
    concept = get_term(release_graph, "StateVisit")
    assert [value.iri for value in concept.scheme] == [TERMS + "VisitKindScheme"]
    assert concept.labels["fr"] == "visite d'État"
    members = {value.iri for value in get_term(release_graph, "VisitKindScheme").below}
    assert members == {TERMS + name for name in ("StateVisit", "OfficialVisit", "WorkingVisit")}


@pytest.mark.parametrize(
    "name", ["Nothing", "", "visitor>", "a b", "визит", "../visitor", "x" * 999]
)
def test_there_is_no_such_term(release_graph: Graph, name: str) -> None:
    with pytest.raises(NotFoundError, match="There is no term called"):
        get_term(release_graph, name)
