"""Facts, corroboration, times and conflicts, over small planted stores."""

from pathlib import Path

import pytest

from kzgraph.derive import Derived, derive
from kzgraph.identifiers import DERIVED_GRAPH, FACTS_GRAPH
from kzgraph.rdf import parse_file, text_of
from kzgraph.store import EmbeddedStore

HEAD = """
@prefix kz: <https://w3id.org/kzgraph/ontology#> .
@prefix claim: <https://w3id.org/kzgraph/id/claim/> .
@prefix document: <https://w3id.org/kzgraph/id/document/> .
@prefix visit: <https://w3id.org/kzgraph/id/visit/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
kz:visitKind a kz:StatementProperty , kz:SingleValuedProperty .
kz:startDate a kz:StatementProperty , kz:SingleValuedProperty .
kz:participant a kz:StatementProperty .
document:a a kz:Document ; dcterms:issued "2023"^^xsd:gYear .
document:b a kz:Document ; dcterms:issued "2024-01"^^xsd:gYearMonth .
document:c a kz:Document ; prov:wasDerivedFrom document:b .
"""


def claim(
    name: str, said: str, *, doc: str = "a", more: str = "", modality: str = "Asserted"
) -> str:
    predicate, value = said.split(" ", 1)
    rank = "" if "kz:rank" in more else "; kz:rank kz:NormalRank"
    return (
        f"claim:{name} a kz:Claim ; rdf:subject visit:v ; rdf:predicate {predicate} ; "
        f"rdf:object {value} ; kz:modality kz:{modality} ; kz:evidence document:{doc} {rank} {more} .\n"
    )


def derived(tmp_path: Path, *claims: str) -> Derived:
    path = tmp_path / "claims.ttl"
    path.write_text(HEAD + "".join(claims), encoding="utf-8")
    store = EmbeddedStore.in_memory()
    store.load(parse_file(path))
    return derive(store)


def values(result: Derived, predicate: str) -> list[str]:
    return sorted(text_of(q.object) for q in result.quads if q.predicate.value.endswith(predicate))


def facts(result: Derived) -> list[str]:
    return sorted(text_of(q.object) for q in result.quads if q.graph_name.value == FACTS_GRAPH)


OFFICIAL, STATE = "kz:visitKind kz:OfficialVisit", "kz:visitKind kz:StateVisit"


def test_an_asserted_claim_becomes_a_fact_with_its_reason(tmp_path: Path) -> None:
    result = derived(tmp_path, claim("1", OFFICIAL))
    assert facts(result) == ["https://w3id.org/kzgraph/ontology#OfficialVisit"]
    assert values(result, "supportedBy") == ["https://w3id.org/kzgraph/id/claim/1"]
    assert values(result, "corroboration") == ["1"]


@pytest.mark.parametrize(
    "modality", ["Announced", "Planned", "Proposed", "Intended", "Estimated", "Denied", "Opinion"]
)
def test_what_is_not_asserted_becomes_no_fact(tmp_path: Path, modality: str) -> None:
    assert facts(derived(tmp_path, claim("1", OFFICIAL, modality=modality))) == []


def test_a_deprecated_claim_becomes_no_fact(tmp_path: Path) -> None:
    assert facts(derived(tmp_path, claim("1", OFFICIAL, more="; kz:rank kz:DeprecatedRank"))) == []


def test_relays_of_one_document_are_one_witness(tmp_path: Path) -> None:
    result = derived(
        tmp_path,
        claim("1", OFFICIAL),
        claim("2", OFFICIAL, doc="b"),
        claim("3", OFFICIAL, doc="c"),
        claim("4", OFFICIAL),
    )
    assert values(result, "corroboration") == ["2"]
    assert len(values(result, "supportedBy")) == 4


def test_a_loop_of_relays_ends(tmp_path: Path) -> None:
    loop = "document:b prov:wasDerivedFrom document:c .\n"
    result = derived(tmp_path, loop, claim("1", OFFICIAL, doc="b"), claim("2", OFFICIAL, doc="c"))
    assert values(result, "corroboration") == ["1"]


def test_times_are_whole_days(tmp_path: Path) -> None:
    at = '; kz:validAt "2024-02"^^xsd:gYearMonth'
    since = '; kz:validFrom "2023"^^xsd:gYear'
    result = derived(tmp_path, claim("1", OFFICIAL, more=at), claim("2", OFFICIAL, more=since))
    assert values(result, "earliest") == ["2023-01-01", "2024-02-01"]
    assert values(result, "latest") == ["2024-02-29", "9999-12-31"]
    assert values(result, "published") == ["2023", "2023"]


def test_two_values_of_a_single_valued_property_conflict(tmp_path: Path) -> None:
    result = derived(tmp_path, claim("1", OFFICIAL), claim("2", STATE, doc="b"))
    assert len(values(result, "conflictingClaim")) == 2
    assert values(result, "conflictStatus") == ["https://w3id.org/kzgraph/ontology#OpenConflict"]
    assert len(facts(result)) == 2


def test_a_rank_resolves_a_conflict(tmp_path: Path) -> None:
    result = derived(
        tmp_path,
        claim("1", OFFICIAL, more="; kz:rank kz:DeprecatedRank"),
        claim("2", STATE, doc="b"),
    )
    assert values(result, "conflictStatus") == [
        "https://w3id.org/kzgraph/ontology#ResolvedConflict"
    ]
    assert facts(result) == ["https://w3id.org/kzgraph/ontology#StateVisit"]


def test_values_at_different_times_do_not_conflict(tmp_path: Path) -> None:
    result = derived(
        tmp_path,
        claim("1", OFFICIAL, more='; kz:validAt "2022"^^xsd:gYear'),
        claim("2", STATE, more='; kz:validAt "2023"^^xsd:gYear'),
    )
    assert values(result, "conflictingClaim") == []


def test_a_more_precise_date_does_not_conflict(tmp_path: Path) -> None:
    year, day = '"2023"^^xsd:gYear', '"2023-11-01"^^xsd:date'
    result = derived(
        tmp_path, claim("1", f"kz:startDate {year}"), claim("2", f"kz:startDate {day}")
    )
    assert values(result, "conflictingClaim") == []
    other = '"2024-11"^^xsd:gYearMonth'
    result = derived(
        tmp_path, claim("1", f"kz:startDate {year}"), claim("2", f"kz:startDate {other}")
    )
    assert len(values(result, "conflictingClaim")) == 2


def test_many_valued_properties_do_not_conflict(tmp_path: Path) -> None:
    result = derived(
        tmp_path, claim("1", "kz:participant visit:x"), claim("2", "kz:participant visit:y")
    )
    assert values(result, "conflictingClaim") == []
    assert len(facts(result)) == 2


def test_a_claim_with_a_day_that_no_calendar_has_is_reported(tmp_path: Path) -> None:
    result = derived(tmp_path, claim("1", OFFICIAL, more='; kz:validAt "2023-02-30"^^xsd:date'))
    (problem,) = result.problems
    assert str(problem).startswith("claim/1: ")
    assert "day" in problem.message


def test_everything_derived_has_its_graph(tmp_path: Path) -> None:
    result = derived(tmp_path, claim("1", OFFICIAL), claim("2", STATE))
    assert {q.graph_name.value for q in result.quads} == {FACTS_GRAPH, DERIVED_GRAPH}
