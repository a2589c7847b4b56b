"""Addresses of things that others have replaced: 308 to the same address of the successor."""

from starlette import status
from starlette.requests import Request
from starlette.responses import Response

from kzgraph.errors import ReplacedError
from kzgraph_api.addresses import base_of
from kzgraph_api.answered import FORMAT, TYPES


async def moved(request: Request, exc: ReplacedError) -> Response:
    """Lead on, with the rest of the address, the suffix and the query kept."""
    path = request.url.path.replace(f"/{exc.name}", f"/{exc.successor}", 1)
    asked = request.scope.get(FORMAT)
    suffix = next((f".{name}" for name, media_type in TYPES.items() if media_type == asked), "")
    query = f"?{request.url.query}" if request.url.query else ""
    address = f"{base_of(request)}{path}{suffix}{query}"
    return Response(status_code=status.HTTP_308_PERMANENT_REDIRECT, headers={"Location": address})
