"""The first page: what this graph is, how large, of when, and where to go from here."""

from functools import partial
from typing import Any, Final

from fastapi import Request, Response

from kzgraph.read.lookup import is_entity
from kzgraph.read.stats import stats
from kzgraph.statements import View
from kzgraph_api.deps import ReleaseDep
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.languages import translatable, translations
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import ForPeople, page_router
from kzgraph_api.published import published_at
from kzgraph_api.service import OpenRelease

_ALL: Final = View()

router = page_router()
shared = page_router(ForPeople)
"""Routes at addresses that have another answer for programs."""


@router.get("/about")
async def about(request: Request, opened: ReleaseDep) -> Response:
    """Show how large the graph is, of when, and how to cite it."""
    return await page(request, "about.html", partial(_about, opened))


@router.get("/help")
async def guide(request: Request) -> Response:
    """Show how programs ask: from Python, R, OpenRefine, curl and spreadsheets."""
    return await page(request, "help.html", lambda _reader: {})


@shared.get("/")
async def home(request: Request, opened: ReleaseDep) -> Response:
    """Show what there is, and where to go from here."""
    return await page(request, "home.html", partial(_home, opened))


_QUESTIONS: Final = (
    (
        "project/nuclear-power-plant",
        translatable("Who would like to build the first nuclear power plant of Kazakhstan?"),
    ),
    (
        "visit/tokayev-france-2024",
        translatable("Which document calls the visit to France in 2024 a state visit?"),
    ),
    ("state/kaz", translatable("What do documents say about Kazakhstan?")),
)
"""Questions whose answers are pages of things; one is asked where its thing is in the release."""


def _home(opened: OpenRelease, reader: Reader) -> dict[str, Any]:
    say = translations(reader.language).gettext
    asked = [
        (f"/page/{name}", say(question))
        for name, question in _QUESTIONS
        if is_entity(opened.graph, name)
    ]
    return {**_about(opened, reader), "questions": asked}


def _about(opened: OpenRelease, _reader: Reader) -> dict[str, Any]:
    return {"stats": stats(opened.graph, _ALL, published_at(opened.release))}
