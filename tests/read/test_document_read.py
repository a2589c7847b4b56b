"""One document in full, claims by their ids, and what documents can be filtered by."""

from pathlib import Path

import pytest
from planted import planted

from kzgraph.errors import NotFoundError
from kzgraph.read.claims_named import claims_named
from kzgraph.read.document import get_document
from kzgraph.read.graph import Graph
from kzgraph.read.source_choices import source_choices

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
DATA = """
@prefix schema: <https://schema.org/> .
id:document\\/part a kz:Document ; kz:documentKind kz:PressArticle ; kz:dateBasis kz:DateUnknown ;
    skos:prefLabel "part"@en , "partie"@fr ; dcterms:description "The first half."@en ;
    schema:url <https://paper.example/part> ; kz:charactersSeen 2000 ; kz:seenWhole false ;
    prov:wasDerivedFrom id:origin\\/agency .
id:document\\/relay a kz:Document ; kz:documentKind kz:RelayedText ; kz:dateBasis kz:DateUnknown ;
    skos:prefLabel "relay"@en ; prov:wasDerivedFrom id:document\\/part .
id:origin\\/agency skos:prefLabel "agency"@en ; rdfs:label "agency"@en .
"""


def test_what_was_seen_of_a_document(tmp_path: Path) -> None:
    with planted(tmp_path, ONTOLOGY, DATA) as graph:
        part, relay = get_document(graph, "part"), get_document(graph, "relay")
    assert part.names == {"en": "part", "fr": "partie"}
    assert part.description == {"en": "The first half."}
    assert part.address == "https://paper.example/part"
    assert (part.characters_seen, part.seen_whole) == (2000, False)
    assert [one.iri for one in part.derived_from] == ["https://w3id.org/kzgraph/id/origin/agency"]
    assert [one.iri for one in part.relays] == ["https://w3id.org/kzgraph/id/document/relay"]
    assert (relay.characters_seen, relay.seen_whole) == (None, None)
    assert relay.relays == ()


def test_the_text_of_a_document(release_graph: Graph) -> None:
    told = get_document(release_graph, "eonergie-2024-11")
    assert told.source.length == 5717
    assert len(told.source.sentences) == 40
    with pytest.raises(NotFoundError):
        get_document(release_graph, "nothing")


def test_claims_by_their_ids(release_graph: Graph) -> None:
    told = claims_named(release_graph, ["eonergie-2024-11-002", "nothing", "eonergie-2024-11-001"])
    assert list(told) == ["eonergie-2024-11-001", "eonergie-2024-11-002"]
    assert told["eonergie-2024-11-001"].paraphrase["fr"]
    assert claims_named(release_graph, []) == {}


def test_publishers_and_languages(release_graph: Graph) -> None:
    told = source_choices(release_graph)
    assert {(value.text, number) for value, number in told.publishers} == {
        ("eOnergie", 1),
        ("Ministry of Foreign Affairs of Kazakhstan", 1),
    }
    assert dict(told.languages).keys() >= {"fr"}
