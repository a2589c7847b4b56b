"""The parameters that every page takes beside its own."""

from typing import Annotated

from fastapi import Depends, Query, Request
from starlette.concurrency import run_in_threadpool

from kzgraph.read.lookup import entity_iri, is_entity
from kzgraph_api.deps import GraphDep
from kzgraph_api.pages.languages import LANGUAGES
from kzgraph_api.parameters import known


async def _language(
    lang: Annotated[
        str | None, Query(description=f"Language of the page: {', '.join(LANGUAGES)}.")
    ] = None,
) -> None:
    """Let a page take the language; ``languages.language_of`` reads it."""


async def _present(request: Request, graph: GraphDep) -> None:
    """Lead from the page of a retired thing to that of its successor; say what else may be meant.

    Raises ``ReplacedError`` and ``NotFoundError``.
    """
    slug = request.path_params.get("slug")
    _, first, *rest = request.scope["path"].split("/")
    if slug is None or first != "page":
        return
    name = f"{rest[0]}/{slug}"
    if not is_entity(graph, name):
        await run_in_threadpool(entity_iri, graph, name)  # which says why not


PAGE = [Depends(known), Depends(_language), Depends(_present)]
"""Dependencies of a router of pages.

What the address says is known, it may name the language, and the thing that it names is there.
"""
