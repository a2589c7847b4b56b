"""What every request and every answer passes: the method HEAD, CORS, and the release's name."""

from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COMMON_HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, KZGraph-Release",
    "Vary": "Accept",
    "X-Content-Type-Options": "nosniff",
}
"""On every answer, whoever asks: a cache may show one page's answer to another page."""

PREFLIGHT_HEADERS: Final = {
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}


class Edge:
    """Adds the common headers, and answers HEAD as GET without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        head = scope["method"] == "HEAD"

        async def send_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(COMMON_HEADERS)
                headers["KZGraph-Release"] = scope["app"].state.service.release.id
            elif head:
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"} if head else scope, receive, send_on)
