"""Life cycles over planted claims: order, dates, and what is no stage."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from planted import Planted, planted

from kzgraph.model import Part
from kzgraph.model.stages import StageReached
from kzgraph.read.agreements import AgreementFilter, get_agreement, list_agreements
from kzgraph.read.graph import Graph
from kzgraph.read.views import view_of

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
WIRE, PAPER, RELAY = r"id:document\/wire", r"id:document\/paper", r"id:document\/relay"
PACT = r"id:agreement\/pact"
DATA = """
<https://w3id.org/kzgraph/graph/entities> {
  id:agreement\\/pact a kz:Treaty ; skos:prefLabel "pact"@en .
  id:agreement\\/other a kz:Treaty ; skos:prefLabel "other"@en .
  id:event\\/word a kz:Announcement ; skos:prefLabel "word"@en .
  id:document\\/wire a kz:Document ; dcterms:issued "2014-06-01"^^xsd:date .
  id:document\\/paper a kz:Document ; dcterms:issued "2015-02"^^xsd:gYearMonth .
  id:document\\/relay a kz:Document ; dcterms:issued "2014-06-02"^^xsd:date ;
    prov:wasDerivedFrom id:document\\/wire .
}
"""
CLAIMS = (
    Planted(f"{PACT} kz:hasStage kz:StageInForce", PAPER, '; kz:validFrom "2015-01-01"^^xsd:date'),
    Planted(f'{PACT} kz:signedOn "2014"^^xsd:gYear', WIRE),
    Planted(f'{PACT} kz:signedOn "2014-05-29"^^xsd:date', PAPER),
    Planted(f"{PACT} kz:signedBy id:state\\/kaz", RELAY, '; kz:validAt "2014-06-02"^^xsd:date'),
    Planted(f"id:event\\/word kz:announces {PACT}", WIRE, '; kz:validAt "2013-10"^^xsd:gYearMonth'),
    Planted(f"{PACT} kz:hasStage kz:StageRatified", WIRE, '; kz:validAt "2014-06-01"^^xsd:date'),
    Planted(f"{PACT} kz:hasStage kz:StageRatified", RELAY, '; kz:validAt "2014-06-02"^^xsd:date'),
    Planted(f"{PACT} kz:hasStage kz:StageLapsed", PAPER, modality="Planned"),
    Planted("id:agreement\\/other kz:hasStage kz:StageAnnounced", PAPER),
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with planted(tmp_path_factory.mktemp("planted"), ONTOLOGY, DATA, *CLAIMS) as graph:
        yield graph


def stage(stages: tuple[StageReached, ...], name: str) -> StageReached:
    return next(one for one in stages if one.stage == name)


def test_stages_stand_in_their_order(graph: Graph) -> None:
    pact = get_agreement(graph, "pact", view_of())
    assert [one.stage for one in pact.stages] == ["announced", "signed", "ratified", "in-force"]
    assert pact.latest_stage == "in-force"


def test_of_several_dates_the_most_precise_counts(graph: Graph) -> None:
    signed = stage(get_agreement(graph, "pact", view_of()).stages, "signed")
    assert (signed.date, signed.basis) == ("2014-05-29", "stated")
    assert signed.claims == ("c2", "c3", "c4")


def test_an_announcement_tells_when(graph: Graph) -> None:
    announced = stage(get_agreement(graph, "pact", view_of()).stages, "announced")
    assert (announced.date, announced.basis, announced.claims) == ("2013-10", "stated", ("c5",))


def test_a_relay_is_no_second_witness(graph: Graph) -> None:
    ratified = stage(get_agreement(graph, "pact", view_of()).stages, "ratified")
    assert (ratified.claims, ratified.corroboration) == (("c6", "c7"), 1)
    assert ratified.sources == ("relay", "wire")
    # The date is that of the first document: by then it was ratified.
    assert (ratified.date, ratified.basis) == ("2014-06-01", "as_of")


def test_an_open_end_stays_open(graph: Graph) -> None:
    in_force = stage(get_agreement(graph, "pact", view_of()).stages, "in-force")
    assert (in_force.date, in_force.basis) == ("2015-01-01/..", "stated")
    assert in_force.period is not None
    assert (in_force.period.first, in_force.period.last) == ("2015-01-01", None)


def test_what_is_planned_is_no_latest_stage(graph: Graph) -> None:
    pact = get_agreement(graph, "pact", view_of(modality=["all"]))
    assert stage(pact.stages, "lapsed").modalities == ("Planned",)
    assert stage(pact.stages, "lapsed").date is None
    assert pact.latest_stage == "in-force"


def test_a_stage_needs_as_many_witnesses_as_are_asked_for(graph: Graph) -> None:
    pact = get_agreement(graph, "pact", view_of(min_corroboration=2))
    assert [one.stage for one in pact.stages] == ["signed"]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("announced", ["agreement/other", "agreement/pact"]),
        ("in-force", ["agreement/pact"]),
        ("lapsed", []),
    ],
)
def test_filter_by_stage(graph: Graph, name: str, found: list[str]) -> None:
    asked = AgreementFilter(stage=name)
    page = list_agreements(graph, asked, view_of(modality=["all"]), Part())
    assert [item.id for item in page.items] == found
