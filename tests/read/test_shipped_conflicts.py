"""The conflicts among all shipped documents, as one reads them from the list of documents.

The first eight are the examples that the list itself gives; the others were looked at one by one.
"""

import pytest

from kzgraph.model import Part
from kzgraph.model.conflicts import Conflict
from kzgraph.read.conflicts import ConflictFilter, list_conflicts
from kzgraph.read.graph import Graph
from kzgraph.read.stats import stats
from kzgraph.read.views import view_of

ALL = view_of(modality=("all",))
VISIT = "visit/tokayev-france-2024"
TREATY = "agreement/strategic-partnership-treaty"

EXAMPLES = {
    (VISIT, "valueOfAgreements"): ["CurrencyDifference"],
    (VISIT, "valueCovers"): ["DifferenceOfScope"],
    (VISIT, "visitKind"): ["Contradiction"],
    (TREATY, "signedOn"): ["Contradiction", "TransliterationOrTranslation"],
    ("agreement/afd-group-2023", "ratifiedOn"): ["Contradiction"],
    ("project/wind-farms-2023", "plannedCapacity"): ["Contradiction", "RevisionOverTime"],
    ("figure/mirny-turbines", "figureValue"): ["RevisionOverTime"],
    ("project/south-tortkuduk", "operatingFrom"): ["RevisionOverTime"],
}
OTHERS = {
    ("agreement-set/visit-2024-contracts", "statedValue"): ["CurrencyDifference"],
    ("agreement-set/visit-2024", "numberOfAgreements"): [
        "Rounding",
        "TransliterationOrTranslation",
    ],
    ("agreement-set/business-council-2024", "statedValue"): ["Contradiction"],
    (TREATY, "age"): ["Contradiction"],
    ("agreement/tourism-2008", "signedOn"): ["Contradiction"],
    ("figure/french-investment-in-kazakhstan", "figureValue"): [
        "TransliterationOrTranslation",
        "DifferenceOfScope",
    ],
    ("figure/south-tortkuduk-time-to-start", "figureValue"): ["RevisionOverTime"],
    ("group/presidential-visits-since-2009", "numberOfMembers"): ["Contradiction"],
    ("group/presidential-visits-to-kazakh-capital-since-2009", "numberOfMembers"): [
        "Contradiction"
    ],
    ("group/presidential-visits-to-paris-since-2009", "numberOfMembers"): ["Contradiction"],
    ("observation/trade-kaz-fra-2022", "growth"): ["Rounding"],
    ("observation/trade-kaz-fra-2023-01-08", "growth"): ["Rounding"],
    ("organisation/afd-office-in-kazakhstan", "establishedOn"): ["RevisionOverTime"],
    ("person/remont", "holdsOffice"): ["TransliterationOrTranslation"],
}


def short(iri: str | None) -> str:
    assert iri is not None
    return iri.removeprefix("https://w3id.org/kzgraph/id/").rpartition("#")[2]


@pytest.fixture(scope="module")
def found(whole_graph: Graph) -> dict[tuple[str, str], Conflict]:
    page = list_conflicts(whole_graph, ConflictFilter(), ALL, Part(200))
    assert page.next is None
    return {(short(c.subject.iri), short(c.property.iri)): c for c in page.items}


def test_the_conflicts_and_their_kinds(found: dict[tuple[str, str], Conflict]) -> None:
    assert {key: list(conflict.kinds) for key, conflict in found.items()} == EXAMPLES | OTHERS


def test_the_kind_of_the_visit_is_settled_and_both_stand_there(
    found: dict[tuple[str, str], Conflict],
) -> None:
    conflict = found[VISIT, "visitKind"]
    assert conflict.status == "ResolvedConflict"
    assert [(short(v.value.iri), v.prevails) for v in conflict.values] == [
        ("StateVisit", True),
        ("OfficialVisit", False),
    ]
    (ranked,) = [w for v in conflict.values for w in v.witnesses if w.rank == "PreferredRank"]
    assert ranked.claim.startswith("elysee-2024-11-05")
    assert ranked.rank_reason
    assert (ranked.ranked_on, ranked.ranked_by is not None) == ("2026-11-22", True)
    official = {source for v in conflict.values[1:] for source in v.sources}
    assert official == {"eonergie-2024-11", "lemoci-2024-11-renforcement"}


# Le Moci is behind the article: one witness for euros and for an official visit.
def test_relays_count_once(found: dict[tuple[str, str], Conflict]) -> None:
    conflict = found[VISIT, "visitKind"]
    assert {short(v.value.iri): v.corroboration for v in conflict.values}["OfficialVisit"] == 1


# The declaration, the Senate's report and the bill are primary; two wires and the press service are not.
def test_primary_documents_are_told_apart(found: dict[tuple[str, str], Conflict]) -> None:
    values = {short(v.value.iri): v for v in found[VISIT, "visitKind"].values}
    assert (values["StateVisit"].corroboration, values["StateVisit"].primary) == (6, 3)
    assert values["OfficialVisit"].primary == 0


@pytest.mark.parametrize(
    ("kind", "number"), [("currency", 2), ("rounding", 3), ("preliminary-and-final", 0)]
)
def test_conflicts_of_a_kind(whole_graph: Graph, kind: str, number: int) -> None:
    filters = ConflictFilter(kind=kind)  # type: ignore[arg-type]
    assert list_conflicts(whole_graph, filters, ALL, Part(200)).total == number


def test_no_fact_follows_from_a_deprecated_claim(whole_graph: Graph) -> None:
    crossed = "ASK { agreement:strategic-partnership-treaty kz:signedOn '2008-02-08'^^xsd:date }"
    dated = "ASK { agreement:strategic-partnership-treaty kz:signedOn '2008-06-11'^^xsd:date }"
    assert not whole_graph.store.ask(crossed)
    assert whole_graph.store.ask(dated)


def test_conflicts_are_counted_by_kind(whole_graph: Graph) -> None:
    told = stats(whole_graph, ALL)
    assert (told.documents, told.conflicts) == (47, len(EXAMPLES | OTHERS))
    assert told.conflicts_by_kind["CurrencyDifference"] == 2
    assert sum(told.conflicts_by_status.values()) == told.conflicts
