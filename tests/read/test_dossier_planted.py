"""Dossiers over planted claims: sets within sets, what is no part of a visit, later documents."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from planted import Planted, planted

from kzgraph.model.visits import Dossier
from kzgraph.read.dossier import get_dossier
from kzgraph.read.graph import Graph
from kzgraph.read.views import view_of

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
NAMES = {
    "visit": ("call",),
    "event": ("talks", "aside"),
    "agreement": ("inner", "before", "beside"),
    "agreement-set": ("whole", "half"),
}
CLASSES = {
    "visit": "Visit",
    "event": "Meeting",
    "agreement": "Agreement",
    "agreement-set": "AgreementSet",
}
DOCUMENTS = {
    "first": "2020-05-03",
    "month": "2020-06-01",
    "year": "2021-01-10",
    "late": "2022-02-02",
}
DATA = "<https://w3id.org/kzgraph/graph/entities> {\n" + "".join(
    f'  id:{kind}\\/{name} a kz:{CLASSES[kind]} ; skos:prefLabel "{name}"@en .\n'
    for kind, names in NAMES.items()
    for name in names
)
DATA += "".join(
    f'  id:document\\/{name} a kz:Document ; dcterms:issued "{day}"^^xsd:date .\n'
    for name, day in DOCUMENTS.items()
)
DATA += "}\n"


def told(said: str, document: str, day: str = "") -> Planted:
    subject, predicate, value = said.split(" ")
    ends = [part if '"' in part else f"id:{part}".replace("/", "\\/") for part in (subject, value)]
    if value.startswith("kz:"):
        ends[1] = value
    held = f'; kz:validAt "{day or DOCUMENTS[document]}"^^xsd:date'
    return Planted(f"{ends[0]} kz:{predicate} {ends[1]}", f"id:document\\/{document}", held)


CLAIMS = (
    told('visit/call startDate "2020-05-01"^^xsd:date', "first"),
    told("event/talks partOfEvent visit/call", "month"),
    told("event/aside partOfEvent event/talks", "first"),
    told("agreement-set/whole signedDuring event/aside", "first"),
    told("agreement-set/half partOfSet agreement-set/whole", "first"),
    told("agreement/inner partOfSet agreement-set/half", "first"),
    told("agreement/beside hasStage kz:StageSigned", "first"),
    told("agreement/before hasStage kz:StageSigned", "first", "2008-04-01"),
    told("visit/call visitTo state/far", "year"),
    told("agreement/inner hasStage kz:StageRatified", "year"),
    told("agreement/inner hasStage kz:StageInForce", "late"),
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with planted(tmp_path_factory.mktemp("planted"), ONTOLOGY, DATA, *CLAIMS) as graph:
        yield graph


@pytest.fixture(scope="module")
def dossier(graph: Graph) -> Dossier:
    return get_dossier(graph, "call", view_of())


def test_sets_are_followed_to_their_members(dossier: Dossier) -> None:
    assert {one.id: one.latest_stage for one in dossier.signed} == {
        "agreement-set/whole": "signed",
        "agreement-set/half": None,
        "agreement/inner": "in-force",
    }


def test_parts_of_parts_are_parts(dossier: Dossier) -> None:
    assert [part.id for part in dossier.met] == ["event/aside", "event/talks"]


def test_what_was_signed_long_before_is_not_told_alongside(dossier: Dossier) -> None:
    assert [one.id for one in dossier.told_alongside] == ["agreement/beside"]


def test_the_visit_s_own_documents_came_out_by_a_month_after_it(dossier: Dossier) -> None:
    # 1 June is the 31st day after 1 May.
    assert [document.text for document in dossier.documents] == ["document/first", "document/month"]


def test_later_documents_stand_in_the_order_of_their_dates(dossier: Dossier) -> None:
    assert [
        (document.published, [statement.claims for statement in document.statements])
        for document in dossier.later
    ] == [("2021-01-10", [("c10",)]), ("2022-02-02", [("c11",)])]


def test_a_later_state_of_knowledge_is_not_seen_earlier(graph: Graph) -> None:
    known = get_dossier(graph, "call", view_of(known_on="2021"))
    assert {one.id: one.latest_stage for one in known.signed}["agreement/inner"] == "ratified"
    assert [document.published for document in known.later] == ["2021-01-10"]
