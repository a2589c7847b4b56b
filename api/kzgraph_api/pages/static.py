"""Our style sheets, scripts and what others wrote: files of this package, kept by browsers for good.

An address carries the digest of the file, so that a new version has another address.
"""

import hashlib
from functools import lru_cache
from importlib.resources import as_file, files
from mimetypes import guess_type
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kzgraph.errors import NotFoundError

_PREFIX: Final = "/static/"
_FOR_GOOD: Final = "public, max-age=31536000, immutable"
_BRIEFLY: Final = "no-cache"
_TYPES: Final = {".js": "text/javascript", ".mjs": "text/javascript", ".json": "application/json"}
with as_file(files("kzgraph_api") / "static") as _folder:
    ROOT: Final = _folder.resolve()


def address(name: str) -> str:
    """Return the address of a file such as ``css/site.css``. Raises ``NotFoundError``."""
    return f"{_PREFIX}{name}?v={_read(name)[1]}"


@lru_cache(maxsize=256)
def _read(name: str) -> tuple[bytes, str]:
    """Return the bytes of a file and the beginning of their digest. Raises ``NotFoundError``."""
    path = (ROOT / name).resolve()
    if not path.is_relative_to(ROOT) or not path.is_file():
        raise NotFoundError("file", f"{_PREFIX}{name}")
    content = path.read_bytes()
    return content, hashlib.sha256(content).hexdigest()[:16]


async def static_file(request: Request) -> Response:
    """Answer with a file; for good where the address names its digest, to be asked again elsewhere."""
    name = request.path_params["name"]
    if "\0" in name:
        raise NotFoundError("file", f"{_PREFIX}{name!r}")
    content, digest = _read(name)
    cached = _FOR_GOOD if request.query_params.get("v") == digest else _BRIEFLY
    headers = {"Cache-Control": cached, "ETag": f'"{digest}"', "Vary": "Accept-Encoding"}
    if f'"{digest}"' in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=_type_of(Path(name)), headers=headers)


def _type_of(path: Path) -> str:
    return _TYPES.get(path.suffix) or guess_type(path.name)[0] or "application/octet-stream"


ROUTES: Final[list[BaseRoute]] = [
    Route(_PREFIX + "{name:path}", static_file, methods=["GET"], include_in_schema=False),
]
