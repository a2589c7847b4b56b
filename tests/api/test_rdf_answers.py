"""Writing RDF documents."""

import pytest
import rdflib

from kzgraph.errors import NotAcceptableError
from kzgraph.rdf import NamedNode, Triple
from kzgraph_api.rdf_answers import SUFFIXES, suffix_of, written

NODE = NamedNode("https://a.example/x")


@pytest.mark.parametrize(
    "predicate", ["https://a.example/p", "urn:x:p1", "https://a.example/#1b-c"]
)
def test_a_property_that_rdf_xml_can_write(predicate: str) -> None:
    data = written([Triple(NODE, NamedNode(predicate), NODE)], "application/rdf+xml")
    graph = rdflib.Graph().parse(data=data, format="xml")
    assert [str(name) for name in graph.predicates()] == [predicate]


@pytest.mark.parametrize("predicate", ["https://a.example/1", "https://a.example/", "urn:x:p?"])
def test_a_property_that_rdf_xml_cannot_write(predicate: str) -> None:
    triples = [Triple(NODE, NamedNode(predicate), NODE)]
    with pytest.raises(NotAcceptableError, match="cannot write the property"):
        written(triples, "application/rdf+xml")
    assert predicate in written(triples, "text/turtle").decode()


def test_every_type_has_its_suffix() -> None:
    assert [suffix_of(name) for name in SUFFIXES.values()] == list(SUFFIXES)
