"""A kept release as files, for mirrors: what is under a hash never changes."""

import gzip
import hashlib
import re
from functools import partial
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kzgraph.describe import DUMPS
from kzgraph.errors import NotFoundError, ResultTooLargeError
from kzgraph.release import Home, Release
from kzgraph.release.listing import find
from kzgraph.sparql import Dataset, Formats
from kzgraph_api.conditional import REVALIDATE, is_held
from kzgraph_api.deps import release_of, service_of
from kzgraph_api.dumps import Dumps
from kzgraph_api.older import Older
from kzgraph_api.parameters import decoded, graph_iri
from kzgraph_api.published import published
from kzgraph_api.routers.dumps import sent
from kzgraph_api.service import OpenRelease

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_TYPES: Final = {"manifest.json": "application/json", "report.ttl": "text/turtle; charset=utf-8"}
_DUMP: Final = "kzgraph.nq.gz"
_GRAPH: Final = "graph.nt.gz"
_ALL: Final = "CONSTRUCT WHERE { ?s ?p ?o }"
_TRIPLES: Final = "application/n-triples"
_LEVEL: Final = 6


async def kept_file(request: Request) -> Response:
    """Send the manifest or the report of a release; its quads, all or those of a graph, by its hash."""
    name, file = request.path_params["name"], request.path_params["file"]
    if name != "current" and not _HASH.fullmatch(name):
        raise NotFoundError("release", name)
    if file == _DUMP and name != "current":
        return await _quads(request, name)
    if file == _GRAPH and name != "current":
        return await _graph(request, name)
    if file not in _TYPES:
        raise NotFoundError("file of a release", file)
    home = Home(service_of(request).settings.home)
    release = release_of(request).release if name == "current" else None
    body = await run_in_threadpool(partial(_read, home, name, file, release))
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    caching = {"ETag": tag, "Cache-Control": REVALIDATE if release else _FOR_EVER}
    if is_held(request.scope["headers"], tag):
        return Response(status_code=304, headers=caching)
    return Response(body, media_type=_TYPES[file], headers=caching)


def _read(home: Home, name: str, file: str, release: Release | None) -> bytes:
    found = release or find(home, name)
    try:
        return (found.path / file).read_bytes()
    except FileNotFoundError as exc:
        raise NotFoundError("file of this release", file) from exc


async def _quads(request: Request, name: str) -> Response:
    opened = await _opened(request, name)
    times = await published(request) if opened is release_of(request) else None
    dumps: Dumps = request.app.state.dumps
    wanted = DUMPS[_DUMP]
    file = await dumps.of(opened, wanted, times)
    return sent(request, opened, wanted, file, _FOR_EVER)


async def _graph(request: Request, name: str) -> Response:
    """Send the packed N-Triples of the graph that ``?graph=<IRI>`` names."""
    opened, service = await _opened(request, name), service_of(request)
    named = [value for key, value in decoded(request.scope["query_string"]) if key == "graph"]
    graph = graph_iri(named[0]) if len(named) == 1 else ""
    if graph not in opened.release.manifest.graphs:
        raise NotFoundError("graph", graph)
    path, dataset = opened.release.store_path, Dataset((graph,), ())
    answer = await service.engine.answer(path, _ALL, Formats(None, _TRIPLES), dataset=dataset)
    if answer.truncated:
        raise ResultTooLargeError(service.settings.max_result_bytes)
    body = await run_in_threadpool(partial(gzip.compress, answer.body, _LEVEL, mtime=0))
    return Response(body, media_type="application/gzip", headers={"Cache-Control": _FOR_EVER})


async def _opened(request: Request, name: str) -> OpenRelease:
    opened = release_of(request)
    if opened.id == name:
        return opened
    older: Older = request.app.state.older
    home = Home(service_of(request).settings.home)
    return await run_in_threadpool(older.of, home, name)


ROUTES: Final[list[BaseRoute]] = [
    Route("/releases/{name}/{file}", kept_file, methods=["GET"], include_in_schema=False),
]
