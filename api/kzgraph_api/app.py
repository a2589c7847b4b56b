"""The application: its routes, what stands around them, and the release that it opens."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from kzgraph import __version__
from kzgraph.settings import Settings
from kzgraph_api import openapi, problems
from kzgraph_api.edge import Edge
from kzgraph_api.routers import claims, entities, health, index, search, sources, sparql
from kzgraph_api.service import opened

DESCRIPTION = (
    "What documents say about Kazakhstan and France: entities, the facts about them, and for each "
    "fact the claims and the evidence that it rests on. An answer names its release in the header "
    "`KZGraph-Release`, and `ETag` holds until the release changes."
)


def create_app(settings: Settings) -> FastAPI:
    """Return the application; the release is opened when it starts and closed when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with opened(settings) as service:
            app.state.service = service
            yield

    app = FastAPI(
        title="kzgraph",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        openapi_url="/v1/openapi.json",
        docs_url=None,  # the pages of FastAPI load scripts from another host
        redoc_url=None,
        redirect_slashes=False,
        generate_unique_id_function=lambda route: route.name,
        routes=sparql.ROUTES,
    )
    for part in (index, search, entities, claims, sources, health):
        app.include_router(part.router, responses=openapi.PROBLEM_RESPONSE)
    app.add_middleware(Edge)
    problems.install(app)
    openapi.install(app)
    return app
