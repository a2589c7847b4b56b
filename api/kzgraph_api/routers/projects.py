"""Projects and initiatives."""

from functools import partial
from typing import Annotated

from fastapi import Depends, Path, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from kzgraph.model import Page
from kzgraph.model.projects import Project, ProjectSummary
from kzgraph.model.stages import ProjectStage
from kzgraph.read import projects
from kzgraph.read.projects import ProjectFilter
from kzgraph.read.things import find_thing
from kzgraph_api.answered import LIST, Forms, answered
from kzgraph_api.deps import GraphDep
from kzgraph_api.filters import ClassName, Name, Sector, ThingId
from kzgraph_api.rest import rest_router
from kzgraph_api.views import PartDep, ViewDep

router = rest_router("Projects")

Slug = Annotated[
    str,
    Path(max_length=200, description="The last step of its id.", examples=["nuclear-power-plant"]),
]


async def _filter(
    type_name: ClassName = None,
    stage: Annotated[
        ProjectStage | None,
        Query(description="A stage that it is asserted to have reached.", examples=["decided"]),
    ] = None,
    location: Annotated[
        ThingId, Query(description="Where it is, such as `state/kaz`.", examples=["state/kaz"])
    ] = None,
    sector: Sector = None,
    participant: Annotated[
        ThingId,
        Query(description="A developer or a candidate of it.", examples=["company/edf"]),
    ] = None,
    q: Name = None,
) -> ProjectFilter:
    return ProjectFilter(type_name, stage, location, sector, participant, q)


@router.get("/projects", summary="List projects", response_model=Page[ProjectSummary])
async def list_projects(
    request: Request,
    graph: GraphDep,
    asked: Annotated[ProjectFilter, Depends(_filter)],
    view: ViewDep,
    part: PartDep,
) -> Response:
    """Return projects and initiatives by name, each with its latest stage and planned capacity.

    Much of a project is only planned or proposed: ask with `modality=all` to see that as well.
    """
    make = partial(projects.list_projects, graph, asked, view, part)
    return await answered(request, make, LIST)


@router.get("/projects/{slug}", summary="Show a project", response_model=Project)
async def get_project(request: Request, graph: GraphDep, slug: Slug, view: ViewDep) -> Response:
    """Return stages, capacity, location, developers and candidates, each with modality and claims.

    `stages` runs from proposed, decided, vendor chosen, designed and financed to under construction
    and operating. `life_cycle` adds the days between stages, those that are missing in between, and
    what is known after the last. `developers` carry the project out; `candidates` take an interest in
    it, stand on a list of its possible suppliers, or could take part. `candidacies` has a life cycle
    for each of them that is interested, shortlisted or chosen. RDF of the project, by Accept or
    suffix, holds all claims.
    """
    one = await run_in_threadpool(find_thing, graph, projects.KINDS, slug, "project")
    make = partial(projects.get_project, graph, slug, view)
    return await answered(request, make, Forms(thing=one.iri))
