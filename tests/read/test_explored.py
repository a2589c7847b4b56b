"""What an explorer shows at once; what is expected is written from the two texts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.errors import NotFoundError
from kzgraph.model.explored import Explored, Shown
from kzgraph.read.explored import Wanted, explored
from kzgraph.read.graph import Graph
from kzgraph.read.network import MOST_NODES, network
from kzgraph.read.views import view_of
from kzgraph.release import Home
from kzgraph.statements import View

PLANT = "project/nuclear-power-plant"
VENDORS = {"company/edf", "company/cnnc", "company/khnp", "company/rosatom"}
EVENTS = {"event/nuclear-plant-referendum", "event/tokayev-remont-2024"}


def nodes(found: Explored) -> dict[str, Shown]:
    return {node.id: node for node in found.nodes}


def around_plant(graph: Graph, *, kinds: str = "", properties: str = "") -> Explored:
    chosen = frozenset(kinds.split()), frozenset(properties.split())
    return explored(graph, Wanted((PLANT,), (), *chosen), View())


def test_an_open_thing_brings_its_neighbours(release_graph: Graph) -> None:
    found = around_plant(release_graph)
    assert set(nodes(found)) == {PLANT} | VENDORS | EVENTS
    assert found.nodes[0].id == PLANT
    assert [node.id for node in found.nodes if node.is_open] == [PLANT]
    assert sorted((edge.subject.text, edge.predicate.text) for edge in found.edges) == [
        ("CNNC", "interested in"),
        ("EDF", "interested in"),
        ("EDF", "shortlisted for"),
        ("KHNP", "interested in"),
        ("Rosatom", "interested in"),
        ("meeting of Tokayev and Luc Rémont, 2024", "discussed topic"),
        ("referendum on a nuclear power plant in Kazakhstan", "approves"),
    ]


def test_each_thing_tells_how_many_neighbours_are_not_shown(release_graph: Graph) -> None:
    """EDF is in France and has a chief executive; the meeting has two persons, a visit, an issue."""
    found = nodes(around_plant(release_graph))
    told = {name: (node.neighbours, node.hidden) for name, node in found.items()}
    assert told[PLANT] == (6, 0)
    assert told["company/edf"] == (3, 2)
    assert told["company/rosatom"] == (2, 1)
    assert told["event/tokayev-remont-2024"] == (5, 4)


def test_two_open_things_share_their_neighbours(release_graph: Graph) -> None:
    found = nodes(explored(release_graph, Wanted((PLANT, "company/edf")), View()))
    assert set(found) == {PLANT, "person/remont", "state/fra"} | VENDORS | EVENTS
    assert found["company/edf"].hidden == 0


def test_kinds_narrow_the_neighbours_and_are_counted_without_that(release_graph: Graph) -> None:
    found = around_plant(release_graph, kinds="company")
    assert set(nodes(found)) == {PLANT} | VENDORS
    assert [(one.value, one.count) for one in found.kinds] == [("company", 4), ("event", 2)]


def test_properties_narrow_the_statements(release_graph: Graph) -> None:
    found = around_plant(release_graph, properties="shortlistedFor")
    assert set(nodes(found)) == {PLANT, "company/edf"}
    assert [edge.predicate.text for edge in found.edges] == ["shortlisted for"]
    counts = {one.value.rpartition("#")[2]: one.count for one in found.properties}
    assert counts == {"interestedIn": 4, "approves": 1, "discussedTopic": 1, "shortlistedFor": 1}
    nothing = around_plant(release_graph, properties="noSuchProperty")
    assert [node.id for node in nothing.nodes] == [PLANT]


def test_plans_come_in_when_asked_for(release_graph: Graph) -> None:
    every = explored(release_graph, Wanted((PLANT,)), view_of(modality=["all"]))
    assert {"state/kaz", "consortium/nuclear-plant"} <= set(nodes(every))
    asserted = around_plant(release_graph)
    assert sum(asserted.left_out.modality.values()) > 0 == sum(every.left_out.modality.values())


def test_a_thing_brings_its_best_where_there_is_room_for_few(release_graph: Graph) -> None:
    """EDF is joined with the plant by two statements, each other thing by one."""
    found = explored(release_graph, Wanted((PLANT,), each=2), View())
    assert [node.id for node in found.nodes] == [PLANT, "company/edf", "company/cnnc"]
    assert (found.nodes[0].neighbours, found.nodes[0].hidden) == (6, 4)


def test_what_is_alone_brings_nothing(release_graph: Graph) -> None:
    found = explored(release_graph, Wanted((), (PLANT, "company/edf")), View())
    assert set(nodes(found)) == {PLANT, "company/edf"}
    assert {edge.predicate.text for edge in found.edges} == {"interested in", "shortlisted for"}
    assert not found.kinds


def test_there_is_an_end(release_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kzgraph.read.explored.MOST_NODES", 5)
    monkeypatch.setattr("kzgraph.read.explored.MOST_EDGES", 3)
    found = explored(release_graph, Wanted((PLANT, "state/kaz", "person/tokayev")), View())
    assert [node.id for node in found.nodes[:3]] == [PLANT, "state/kaz", "person/tokayev"]
    assert len(found.nodes) == 5
    assert len(found.edges) == 3
    assert found.nodes[0].hidden == 6 - 2
    assert found.more_edges >= 1


def test_a_retired_name_stands_for_its_successor(retired_home: Path) -> None:
    graph = Home(retired_home).current().open_graph()
    found = explored(graph, Wanted(("company/electricite-de-france", "company/edf")), View())
    graph.close()
    assert [node.id for node in found.nodes if node.is_open] == ["company/edf"]


def test_an_unknown_thing_is_an_error(release_graph: Graph) -> None:
    with pytest.raises(NotFoundError, match="company/edff"):
        explored(release_graph, Wanted((), ("company/edff",)), View())


VIEWS = (View(), view_of(modality=["all"]), View(min_corroboration=2), view_of(valid_on="2023-11"))
NAMES = (PLANT, "state/kaz", "state/fra", "person/tokayev", "company/orano", "sector/energy")


@given(st.sampled_from(NAMES), st.sampled_from(VIEWS))
def test_of_one_thing_it_shows_what_its_network_has(
    release_graph: Graph, name: str, view: View
) -> None:
    found = explored(release_graph, Wanted((name,), each=MOST_NODES), view)
    near = network(release_graph, name, view, 1, MOST_NODES)
    assert set(nodes(found)) == {node.id for node in near.nodes}
    assert set(found.edges) == {edge for edge in near.edges if edge.subject != edge.object}
    assert sum(one.count for one in found.kinds) == len(found.nodes) - 1


@given(st.sets(st.sampled_from(NAMES), min_size=1), st.integers(1, 12), st.sampled_from(VIEWS))
def test_neighbours_are_shown_or_counted_as_hidden(
    release_graph: Graph, names: set[str], each: int, view: View
) -> None:
    found = explored(release_graph, Wanted(tuple(sorted(names)), each=each), view)
    shown = {node.iri for node in found.nodes}
    assert len(shown) == len(found.nodes)
    joined: dict[str, set[str]] = {iri: set() for iri in shown}
    for edge in found.edges:
        ends = edge.subject.iri or "", edge.object.iri or ""
        for one, other in (ends, ends[::-1]):
            joined[one].add(other)
    for node in found.nodes:
        assert len(joined[node.iri]) == node.neighbours - node.hidden
