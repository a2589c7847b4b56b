"""Small graphs to hold to shapes: as Turtle without its prefixes, and at random."""

from hypothesis import strategies as st

from kzgraph.rdf import RdfFormat, parse_bytes
from kzgraph.store import EmbeddedStore

PREFIXES = """
@prefix : <urn:x:> . @prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
TERMS = ':a :b :c "" "a" "ab"@en "ab"@fr-CA 1 -2 2.5 true "x"^^xsd:integer "2024-01-31"^^xsd:date '
ENDS = st.sampled_from([*TERMS.split(), '"2024-02-30"^^xsd:date', '"2024"^^xsd:gYear', '"a\\n"'])
TRIPLES = st.tuples(
    st.sampled_from([":a", ":b", ":c"]), st.sampled_from([":p", ":q", ":r"]), ENDS
).map(" ".join)
TYPES = st.tuples(
    st.sampled_from([":a", ":b", ":c"]),
    st.sampled_from(["a", "rdfs:subClassOf"]),
    st.sampled_from([":A", ":B", ":a", ":c"]),
).map(" ".join)
STATEMENTS = st.lists(TRIPLES | TYPES, max_size=14)
"""Statements with right and wrong values of all kinds, for the shapes of planted_shapes.ttl."""


def store_of(text: str) -> EmbeddedStore:
    store = EmbeddedStore.in_memory()
    store.load(parse_bytes((PREFIXES + text).encode(), RdfFormat.TURTLE, None))
    return store
