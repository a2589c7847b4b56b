"""SPARQL 1.1 Graph Store HTTP Protocol: whole graphs, indirectly and by their own address."""

import uuid
from http import HTTPStatus
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kzgraph.errors import BadRequestError, NotAcceptableError, NotFoundError
from kzgraph.identifiers import GRAPHS
from kzgraph.release.changes import Change, Deletion, Document, Upload
from kzgraph.sparql import Dataset, Formats, negotiate
from kzgraph.uploads import FORMATS
from kzgraph_api import multipart
from kzgraph_api.bodies import read_body
from kzgraph_api.conditional import entity_tag, refuse_if_known, tag_headers
from kzgraph_api.deps import release_of, service_of
from kzgraph_api.parameters import decoded, graph_iri
from kzgraph_api.writing import authorise, make, media_type_of

_ALL: Final = "CONSTRUCT WHERE { ?s ?p ?o }"


async def read(request: Request) -> Response:
    """Return a graph in the RDF type that is asked for."""
    graph = _target(request)
    service = service_of(request)
    opened = release_of(request)
    if graph is not None and graph not in await run_in_threadpool(opened.store.graphs):
        raise NotFoundError("graph", graph)
    accept = ", ".join(request.headers.getlist("accept")) or None
    triples = negotiate(accept, ()).triples
    if triples is None:
        raise NotAcceptableError("A graph has no solutions; accept a type of RDF.")
    tag = entity_tag(opened.id, graph, triples)
    refuse_if_known(request, tag)
    dataset = Dataset((graph,), ()) if graph is not None else None
    answer = await service.engine.answer(
        opened.release.store_path, _ALL, Formats(None, triples), dataset=dataset
    )
    return Response(answer.body, headers=tag_headers(tag), media_type=answer.media_type)


async def change(request: Request) -> Response:
    """Replace a graph (PUT), add to it (POST) or remove it (DELETE), as a new release."""
    writer = authorise(request)
    graph, minted = _target_or_new(request)
    wanted: Change
    if request.method == "DELETE":
        wanted = Deletion(graph)
    else:
        wanted = Upload(graph, await _documents(request), graph or "", request.method == "PUT")
    release, created = await make(request, writer, wanted)
    headers = {"KZGraph-Release": release}
    if minted:
        headers["Location"] = graph or ""
    status = HTTPStatus.CREATED if created else HTTPStatus.NO_CONTENT
    return Response(status_code=status, headers=headers)


def _target(request: Request) -> str | None:
    """Return the graph that a request is about, None for the default one."""
    if "name" in request.path_params:
        return _addressed(request.path_params["name"])
    parameters = decoded(request.scope["query_string"])
    named = [value for name, value in parameters if name == "graph"]
    default = any(name == "default" for name, _ in parameters)
    if len(named) + default != 1:
        raise BadRequestError("Name one graph, once: ?graph=<IRI> or ?default.")
    return graph_iri(named[0]) if named else None


def _addressed(name: str) -> str:
    """Return the graph that has this address; steps up would make two addresses of one graph."""
    if not name or {".", ".."} & set(name.split("/")):
        raise BadRequestError("The address of a graph has a name, and no step that is . or ..")
    return graph_iri(GRAPHS + name)


def _target_or_new(request: Request) -> tuple[str | None, bool]:
    """Return the graph to change; a POST that names none makes one, and is told where."""
    if request.method == "POST" and not request.path_params:
        names = {name for name, _ in decoded(request.scope["query_string"])}
        if not names & {"graph", "default"}:
            return f"{GRAPHS}{uuid.uuid4()}", True
    return _target(request), False


async def _documents(request: Request) -> tuple[Document, ...]:
    header = request.headers.get("content-type") or ""
    media_type, _ = media_type_of(header)
    body = await read_body(request, service_of(request).settings.max_upload_bytes)
    if media_type != multipart.MEDIA_TYPE or request.method != "POST":
        return (_document(body, media_type),)
    parts = await run_in_threadpool(multipart.parts_of, body, header)
    return tuple(_document(part.data, part.media_type) for part in parts)


def _document(data: bytes, media_type: str) -> Document:
    if media_type not in FORMATS:
        known = ", ".join(sorted(FORMATS))
        raise HTTPException(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"{media_type} is not taken; {known} are."
        )
    return Document(data, media_type)


def _routes(path: str) -> list[BaseRoute]:
    async def both(request: Request) -> Response:
        return await (read(request) if request.method == "GET" else change(request))

    methods = ["GET", "PUT", "POST", "DELETE"]
    return [Route(path, both, methods=methods, include_in_schema=False)]


ROUTES: Final[list[BaseRoute]] = [
    *_routes("/rdf-graph-store"),
    *_routes("/rdf-graph-store/"),
    *_routes("/graph/{name:path}"),
]
