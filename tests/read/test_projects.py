"""Projects over the real data; what is expected is written from the two texts."""

import pytest

from kzgraph.errors import NotFoundError
from kzgraph.identifiers import compact
from kzgraph.model import Part, Statement
from kzgraph.read.graph import Graph
from kzgraph.read.projects import ProjectFilter, get_project, list_projects
from kzgraph.read.views import view_of

WHOLE = Part(limit=200)
ASSERTED, EVERYTHING = view_of(), view_of(modality=["all"])


def ids(graph: Graph, everything: bool = False, **asked: str) -> set[str]:
    view = EVERYTHING if everything else ASSERTED
    page = list_projects(graph, ProjectFilter(**asked), view, WHOLE)
    assert page.total == len(page.items)
    return {item.id for item in page.items}


def who(statements: tuple[Statement, ...]) -> set[tuple[str, str, str]]:
    return {
        (compact(s.subject.iri or ""), compact(s.predicate.iri or ""), "+".join(s.modalities))
        for s in statements
    }


# A referendum approved the plant; four vendors take an interest, EDF is on the list of possible
# suppliers and could take part; Kazakhstan thinks of a consortium.
def test_the_nuclear_plant(release_graph: Graph) -> None:
    plant = get_project(release_graph, "nuclear-power-plant", EVERYTHING)
    assert [(s.stage, s.date, s.basis) for s in plant.stages] == [("decided", "2024-11", "as_of")]
    assert plant.latest_stage == "decided"
    interested = {(f"company/{name}", "kz:interestedIn", "Asserted") for name in ("edf", "rosatom")}
    others = {(f"company/{name}", "kz:interestedIn", "Asserted") for name in ("cnnc", "khnp")}
    assert who(plant.candidates) == interested | others | {
        ("company/edf", "kz:shortlistedFor", "Asserted"),
        ("company/edf", "kz:participatesIn", "Proposed"),
    }
    assert who(plant.developers) == {("consortium/nuclear-plant", "kz:builds", "Planned")}
    assert who(plant.decisions) == {
        ("event/nuclear-plant-referendum", "kz:approves", "Asserted"),
        ("event/tokayev-remont-2024", "kz:discussedTopic", "Asserted"),
    }
    assert plant.amounts == ()


def test_by_default_only_what_is_asserted(release_graph: Graph) -> None:
    plant = get_project(release_graph, "nuclear-power-plant", ASSERTED)
    assert (plant.developers, plant.locations) == ((), ())
    assert plant.left_out.modality == {"Opinion": 1, "Planned": 2, "Proposed": 1}


# Wind farms of 1.2 GW in total were agreed on in 2023.
def test_a_planned_capacity(release_graph: Graph) -> None:
    farms = get_project(release_graph, "wind-farms-2023", EVERYTHING)
    (capacity,) = farms.amounts
    assert capacity.amount.value == 1.2
    assert capacity.amount.unit is not None
    assert capacity.amount.unit.iri == "http://qudt.org/vocab/unit/GigaW"
    assert capacity.statement.modalities == ("Planned",)
    assert who(farms.decisions) == {("agreement/wind-farms-2023", "kz:concernsProject", "Asserted")}


# EDF has proposed projects of green energy, building on what France knows of sun and wind.
def test_projects_that_are_proposed(release_graph: Graph) -> None:
    green = get_project(release_graph, "edf-green-energy", EVERYTHING)
    assert [(s.stage, s.modalities) for s in green.stages] == [("proposed", ("Asserted",))]
    assert [compact(s.object.iri or "") for s in green.developers] == ["company/edf"]
    assert {compact(s.object.iri or "") for s in green.sectors} == {
        f"sector/{name}-energy" for name in ("green", "solar", "wind")
    }


def test_the_list_and_its_filters(release_graph: Graph) -> None:
    assert ids(release_graph) == {
        "project/nuclear-power-plant",
        "project/edf-green-energy",
        "project/wind-farms-2023",
        "initiative/critical-minerals",
    }
    assert ids(release_graph, type_name="PowerProject") == {
        "project/nuclear-power-plant",
        "project/wind-farms-2023",
    }
    assert ids(release_graph, stage="decided") == {"project/nuclear-power-plant"}
    assert ids(release_graph, participant="company/edf") == {"project/nuclear-power-plant"}
    assert ids(release_graph, True, participant="company/edf") == {
        "project/nuclear-power-plant",
        "project/edf-green-energy",
    }
    assert ids(release_graph, location="state/kaz") == set()
    assert ids(release_graph, True, location="state/kaz", sector="sector/wind-energy") == {
        "project/edf-green-energy"
    }
    assert ids(release_graph, name="атомная электростанция") == {"project/nuclear-power-plant"}


def test_a_line_of_the_list(release_graph: Graph) -> None:
    asked = ProjectFilter(name="wind power plants")
    (line,) = list_projects(release_graph, asked, EVERYTHING, WHOLE).items
    assert line.capacity is not None
    assert (line.capacity.value, line.latest_stage) == (1.2, None)
    assert line.sources == ("mfa-kazakhstan-2023-11-01",)


def test_no_such_project(release_graph: Graph) -> None:
    with pytest.raises(NotFoundError, match="project"):
        get_project(release_graph, "hydrogen", ASSERTED)
