"""The parameters that every page takes beside its own."""

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from kzgraph.read.lookup import entity_iri, is_entity
from kzgraph_api.deps import GraphDep
from kzgraph_api.pages.languages import PARAMETER
from kzgraph_api.parameters import refuse_unknown


async def _known(request: Request) -> None:
    """Refuse unknown parameters; any page takes the language, which ``languages`` reads.

    Were it a parameter of each route, FastAPI would make a validator for each when it starts.
    """
    refuse_unknown(request, PARAMETER)


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


PAGE = [Depends(_known), Depends(_present)]
"""Dependencies of a router of pages.

What the address says is known, it may name the language, and the thing that it names is there.
"""
