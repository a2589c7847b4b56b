"""A small graph that a test makes up: documents and claims, without evidence or shapes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kzgraph.derive import derive
from kzgraph.names import build_index
from kzgraph.names.index import NameIndex
from kzgraph.rdf import parse_file
from kzgraph.read.graph import Graph
from kzgraph.statements import StatementIndex
from kzgraph.statements.build import build_statements
from kzgraph.store import EmbeddedStore

HEAD = """
@prefix kz: <https://w3id.org/kzgraph/ontology#> .
@prefix id: <https://w3id.org/kzgraph/id/> .
@prefix claim: <https://w3id.org/kzgraph/id/claim/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@dataclass(frozen=True)
class Planted:
    """A claim: the statement in Turtle with ``id:`` and ``kz:``, its document, time and modality."""

    said: str
    document: str
    held: str = ""
    modality: str = "Asserted"


@contextmanager
def planted(folder: Path, ontology: Path, data: str, *claims: Planted) -> Iterator[Graph]:
    """Open a graph of entities (Turtle in TriG) and claims, which are named c1, c2 and so on."""
    told = "".join(_written(f"c{at}", claim) for at, claim in enumerate(claims, 1))
    source = folder / "planted.trig"
    source.write_text(HEAD + data + told, encoding="utf-8")
    store = EmbeddedStore.in_memory()
    store.load(parse_file(ontology / "kz.ttl"))
    store.load(parse_file(source))
    store.fill_default_graph()
    store.load(derive(store).quads)
    store.fill_default_graph()
    build_statements(folder / "statements.sqlite", store)
    build_index(folder / "names.sqlite", [])
    graph = Graph(
        "planted",
        store,
        NameIndex(folder / "names.sqlite"),
        StatementIndex(folder / "statements.sqlite"),
    )
    try:
        yield graph
    finally:
        graph.close()


def _written(name: str, claim: Planted) -> str:
    subject, predicate, value = claim.said.split(" ", 2)
    return f"""
claim:{name} a kz:Claim ; rdf:subject {subject} ; rdf:predicate {predicate} ; rdf:object {value} ;
    kz:evidence {claim.document} ; kz:evidenceLevel kz:DocumentLevel ; kz:modality kz:{claim.modality} ;
    kz:rank kz:NormalRank ; kz:speechMode kz:Narration ; prov:wasAttributedTo id:organisation\\/paper ;
    kz:paraphrase "{name}"@en {claim.held} .
"""
