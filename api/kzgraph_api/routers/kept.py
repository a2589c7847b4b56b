"""A kept release as files, for mirrors: what is under a hash never changes."""

import hashlib
import re
from functools import partial
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kzgraph.describe import DUMPS
from kzgraph.errors import NotFoundError
from kzgraph.release import Home, Release
from kzgraph.release.listing import find
from kzgraph_api.conditional import REVALIDATE, is_held
from kzgraph_api.deps import release_of, service_of
from kzgraph_api.dumps import Dumps
from kzgraph_api.older import Older
from kzgraph_api.published import published
from kzgraph_api.routers.dumps import sent
from kzgraph_api.service import OpenRelease

_HASH: Final = re.compile(r"[0-9a-f]{64}")
_FOR_EVER: Final = "public, max-age=31536000, immutable"
_TYPES: Final = {"manifest.json": "application/json", "report.ttl": "text/turtle; charset=utf-8"}
_DUMP: Final = "kzgraph.nq.gz"


async def kept_file(request: Request) -> Response:
    """Send the manifest, the report or the quads of a release: the current one, or one by its hash."""
    name, file = request.path_params["name"], request.path_params["file"]
    if name != "current" and not _HASH.fullmatch(name):
        raise NotFoundError("release", name)
    if file == _DUMP and name != "current":
        return await _quads(request, name)
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
    opened, times = release_of(request), await published(request)
    if opened.id != name:
        opened, times = await run_in_threadpool(_older(request, name)), None
    dumps: Dumps = request.app.state.dumps
    wanted = DUMPS[_DUMP]
    file = await dumps.of(opened, wanted, times)
    return sent(request, opened, wanted, file, _FOR_EVER)


def _older(request: Request, name: str) -> "partial[OpenRelease]":
    older: Older = request.app.state.older
    return partial(older.of, Home(service_of(request).settings.home), name)


ROUTES: Final[list[BaseRoute]] = [
    Route("/releases/{name}/{file}", kept_file, methods=["GET"], include_in_schema=False),
]
