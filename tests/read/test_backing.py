"""The documents behind a statement, and how many of them are independent witnesses."""

from pathlib import Path

from planted import Planted, planted

from kzgraph.read.backing import Backing, backing
from kzgraph.read.graph import Graph
from kzgraph.read.reasons import reasons

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
DATA = """
id:document\\/report a kz:Document ; kz:documentKind kz:PrimaryDocument ; kz:dateBasis kz:DateUnknown ;
    skos:prefLabel "report"@en ; dcterms:publisher id:organisation\\/paper .
id:document\\/relay a kz:Document ; kz:documentKind kz:RelayedText ; kz:dateBasis kz:DateUnknown ;
    skos:prefLabel "relay"@en ; prov:wasDerivedFrom id:document\\/report .
id:document\\/other a kz:Document ; kz:documentKind kz:PressArticle ; kz:dateBasis kz:DateUnknown ;
    skos:prefLabel "other"@en .
id:document\\/plan a kz:Document ; kz:documentKind kz:PressArticle ; kz:dateBasis kz:DateUnknown ;
    skos:prefLabel "plan"@en .
id:organisation\\/paper a kz:Organisation ; skos:prefLabel "paper"@en .
id:state\\/one a kz:State ; skos:prefLabel "one"@en .
id:state\\/two a kz:State ; skos:prefLabel "two"@en .
"""
SAID = "id:state\\/one kz:bordersState id:state\\/two"


def behind(graph: Graph, claim: str) -> Backing:
    return backing(graph, reasons(graph, claim))


def test_what_goes_back_to_one_text_is_one_witness(tmp_path: Path) -> None:
    claims = [Planted(SAID, f"id:document\\/{name}") for name in ("relay", "report", "other")]
    planned = Planted(SAID, "id:document\\/plan", modality="Planned")
    with planted(tmp_path, ONTOLOGY, DATA, *claims, planned) as graph:
        told = behind(graph, "c1")
    assert list(told.documents) == ["other", "plan", "relay", "report"]
    assert told.documents["relay"].origin.text == "report"
    # The report stands for its relay, whichever of them comes first.
    assert [one.id for one in told.independent] == ["other", "report"]
    assert [one.text for one in told.documents["report"].publishers] == ["paper"]


def test_a_plan_has_no_witness(tmp_path: Path) -> None:
    planned = Planted(SAID, "id:document\\/plan", modality="Planned")
    with planted(tmp_path, ONTOLOGY, DATA, planned) as graph:
        told = behind(graph, "c1")
    assert list(told.documents) == ["plan"]
    assert told.independent == ()


def test_two_texts_of_the_real_data(release_graph: Graph) -> None:
    told = behind(release_graph, "eonergie-2024-11-001")
    assert [(one.id, one.kind, one.issued) for one in told.independent] == [
        ("eonergie-2024-11", "PressArticle", "2024-11"),
        ("mfa-kazakhstan-2023-11-01", "PrimaryDocument", "2023-11-01"),
    ]
