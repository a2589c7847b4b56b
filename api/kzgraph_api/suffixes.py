"""Suffixes of REST addresses: ``/v1/facts.csv`` is ``/v1/facts`` as CSV, whatever Accept says."""

from starlette.types import ASGIApp, Receive, Scope, Send

from kzgraph_api.answered import FORMAT, TYPES


class Suffixes:
    """Takes a known suffix off an address of REST, and notes what it asks for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        path = scope.get("path", "")
        if path.startswith(("/v1/", "/v1.", "/problem")) and path != "/v1/openapi.json":
            stem, _, suffix = path.rpartition(".")
            if suffix in TYPES:
                scope = {**scope, "path": stem, "raw_path": stem.encode(), FORMAT: TYPES[suffix]}
        await self._app(scope, receive, send)
