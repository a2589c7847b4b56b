"""What there is to reconcile with: the built release, and a plain dataset of another vocabulary."""

from collections.abc import Callable, Iterator

import pytest

from kzgraph.read.graph import Graph
from kzgraph.reconciliation import Catalogue, Reconciler, Space, query
from kzgraph.reconciliation.model import Candidate
from kzgraph.release import Home
from kzgraph.release.plain import init

PLAIN = """
@prefix ex: <http://example.org/> .
@prefix schema: <http://schema.org/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
ex:Lake rdfs:subClassOf ex:Water . ex:Water rdfs:subClassOf ex:Place . ex:Town rdfs:subClassOf ex:Place .
ex:Circle rdfs:subClassOf ex:Ring . ex:Ring rdfs:subClassOf ex:Circle .
ex:lake1 a ex:Lake ; schema:name "Balkhash"@en ; schema:description "A lake."@en ; ex:area 16400 ;
  owl:sameAs <http://www.wikidata.org/entity/Q1> ; ex:named "2024-11"^^xsd:gYearMonth .
ex:town1 a ex:Town ; schema:name "Balkhash"@en ; ex:area 121.5 ; ex:near ex:lake1 ;
  ex:founded "1937-04-11"^^xsd:date ; ex:code "BLK" .
ex:town2 a ex:Town ; schema:name "Saryshagan"@en ; ex:near ex:lake1 ; ex:city true .
@prefix dcterms: <http://purl.org/dc/terms/> .
ex:old dcterms:isReplacedBy ex:older . ex:older dcterms:isReplacedBy ex:town2 .
ex:lost dcterms:isReplacedBy ex:nowhere . ex:lead dcterms:isReplacedBy ex:told .
ex:told dcterms:isReplacedBy "somebody" .
ex:round1 dcterms:isReplacedBy ex:round2 . ex:round2 dcterms:isReplacedBy ex:round1 .
"""

Ask = Callable[..., list[Candidate]]


@pytest.fixture(scope="session")
def catalogue(release_graph: Graph) -> Catalogue:
    return Catalogue(release_graph)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    folder = tmp_path_factory.mktemp("plain")
    file = folder / "lakes.ttl"
    file.write_text(PLAIN, encoding="utf-8")
    graph = init(Home(folder / "home"), [file]).open_graph()
    yield Catalogue(graph)
    graph.close()


@pytest.fixture(scope="session")
def ask() -> Ask:
    """A function that answers one query of version 0.2, given by its members."""

    def answered(
        catalogue: Catalogue, *, wikidata: bool = False, **members: object
    ) -> list[Candidate]:
        import json

        questions = query.queries(catalogue, json.dumps({"q": members}))
        space = Space(catalogue, "wikidata" if wikidata else "own")
        (found,) = Reconciler(catalogue, space).answer(list(questions.values()))
        return found

    return answered
