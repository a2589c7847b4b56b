"""The application: its routes, what stands around them, and the release that it opens."""

import gc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from threading import Timer
from typing import Final, cast

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.types import ASGIApp

from kzgraph import __version__
from kzgraph.settings import Settings
from kzgraph_api import json_answers, openapi, problems
from kzgraph_api.dumps import Dumps
from kzgraph_api.edge import Edge
from kzgraph_api.late import LateRoute
from kzgraph_api.metrics import Metrics
from kzgraph_api.mirroring import following
from kzgraph_api.older import Older
from kzgraph_api.pages import routes as pages
from kzgraph_api.pages import static
from kzgraph_api.pages.blanks import Blanks
from kzgraph_api.pages.rendering import warm
from kzgraph_api.profiles import Profiles
from kzgraph_api.ready import Shortcut
from kzgraph_api.routers import (
    agreements,
    changes,
    cite,
    claims,
    compare,
    conflicts,
    description,
    dumps,
    entities,
    events,
    facts,
    graphs,
    health,
    index,
    kept,
    linked,
    links,
    offices,
    ontology,
    paths,
    projects,
    reconcile,
    reconcile_choices,
    relations,
    releases,
    search,
    sources,
    sparql,
    stats,
    timeline,
    trade,
    update,
    validation,
    visits,
)
from kzgraph_api.routers import problems as kinds
from kzgraph_api.service import opened
from kzgraph_api.suffixes import Suffixes

DESCRIPTION = (
    "What documents say about Kazakhstan and France: entities, the facts about them, and for each "
    "fact the claims and the evidence that it rests on. An answer names its release in the header "
    "`KZGraph-Release`, and `ETag` holds until the release changes."
)

_FIRST_SECONDS: Final = 0.5
"""Seconds after a start in which nothing is made beside requests: they tell that it is ready."""

_PARTS: Final = (
    index,
    paths,
    compare,
    releases,
    changes,
    cite,
    search,
    entities,
    relations,
    facts,
    agreements,
    projects,
    events,
    visits,
    offices,
    timeline,
    claims,
    sources,
    conflicts,
    links,
    trade,
    stats,
    validation,
    kinds,
    health,
)
"""The routers of REST, in the order in which the OpenAPI document has them."""

_ROUTES: Final = (
    *sparql.ROUTES,
    *description.ROUTES,
    *linked.ROUTES,
    *ontology.ROUTES,
    *dumps.ROUTES,
    *kept.ROUTES,
    *update.ROUTES,
    *graphs.ROUTES,
    *reconcile.ROUTES,
    *reconcile_choices.ROUTES,
    *openapi.ROUTES,
    *static.ROUTES,
)
"""The routes that FastAPI would only slow down, or cannot describe."""


class Application(FastAPI):
    """FastAPI within the edge: what FastAPI answers when a handler fails passes it as well."""

    def build_middleware_stack(self) -> ASGIApp:
        """Return everything that a request passes."""
        rest = Shortcut(Suffixes(Blanks(super().build_middleware_stack())))
        inner = sparql.Shortcut(rest, self.exception_handlers)
        return Edge(inner, self.state.settings, self.state.metrics)


def create_app(settings: Settings) -> FastAPI:
    """Return the application; the release is opened when it starts and closed when it ends."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        with following(settings), opened(settings) as service:
            app.state.service = service
            app.state.metrics.watch(service)
            settling = Timer(_FIRST_SECONDS, _settle, (app,))
            settling.daemon = True
            settling.start()
            yield
            settling.cancel()
            app.state.metrics.close()
            app.state.older.close()
            app.state.dumps.close()

    app = Application(
        title="kzgraph",
        version=__version__,
        description=DESCRIPTION,
        lifespan=lifespan,
        openapi_url=None,  # the document is kept as ready bytes, as other answers are
        docs_url=None,  # the pages of FastAPI load scripts from another host
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False},  # /metrics and our log do
        # Pages before REST: at an address of both a page is for who asks for one.
        routes=[*_ROUTES, *_pages(), *_rest()],
    )
    app.state.settings = settings
    app.state.metrics = Metrics()
    app.state.profiles = Profiles()
    app.state.dumps = Dumps()
    app.state.older = Older()
    problems.install(app)
    openapi.install(app)
    return app


# The routes of a router as they are: to include the router makes each of them once more.
def _pages() -> Iterator[APIRoute]:
    """Return the routes of pages, which the OpenAPI document leaves out."""
    for router in pages.ROUTERS:
        for route in cast("list[APIRoute]", router.routes):
            route.include_in_schema = False
            yield route


def _rest() -> Iterator[APIRoute]:
    """Return the routes of REST, as the OpenAPI document is to have them."""
    for part in _PARTS:
        for route in part.router.routes:
            route.unique_id = route.name
            route.responses = openapi.PROBLEM_RESPONSE | route.responses
            yield route


def _settle(app: FastAPI) -> None:
    """Do once what requests would wait for; garbage is not looked for in what is made by then."""
    for route in app.routes:
        if isinstance(route, LateRoute):
            route.prepare()
    json_answers.prepare(getattr(route, "response_model", None) for route in app.routes)
    warm()
    app.state.service.prepare()
    gc.collect()  # what is garbage by now would stay as well
    gc.freeze()
