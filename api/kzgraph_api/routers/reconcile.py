"""Reconciliation: names and columns of a spreadsheet matched with things (version 0.2, draft of 1.0)."""

from functools import partial
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kzgraph.errors import BadRequestError
from kzgraph.reconciliation import Extender, Reconciler, answers, conditions, manifest, query
from kzgraph_api.reconciling import ROOTS, Asked, answer, json_body, json_response, sent, tagged

_HOW: Final = (
    "There is nothing to answer. Send a batch of queries as `queries`, or ids and properties as "
    "`extend`, in a form or in the address."
)


async def endpoint(request: Request) -> Response:
    """Answer queries or fetch properties; a GET with neither is answered with the manifest."""
    found = await sent(request, ("queries", "extend"))
    if found is not None:
        name, text = found
        return await answer(request, partial(_results if name == "queries" else _rows, text))
    if request.method == "POST" or "query=" in request.url.query:
        raise BadRequestError(_HOW)
    return await tagged(request, lambda asked: json_response(_manifest(asked)))


async def match(request: Request) -> Response:
    """Answer a batch of the draft of version 1.0."""
    return await answer(request, partial(_draft_results, await json_body(request)))


async def extend(request: Request) -> Response:
    """Fetch properties as the draft of version 1.0 has it."""
    return await answer(request, partial(_draft_rows, await json_body(request)))


def _results(text: str, asked: Asked) -> dict[str, Any]:
    questions = query.queries(asked.catalogue, text)
    found = _reconciler(asked).answer(list(questions.values()))
    return answers.results(dict(zip(questions, found, strict=True)))


def _draft_results(text: str, asked: Asked) -> dict[str, Any]:
    questions = conditions.questions(asked.catalogue, text)
    return answers.draft_results(_reconciler(asked).answer(questions))


def _rows(text: str, asked: Asked) -> dict[str, Any]:
    return answers.extension(
        _extender(asked).extend(query.extension(asked.catalogue, text)), asked.other
    )


def _draft_rows(text: str, asked: Asked) -> dict[str, Any]:
    return answers.draft_extension(
        _extender(asked).extend(query.extension(asked.catalogue, text)), asked.other
    )


def _reconciler(asked: Asked) -> Reconciler:
    return Reconciler(asked.catalogue, asked.space, asked.language, asked.checkpoint())


def _extender(asked: Asked) -> Extender:
    return Extender(asked.catalogue, asked.space, asked.language, asked.checkpoint())


def _manifest(asked: Asked) -> dict[str, Any]:
    catalogue, address = asked.catalogue, asked.address
    name = (
        f"{catalogue.title} (Wikidata ids)" if asked.space.name == "wikidata" else catalogue.title
    )
    has_pages = asked.settings.derive == "on" and asked.space.name == "own"
    if asked.root.version == "0.2":
        view = f"{asked.base}/id/{{{{id}}}}" if has_pages else f"{address}/view?id={{{{id}}}}"
        return manifest.manifest(catalogue, asked.space, name, address, view)
    view = f"{asked.base}/id/{{+id}}" if has_pages else f"{address}/view{{?id}}"
    return manifest.draft_manifest(catalogue, name, view)


ROUTES: Final[list[BaseRoute]] = [
    *(
        Route(f"{root.path}{slash}", endpoint, methods=["GET", "POST"], include_in_schema=False)
        for root in reversed(ROOTS)
        for slash in ("", "/")
    ),
    *(
        Route(f"{root.path}{path}", handler, methods=["POST"], include_in_schema=False)
        for root in reversed(ROOTS)
        for path, handler in (("/match", match), ("/extend", extend))
    ),
]
