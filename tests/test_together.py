"""Shapes that look at all their focus nodes together find what they found one by one."""

import pyshacl
import pytest
import rdflib
from rdflib.namespace import SH

from kzgraph.validation.together import together

PREFIXES = """
@prefix : <urn:x:> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
PLAIN = """:S a sh:NodeShape ; sh:targetClass :A , :B ; sh:targetSubjectsOf :p ;
    sh:property [ sh:path :name ; sh:minCount 1 ] , [ sh:path :name ; sh:maxLength 2 ] ."""
DATA = """:a1 a :A ; :name "long" . :a2 a :A . :sub rdfs:subClassOf :B . :b a :sub ; :name "x" , "xyz" .
    :c :p 1 . :d :q :e . :e :name "four" ."""
APART = [
    """:S a sh:NodeShape ; sh:targetClass :A ; sh:deactivated true ;
    sh:property [ sh:path :n ; sh:minCount 1 ] .""",
    ":S a sh:NodeShape , rdfs:Class ; sh:targetClass :A ; sh:property [ sh:path :n ; sh:minCount 1 ] .",
    ":S a sh:NodeShape ; sh:targetClass :A ; sh:property :N . :N sh:path :n ; sh:minCount 1 .",
    """:S a sh:NodeShape ; sh:targetClass :A ; sh:property [ sh:path :n ; sh:minCount 1 ] .
    :T a sh:NodeShape ; sh:targetSubjectsOf :q ; sh:property [ sh:path :q ; sh:node :S ] .""",
    ":S sh:path :q ; sh:targetSubjectsOf :q ; sh:property [ sh:path :n ; sh:minCount 1 ] .",
]


def graph(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=PREFIXES + text, format="turtle")


def found(shapes: rdflib.Graph) -> set[tuple[str, str]]:
    """Return where which constraint is broken."""
    _, results, _ = pyshacl.validate(graph(DATA), shacl_graph=shapes)
    return {
        (
            str(results.value(result, SH.focusNode)).removeprefix("urn:x:"),
            str(results.value(result, SH.sourceConstraintComponent)).removeprefix(str(SH)),
        )
        for result in results.objects(None, SH.result)
    }


def test_property_shapes_get_the_targets_and_find_the_same() -> None:
    shapes = graph(PLAIN)
    moved = together(shapes)
    assert len(list(shapes.triples((None, SH.property, None)))) == 2
    assert (None, SH.property, None) not in moved
    assert len(list(moved.triples((None, SH.targetClass, None)))) == 2 + 2 * 2
    least, most = "MinCountConstraintComponent", "MaxLengthConstraintComponent"
    assert found(moved) == {("a1", most), ("a2", least), ("b", most), ("c", least)}
    assert found(shapes) == found(moved)


@pytest.mark.parametrize("text", APART)
def test_what_gets_focus_nodes_in_another_way_stays_as_it_is(text: str) -> None:
    shapes = graph(text)
    owners = set(shapes.subjects(SH.property, None))
    moved = together(shapes)
    assert rdflib.URIRef("urn:x:S") in owners & set(moved.subjects(SH.property, None))
    assert found(moved) == found(shapes)
