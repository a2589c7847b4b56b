"""What an editor of queries offers, over the two texts."""

from kzgraph.describe.statistics import count_all
from kzgraph.identifiers import TERMS, THINGS
from kzgraph.read.graph import Graph
from kzgraph.read.offered import offered


def test_terms_by_use_with_their_labels(release_graph: Graph) -> None:
    there = offered(release_graph, count_all(release_graph.store))
    properties = [term.iri for term in there.properties]
    # Each claim has a modality, few things a visitor.
    assert properties.index(TERMS + "modality") < properties.index(TERMS + "visitor")
    assert TERMS + "headOfState" in properties
    classes = [term.iri for term in there.classes]
    assert classes.index(TERMS + "Claim") < classes.index(TERMS + "Visit")
    assert len(set(classes)) == len(classes)
    visitor = next(term for term in there.properties if term.iri == TERMS + "visitor")
    assert visitor.label("fr") == "visiteur"


def test_states_by_their_codes(release_graph: Graph) -> None:
    states = offered(release_graph, count_all(release_graph.store)).states
    assert states[THINGS + "state/kaz"] == "398"
    assert states[THINGS + "state/fra"] == "250"
    assert all(iri.startswith(THINGS + "state/") for iri in states)
