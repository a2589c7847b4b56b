"""The calls of the service to be tried out, drawn from its own description; without script a list."""

from collections import defaultdict
from functools import partial
from typing import Any, Final, NamedTuple

from fastapi import FastAPI, Request, Response

from kzgraph_api.openapi import ADDRESS
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router

router = page_router()

_METHODS: Final = ("get", "post", "put", "delete", "patch", "head")


class Operation(NamedTuple):
    """A call: its method in capitals, its path, and what it does, in English."""

    method: str
    path: str
    summary: str

    @property
    def is_link(self) -> bool:
        """Whether a browser can follow the path as it is."""
        return self.method == "GET" and "{" not in self.path


@router.get("/api")
async def api(request: Request) -> Response:
    """Show every call, to be tried out."""
    return await page(request, "api.html", partial(_shown, request.app))


def _shown(app: FastAPI, _reader: Reader) -> dict[str, Any]:
    by_tag: dict[str, list[Operation]] = defaultdict(list)
    for path, item in app.openapi()["paths"].items():
        for method in _METHODS:
            if method in item:
                told = item[method]
                operation = Operation(method.upper(), path, told["summary"])
                by_tag[next(iter(told["tags"]), "")].append(operation)
    return {"groups": by_tag, "description": ADDRESS}
