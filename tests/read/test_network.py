"""The network around an entity: what is near, what joins it, and what found no place."""

from hypothesis import given
from hypothesis import strategies as st

from kzgraph.model.relations import Network
from kzgraph.read.graph import Graph
from kzgraph.read.network import MOST_NODES, network
from kzgraph.read.views import view_of
from kzgraph.statements import View


def nodes(found: Network) -> dict[str, int]:
    return {node.id: node.depth for node in found.nodes}


def test_around_edf(release_graph: Graph) -> None:
    found = network(release_graph, "company/edf", View())
    assert nodes(found) == {
        "company/edf": 0,
        "person/remont": 1,
        "project/nuclear-power-plant": 1,
        "state/fra": 1,
    }
    ends = {(edge.subject.text, edge.predicate.text, edge.object.text) for edge in found.edges}
    plant = "first nuclear power plant of Kazakhstan"
    assert ends == {
        ("EDF", "based in state", "France"),
        ("EDF", "chief executive", "Luc Rémont"),
        ("EDF", "interested in", plant),
        ("EDF", "shortlisted for", plant),
    }
    assert (found.more_nodes, found.more_edges, found.reached) == (0, 0, 1)


def test_two_steps_reach_the_other_bidders(release_graph: Graph) -> None:
    found = nodes(network(release_graph, "company/edf", View(), depth=2))
    assert {found[f"company/{slug}"] for slug in ("rosatom", "cnnc", "khnp")} == {2}
    assert "company/kazatomprom" not in found


def test_the_best_corroborated_come_first(release_graph: Graph) -> None:
    """Of what touches France, both texts tell of its head of state and of the partnership."""
    first = network(release_graph, "state/fra", View(), limit=3)
    assert len(first.nodes) == 3
    assert all(edge.corroboration == 2 for edge in first.edges)
    whole = network(release_graph, "state/fra", View(), limit=MOST_NODES)
    assert first.more_nodes == len(whole.nodes) - 3
    assert whole.more_nodes == 0


def test_plans_are_drawn_when_asked_for(release_graph: Graph) -> None:
    assert "state/kaz" not in nodes(network(release_graph, "company/edf", View()))
    everything = network(release_graph, "project/nuclear-power-plant", view_of(modality=["all"]))
    assert "state/kaz" in nodes(everything)


def test_a_concept_is_a_node_and_a_code_is_none(release_graph: Graph) -> None:
    found = network(release_graph, "visit/tokayev-france-2024", View(), limit=MOST_NODES)
    assert all(node.iri.startswith("https://w3id.org/kzgraph/id/") for node in found.nodes)
    orano = network(release_graph, "agreement/orano-nuclear-training-2024", View())
    (sector,) = (node for node in orano.nodes if node.id == "sector/nuclear-training")
    assert "Sector" in sector.types


def test_nothing_around(release_graph: Graph) -> None:
    alone = network(release_graph, "organisation/eonergie", View(), depth=3)
    assert nodes(alone) == {"organisation/eonergie": 0}
    assert alone.edges == ()


@given(
    st.sampled_from(["state/kaz", "company/edf", "person/macron", "sector/energy"]),
    st.integers(1, 3),
    st.integers(1, 60),
    st.integers(1, 2),
)
def test_every_network_holds_together(
    release_graph: Graph, name: str, depth: int, limit: int, least: int
) -> None:
    found = network(release_graph, name, view_of(min_corroboration=least), depth, limit)
    depths = {node.iri: node.depth for node in found.nodes}
    assert len(depths) == len(found.nodes) <= limit
    assert max(depths.values()) <= found.reached <= depth
    ends = [(edge.subject.iri, edge.object.iri) for edge in found.edges]
    assert all(one in depths and other in depths for one, other in ends)
    assert all(edge.corroboration >= least for edge in found.edges)
    for node in found.nodes[1:]:
        near = {
            one if other == node.iri else other for one, other in ends if node.iri in (one, other)
        }
        assert min(depths[iri] for iri in near if iri) == node.depth - 1
