"""Projects and initiatives: the list, and one with its stages, its sizes and who would build it."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response

from kzgraph.model import Claim, Part, Statement, Value
from kzgraph.model.projects import Project
from kzgraph.read.claims_named import claims_named
from kzgraph.read.graph import Graph
from kzgraph.read.lines import Lines
from kzgraph.read.link_choices import classes_of, linked_with
from kzgraph.read.projects import ProjectFilter, get_project, list_projects
from kzgraph.read.stages import PROJECT_STAGES
from kzgraph.statements import View
from kzgraph_api.deps import GraphDep
from kzgraph_api.filters import ClassName, Name, Sector, ThingId
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.happening import asked_with, head
from kzgraph_api.pages.lifecycle import steps
from kzgraph_api.pages.parameters import PAGE
from kzgraph_api.pages.reader import Reader
from kzgraph_api.routers.projects import Stage
from kzgraph_api.views import EveryDep, PartDep, ViewDep

_CLASSES: Final = ("Undertaking",)
_PARAMETERS: Final = ("type", "stage", "location", "sector", "participant", "q")

router = APIRouter(dependencies=PAGE)

Location = Annotated[ThingId, Query(description="Where it is, such as `state/kaz`.")]
Participant = Annotated[ThingId, Query(description="A developer or a candidate of it.")]


@dataclass(frozen=True)
class Candidate:
    """Who may take part in a project, and what is said of that, with the claims that say it."""

    who: Value
    said: tuple[tuple[Statement, tuple[Claim, ...]], ...]


@router.get("/projects")
async def projects(
    request: Request,
    graph: GraphDep,
    view: ViewDep,
    part: PartDep,
    type_name: ClassName = None,
    stage: Annotated[Stage | None, Query()] = None,
    location: Location = None,
    sector: Sector = None,
    participant: Participant = None,
    q: Name = None,
) -> Response:
    """List projects and initiatives by name."""
    asked = ProjectFilter(type_name, stage, location, sector, participant, q)
    return await page(request, "projects.html", partial(_listed, graph, asked, view, part))


@router.get("/page/project/{slug}")
async def project(request: Request, graph: GraphDep, slug: str, view: EveryDep) -> Response:
    """Show a project with all that is told of it, what is only planned marked as such."""
    make = partial(_shown, graph, f"project/{slug}", view)
    return await page(request, "project.html", make)


@router.get("/page/initiative/{slug}")
async def initiative(request: Request, graph: GraphDep, slug: str, view: EveryDep) -> Response:
    """Show an initiative as a project is shown."""
    make = partial(_shown, graph, f"initiative/{slug}", view)
    return await page(request, "project.html", make)


def _listed(
    graph: Graph, asked: ProjectFilter, view: View, part: Part, _reader: Reader
) -> dict[str, Any]:
    given = {**vars(asked), "type": asked.type_name, "q": asked.name}
    return {
        "projects": list_projects(graph, asked, view, part),
        "classes": classes_of(graph, _CLASSES),
        "locations": linked_with(graph, _CLASSES, "location", "launchedAt"),
        "sectors": linked_with(graph, _CLASSES, "concernsSector"),
        "stages": PROJECT_STAGES,
        "asked": asked_with(view, **{name: given[name] for name in _PARAMETERS}),
    }


def _shown(graph: Graph, name: str, view: View, _reader: Reader) -> dict[str, Any]:
    told = get_project(graph, name.partition("/")[2], view)
    return {
        **head(graph, name, view, every=True),
        "project": told,
        "cycle": steps(told.stages, PROJECT_STAGES),
        "candidates": _candidates(graph, told),
    }


def _candidates(graph: Graph, told: Project) -> list[Candidate]:
    """Return the candidates by name, those with more said of them first."""
    claims = claims_named(graph, [claim for line in told.candidates for claim in line.claims])
    found = [_candidate(group, claims) for group in Lines(told.candidates).by("subject").values()]
    return sorted(found, key=lambda one: (-len(one.said), one.who.text.casefold()))


def _candidate(told: Lines, claims: dict[str, Claim]) -> Candidate:
    said = tuple((line, tuple(claims[name] for name in line.claims)) for line in told)
    return Candidate(said[0][0].subject, said)
