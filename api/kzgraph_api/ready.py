"""What REST has answered before is sent again at once, without the way to a handler.

Finding the route, and what FastAPI prepares for a handler, takes longer than all else here.
"""

from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from kzgraph_api.conditional import is_held, tag_headers
from kzgraph_api.deps import release_of
from kzgraph_api.documents import Address, Documents, Known
from kzgraph_api.logs import note

ADDRESS: Final = "kzgraph.address"
"""Where the scope of a request has its address, as it was before a suffix was taken off."""

_PREFIX: Final = "/v1/"


def remember(request: Request, tag: str) -> None:
    """Let the address of a request lead to the document of a tag, for this release."""
    address = request.scope.get(ADDRESS)
    if address is not None:
        known = Known(tag, request.scope.get("route"))
        release_of(request).documents.remember(address, known)


class Shortcut:
    """Answers a GET below ``/v1/`` from what is kept, or leaves it to the application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        asked = scope["type"] == "http" and scope["method"] == "GET"
        if not (asked and scope["path"].startswith(_PREFIX)):
            await self._app(scope, receive, send)
        else:
            await (self._kept(scope) or self._app)(scope, receive, send)

    def _kept(self, scope: Scope) -> ASGIApp | None:
        address = scope[ADDRESS] = Address.of(scope)
        documents: Documents = scope["kzgraph.release"].documents
        known = documents.known(address)
        document = documents.get(known.tag) if known else None
        if known is None or document is None:
            return None
        scope["route"] = known.route
        note(scope, cached=True)
        if is_held(scope["headers"], known.tag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=tag_headers(known.tag))
        return document
