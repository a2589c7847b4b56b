"""Empty fields of forms: a browser without script sends those that the reader left open as well."""

from starlette.types import ASGIApp, Receive, Scope, Send

from kzgraph_api.pages.routes import FIRST_STEPS


class Blanks:
    """Takes empty parameters off the addresses of pages; elsewhere they are faults that are told."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        query: bytes = scope.get("query_string", b"")
        if b"=" in query and _first_step(scope["path"]) in FIRST_STEPS:
            scope = {**scope, "query_string": filled(query)}
        await self._app(scope, receive, send)


def _first_step(path: str) -> str:
    return path.removeprefix("/").partition("/")[0]


def filled(query: bytes) -> bytes:
    """Return a query string without the parameters that have no value."""
    parts = query.split(b"&")
    return b"&".join(part for part in parts if part.find(b"=") != len(part) - 1)
