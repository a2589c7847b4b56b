"""Where things are, over the real data; what is expected is written from the two texts."""

import pytest

from kzgraph.errors import NotFoundError
from kzgraph.identifiers import compact
from kzgraph.model import Value
from kzgraph.read.graph import Graph
from kzgraph.read.views import view_of
from kzgraph.read.whereabouts import whereabouts

ASSERTED, EVERYTHING = view_of(), view_of(modality=["all"])


def short(value: Value) -> str:
    return compact(value.iri or "")


# The plant is to stand in Kazakhstan: that is planned, and nothing is asserted.
def test_a_state_with_its_code_and_what_leads_to_it(release_graph: Graph) -> None:
    (state,) = whereabouts(release_graph, EVERYTHING, "project/nuclear-power-plant").states
    assert (short(state.state), state.code, state.places) == ("state/kaz", "398", ())
    assert [line.modalities for line in state.statements] == [("Planned",)]
    assert whereabouts(release_graph, ASSERTED, "project/nuclear-power-plant").states == ()


# Macron came to Kazakhstan and to Astana, whose code KZ-71 says that it is there; the talks, a part
# of the visit, were at Akorda, of which no code is given.
def test_a_place_is_in_the_state_that_its_code_names(release_graph: Graph) -> None:
    found = whereabouts(release_graph, ASSERTED, "visit/macron-kazakhstan-2023")
    (state,) = found.states
    assert [short(line.predicate) for line in state.statements] == ["kz:visitTo"]
    assert [short(one.place) for one in state.places] == ["place/astana"]
    (akorda,) = [one for one in found.elsewhere if short(one.place) == "place/akorda"]
    assert {short(line.subject) for line in akorda.statements} == {"event/talks-astana-2023"}


def test_a_state_that_only_its_places_lead_to(release_graph: Graph) -> None:
    (state,) = whereabouts(release_graph, ASSERTED, "initiative/critical-minerals").states
    assert (short(state.state), state.statements) == ("state/kaz", ())
    assert [short(one.place) for one in state.places] == ["place/astana"]


def test_of_a_place_what_is_there(release_graph: Graph) -> None:
    (state,) = whereabouts(release_graph, ASSERTED, "place/astana").states
    (astana,) = state.places
    assert "visit/macron-kazakhstan-2023" in {short(line.subject) for line in astana.statements}


def test_everything_that_is_anywhere(release_graph: Graph) -> None:
    found = whereabouts(release_graph, EVERYTHING)
    codes = {short(one.state): one.code for one in found.states}
    assert codes["state/fra"] == "250"
    assert codes["state/chn"] == "156"
    assert {short(one.place).partition("/")[0] for one in found.elsewhere} == {"place"}


def test_nothing_is_known_of_what_is_not_there(release_graph: Graph) -> None:
    assert whereabouts(release_graph, ASSERTED, "company/edf").elsewhere == ()
    with pytest.raises(NotFoundError):
        whereabouts(release_graph, ASSERTED, "visit/nowhere")
