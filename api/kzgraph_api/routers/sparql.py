"""SPARQL 1.1 Protocol, for queries.

Plain routes of Starlette: these are the busiest, and what they read and write is no JSON of ours.
"""

import asyncio
import re
import time
from collections.abc import Coroutine
from typing import Any, Final

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kzgraph.engine import Result
from kzgraph_api.conditional import entity_tag, refuse_if_known, tag_headers
from kzgraph_api.deps import service_of
from kzgraph_api.protocol import Question, read

_VOLATILE: Final = re.compile(r"\b(?:NOW|RAND|UUID|STRUUID)\b", re.IGNORECASE)
"""Functions that answer differently each time; the names stand in their letters in any query."""


async def sparql(request: Request) -> Response:
    """Answer a query."""
    began = time.perf_counter()
    service = service_of(request)
    question = await read(request, service.limits)
    headers = _tag(request, service.release.id, question)
    answer = service.engine.answer(question.query, question.formats, question.deadline)
    result = await _while_connected(request, answer)
    headers["Server-Timing"] = f"total;dur={(time.perf_counter() - began) * 1000:.1f}"
    return Response(result.body, headers=headers, media_type=result.media_type)


def _tag(request: Request, release: str, question: Question) -> dict[str, str]:
    """Return the headers of the answer. Raises 304 when the client holds it already."""
    if _VOLATILE.search(question.query):
        return {"Cache-Control": "no-store"}
    formats = question.formats
    tag = entity_tag(release, question.query, formats.solutions, formats.triples)
    if request.method == "GET":
        refuse_if_known(request, tag)
    return tag_headers(tag)


async def _while_connected(request: Request, answer: Coroutine[Any, Any, Result]) -> Result:
    """Wait for an answer, and free its worker at once when the client goes away."""
    task = asyncio.create_task(answer)
    gone = asyncio.create_task(_disconnected(request))
    try:
        await asyncio.wait({task, gone}, return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            return task.result()
        raise ClientDisconnect
    finally:
        task.cancel()
        gone.cancel()


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


ROUTES: Final[list[BaseRoute]] = [
    Route(path, sparql, methods=["GET", "POST"], include_in_schema=False)
    for path in ("/sparql", "/sparql/")
]
