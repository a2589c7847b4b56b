"""What route handlers ask for, named once."""

from typing import Annotated

from fastapi import Depends, Request

from kzgraph.read.graph import Graph
from kzgraph_api.service import OpenRelease, Service


def service_of(request: Request) -> Service:
    """Return the service that answers a request."""
    service: Service = request.app.state.service
    return service


def release_of(request: Request) -> OpenRelease:
    """Return the release that a request is answered from, from its beginning to its end."""
    release: OpenRelease = request.scope["kzgraph.release"]
    return release


# These are coroutines so that FastAPI calls them at once, not in a thread.
async def _service(request: Request) -> Service:
    return service_of(request)


async def _release(request: Request) -> OpenRelease:
    return release_of(request)


async def _graph(request: Request) -> Graph:
    return release_of(request).graph


async def _release_id(request: Request) -> str:
    return release_of(request).id


ServiceDep = Annotated[Service, Depends(_service)]
ReleaseDep = Annotated[OpenRelease, Depends(_release)]
GraphDep = Annotated[Graph, Depends(_graph)]
ReleaseId = Annotated[str, Depends(_release_id)]
