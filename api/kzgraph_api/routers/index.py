"""Where everything is."""

from functools import partial
from typing import Any, Final

from fastapi import Depends, FastAPI, Request, Response

from kzgraph import __version__
from kzgraph_api.addresses import base_of
from kzgraph_api.answered import Forms, answered
from kzgraph_api.conditional import tagged
from kzgraph_api.deps import ReleaseDep
from kzgraph_api.rest import rest_router
from kzgraph_api.schemas import Call, Calls, Index

router = rest_router("Service", prefix="")

_LINKS: Final = {
    "sparql": "/sparql",
    "search": "/v1/search?q={name}",
    "entities": "/v1/entities",
    "entity": "/v1/entities/{kind}/{slug}",
    "claims": "/v1/claims",
    "claim": "/v1/claims/{id}",
    "sources": "/v1/sources",
    "source": "/v1/sources/{id}",
    "conflicts": "/v1/conflicts",
    "trade": "/v1/trade",
    "stats": "/v1/stats",
    "validation": "/v1/validation",
    "paths": "/v1/paths?from={from}&to={to}",
    "compare": "/v1/compare?a={a}&b={b}",
    "releases": "/v1/releases",
    "changes": "/v1/changes?since={release}",
    "cite": "/v1/cite?query={query}&release={release}",
    "reconcile": "/reconcile",
    "thing": "/id/{kind}/{slug}",
    "data": "/data/{kind}/{slug}",
    "ontology": "/ontology",
    "dataset": "/dataset",
    "void": "/.well-known/void",
    "dump": "/dumps/kzgraph.{suffix}",
    "calls": "/v1",
    "openapi": "/v1/openapi.json",
    "problems": "/problem",
    "problem": "/problem/{name}",
    "health": "/healthz",
    "ready": "/readyz",
}


_OPENAPI: Final = {"service-desc": "/v1/openapi.json"}
"""The relation of RFC 8631 between a service and its description."""


@router.get("/", summary="Say what this service is", dependencies=[Depends(tagged)])
async def index(request: Request, response: Response, opened: ReleaseDep) -> Index:
    """Return the release in use, how much it holds, and the addresses of this service."""
    base, manifest = base_of(request), opened.release.manifest
    response.headers["Link"] = ", ".join(
        f'<{base}{path}>; rel="{name}"' for name, path in _OPENAPI.items()
    )
    return Index("kzgraph", __version__, manifest.release, manifest.counts, _LINKS)


@router.get("/v1", summary="List the calls of REST", response_model=Calls)
async def list_calls(request: Request, opened: ReleaseDep) -> Response:
    """Return every call with a URI template of its address (RFC 6570), and how much the release holds."""
    make = partial(_calls, request.app, base_of(request), opened.release.manifest.counts)
    return await answered(request, make, Forms(related=_OPENAPI))


def _calls(app: FastAPI, base: str, counts: dict[str, int]) -> Calls:
    paths = app.openapi()["paths"].items()
    found = (
        _call(base, path, operations["get"]) for path, operations in paths if path[:4] == "/v1/"
    )
    return Calls("kzgraph", __version__, counts, tuple(found))


def _call(base: str, path: str, operation: dict[str, Any]) -> Call:
    parameters = operation.get("parameters", ())
    names = [_variable(parameter) for parameter in parameters if parameter["in"] == "query"]
    asked = f"{{?{','.join(names)}}}" if names else ""
    return Call(operation["operationId"], operation["summary"], f"{base}{path}{asked}")


def _variable(parameter: dict[str, Any]) -> str:
    """Return the variable of a parameter; one that may stand there several times is exploded."""
    return f"{parameter['name']}*" if parameter["schema"]["type"] == "array" else parameter["name"]
