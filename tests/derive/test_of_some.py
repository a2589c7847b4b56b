"""What claims are weighed by is the same whether it is asked of all things or of those that they name."""

from small_graphs import store_of

from kzgraph.derive.claims import independent_origins, primary_documents
from kzgraph.derive.kinds import wholes_of
from kzgraph.rdf import NamedNode
from kzgraph.vocab import KZ, PROV

SAID = f"""
:first a <{KZ}Document> ; <{KZ}documentKind> <{KZ}PrimaryDocument> .
:second a <{KZ}Document> ; <{PROV}wasDerivedFrom> :first .
:third a <{KZ}Claim> ; <{PROV}wasDerivedFrom> :second .
:one a <{KZ}Document> ; <{PROV}wasDerivedFrom> :other .
:other a <{KZ}Document> ; <{PROV}wasDerivedFrom> :one .
:claim <{KZ}modality> <{KZ}Asserted> ; <{KZ}rank> <{KZ}NormalRank> ;
  rdf:predicate <{KZ}partOfSet> ; rdf:subject :part ; rdf:object :whole .
"""


def node(name: str) -> NamedNode:
    return NamedNode(f"urn:x:{name}")


FIRST, THIRD, ONE, PART = (node(name) for name in ("first", "third", "one", "part"))


def test_relays_go_back_as_far() -> None:
    store = store_of(SAID)
    every = independent_origins(store)
    assert (every[THIRD], every[ONE]) == (FIRST, ONE)
    some = independent_origins(store, [THIRD, ONE, PART])
    assert some == every
    assert independent_origins(store, [FIRST]) == {}


def test_primary_documents_and_parts_are_those_that_were_asked_about() -> None:
    store = store_of(SAID)
    assert primary_documents(store) == primary_documents(store, [THIRD, FIRST]) == {FIRST}
    assert primary_documents(store, [ONE]) == frozenset()
    assert wholes_of(store) == wholes_of(store, [PART, ONE]) == {PART: {node("whole")}}
    assert wholes_of(store, [ONE]) == {}
