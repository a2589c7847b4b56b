"""Relations of an entity: both directions, by property, page by page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.errors import BadRequestError, NotFoundError
from kzgraph.model import Part
from kzgraph.model.relations import Relations
from kzgraph.read.entities import get_entity
from kzgraph.read.graph import Graph
from kzgraph.read.relations import Choice, relations
from kzgraph.read.views import view_of
from kzgraph.statements import View

WHOLE = Part(limit=1000)


def groups(found: Relations) -> dict[tuple[str, str], set[str]]:
    """Return the other ends by direction and property."""
    return {
        (group.direction, group.property.iri.rpartition("#")[2] if group.property.iri else ""): {
            (item.object if group.direction == "out" else item.subject).text for item in group.items
        }
        for group in found.items
    }


def test_relations_of_orano(release_graph: Graph) -> None:
    """French; at work in Kazakhstan; partner of Kazatomprom, in Katco; it signed a memorandum."""
    found = groups(relations(release_graph, "company/orano", Choice(), View(), WHOLE))
    assert found == {
        ("out", "basedInState"): {"France"},
        ("out", "memberOf"): {"French companies in Kazakhstan"},
        ("out", "operatesIn"): {"Kazakhstan"},
        ("out", "partnerOf"): {"Kazatomprom"},
        ("in", "jointVenturePartner"): {"Katco"},
        ("in", "signedBy"): {"memorandum of Orano on nuclear training"},
    }


def test_who_wants_the_plant(release_graph: Graph) -> None:
    """The article names EDF, Rosatom, CNNC and KHNP as interested, and EDF as short-listed."""
    plant = "project/nuclear-power-plant"
    found = groups(relations(release_graph, plant, Choice(direction="in"), View(), WHOLE))
    assert found["in", "interestedIn"] == {"EDF", "Rosatom", "CNNC", "KHNP"}
    assert found["in", "shortlistedFor"] == {"EDF"}
    assert {direction for direction, _ in found} == {"in"}


def test_one_property(release_graph: Graph) -> None:
    choice = Choice("kz:operatesIn", "in")
    found = relations(release_graph, "state/kaz", choice, View(), WHOLE)
    assert groups(found) == {("in", "operatesIn"): {"Alstom", "Orano", "TotalEnergies", "Vicat"}}
    assert len(list(found.lines())) == found.items[0].total == 4


def test_clocks_and_witnesses(release_graph: Graph) -> None:
    early = relations(release_graph, "company/orano", Choice(), view_of(known_on="2023-12"), WHOLE)
    assert ("in", "signedBy") not in groups(early)
    assert early.left_out is not None
    assert early.left_out.known_on > 0
    sure = relations(release_graph, "company/orano", Choice(), view_of(min_corroboration=2), WHOLE)
    assert groups(sure) == {("out", "basedInState"): {"France"}}


@given(
    st.sampled_from(["state/kaz", "state/fra", "person/tokayev", "relation/fra-kaz"]),
    st.integers(1, 5),
    st.sampled_from([(), ("planned",), ("all",)]),
)
def test_pages_of_a_group_give_it_once(
    release_graph: Graph, name: str, limit: int, modality: tuple[str, ...]
) -> None:
    view = view_of(modality=modality)
    whole = relations(release_graph, name, Choice(), view, WHOLE)
    for group in whole.items:
        choice = Choice(group.property.iri, group.direction)
        items, cursor = [], None
        while True:
            (page,) = relations(release_graph, name, choice, view, Part(limit, cursor)).items
            items += page.items
            assert page.total == group.total >= len(items)
            cursor = page.next
            if cursor is None:
                break
        assert tuple(items) == group.items


@given(st.sampled_from(["state/kaz", "person/macron", "company/edf"]), st.integers(1, 2))
def test_relations_are_the_facts_of_the_entity(release_graph: Graph, name: str, least: int) -> None:
    view = view_of(min_corroboration=least)
    entity = get_entity(release_graph, name, view)
    found = relations(release_graph, name, Choice(), view, WHOLE).items
    told = {way: [s for g in found if g.direction == way for s in g.items] for way in ("out", "in")}
    assert sorted(map(repr, told["out"])) == sorted(map(repr, entity.facts))
    assert sorted(map(repr, told["in"])) == sorted(map(repr, entity.incoming))


def test_what_has_none(release_graph: Graph) -> None:
    found = relations(release_graph, "organisation/eonergie", Choice(), View(), WHOLE)
    assert (found.items, found.total) == ((), 0)
    assert relations(release_graph, "state/kaz", Choice("nothing"), View(), WHOLE).items == ()


def test_what_cannot_be_asked(release_graph: Graph) -> None:
    with pytest.raises(NotFoundError, match="state/kaz"):
        relations(release_graph, "state/kazakhstan", Choice(), View(), WHOLE)
    choice = Choice("operatesIn", "in")
    (group,) = relations(release_graph, "state/kaz", choice, View(), Part(1)).items
    for other in (Choice(), Choice("operatesIn"), Choice("basedInState", "in")):
        with pytest.raises(BadRequestError):
            relations(release_graph, "state/kaz", other, View(), Part(1, group.next))
    with pytest.raises(BadRequestError, match="cursor"):
        relations(release_graph, "state/fra", choice, View(), Part(1, group.next))
