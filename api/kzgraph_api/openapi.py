"""The OpenAPI document: what FastAPI makes of the routes, and by hand what it cannot see."""

import json
from functools import partial
from typing import Any, Final

from fastapi import FastAPI
from pydantic import TypeAdapter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kzgraph_api.conditional import entity_tag, refuse_if_known, tag_headers
from kzgraph_api.deps import release_of, service_of
from kzgraph_api.documented import PATHS, SECURITY_SCHEMES, TAGS
from kzgraph_api.documented.answers import (
    ENVELOPE,
    HEADERS,
    completed,
    exemplified,
    problem_examples,
)
from kzgraph_api.documents import Document
from kzgraph_api.problems import MEDIA_TYPE
from kzgraph_api.rest import RestRoute
from kzgraph_api.schemas import Problem

ADDRESS: Final = "/v1/openapi.json"

PROBLEM_RESPONSE: Final[dict[int | str, dict[str, Any]]] = {
    "default": {
        "description": "What went wrong (RFC 9457).",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
}

_LICENCE: Final = {"name": "Apache-2.0", "identifier": "Apache-2.0"}
_CONTACT: Final = {"name": "The kzgraph team", "url": "https://w3id.org/kzgraph/"}
_NOT_MODIFIED: Final = {
    "description": "The client holds this answer already: `If-None-Match` names its tag.",
    "headers": {"ETag": {"$ref": "#/components/headers/ETag"}},
}


def install(app: FastAPI) -> None:
    """Let the document of an application be a whole one; it is made once."""
    made_by_fastapi = app.openapi

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            for route in app.routes:
                if isinstance(route, RestRoute):
                    route.describe()
            app.openapi_schema = _whole(made_by_fastapi())
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]  # FastAPI documents this way


def _whole(made: dict[str, Any]) -> dict[str, Any]:
    """Return what FastAPI made with the envelope, the problems, the examples and the plain routes."""
    paths = {path: _path(path, operations) for path, operations in made["paths"].items()} | PATHS
    components = made["components"]
    schemas = components["schemas"]
    schemas |= {"Problem": TypeAdapter(Problem).json_schema(), "Envelope": ENVELOPE}
    return {
        **made,
        "info": {**made["info"], "license": _LICENCE, "contact": _CONTACT},
        "tags": [{"name": name, "description": told} for name, told in TAGS.items()],
        "paths": {path: _exemplified(operations) for path, operations in paths.items()},
        "components": {
            **components,
            "headers": HEADERS,
            "responses": {"NotModified": _NOT_MODIFIED},
            "examples": problem_examples(),
            "securitySchemes": SECURITY_SCHEMES,
        },
    }


def _path(path: str, operations: dict[str, Any]) -> dict[str, Any]:
    if not path.startswith(("/v1", "/problem")):
        return operations
    return {method: completed(operation, path) for method, operation in operations.items()}


def _exemplified(operations: dict[str, Any]) -> dict[str, Any]:
    return {method: exemplified(operation) for method, operation in operations.items()}


async def openapi(request: Request) -> Response:
    """Answer with the document; the server in it is the public address where there is one."""
    public = service_of(request).settings.public_url.rstrip("/") or "/"
    tag = entity_tag(release_of(request).id, ADDRESS, public)
    refuse_if_known(request, tag)
    documents = release_of(request).documents
    document = documents.get(tag)
    if document is None:
        body = await run_in_threadpool(partial(_body, request.app, public))
        document = Document(body, "application/json", tag_headers(tag))
        documents.put(tag, document)
    return document


def _body(app: FastAPI, public: str) -> bytes:
    servers = [{"url": public, "description": "This service."}]
    return json.dumps({**app.openapi(), "servers": servers}, ensure_ascii=False).encode()


ROUTES: Final[list[BaseRoute]] = [Route(ADDRESS, openapi, methods=["GET"], include_in_schema=False)]
