"""Conflicts: the list, and one with its values side by side and what settles it."""

from functools import partial
from typing import Annotated, Any, Final

from fastapi import Query, Request, Response

from kzgraph.model import Part
from kzgraph.read.conflicts import (
    KIND_WORDS,
    STATUSES,
    ConflictFilter,
    KindWord,
    StatusWord,
    get_conflict,
    list_conflicts,
)
from kzgraph.read.graph import Graph
from kzgraph.statements import View
from kzgraph_api.deps import GraphDep
from kzgraph_api.filters import ThingId
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.happening import asked_of_every
from kzgraph_api.pages.languages import translatable, translations
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.pages.viewed import Asked
from kzgraph_api.views import Cursor, EveryDep

SHOWN: Final = 30
"""Conflicts that a page has."""

_KINDS: Final = {
    "Contradiction": translatable(
        "The values cannot all be true, and nothing in the data explains why they differ."
    ),
    "RevisionOverTime": translatable(
        "Something that was foreseen was told otherwise at another time, or came out otherwise."
    ),
    "Rounding": translatable("One number is the other, told less finely."),
    "TransliterationOrTranslation": translatable(
        "One value bears two names, spellings or words in the documents."
    ),
    "DifferenceOfScope": translatable(
        "The values hold for unlike fields, periods or sets, of which one may contain the other."
    ),
    "PreliminaryAndFinal": translatable("One figure is a first count, the other the last."),
    "CurrencyDifference": translatable("The same number stands in two currencies."),
}
"""What the kinds of conflicts mean, the gravest first."""

router = page_router()

Property = Annotated[
    str | None, Query(max_length=500, description="The property for which values differ.")
]
Status = Annotated[StatusWord | None, Query(description="Whether a rank settles it.")]
Kind = Annotated[KindWord | None, Query(description="How the claims differ.")]


@router.get("/conflicts")
async def conflicts(
    request: Request,
    graph: GraphDep,
    view: EveryDep,
    subject: ThingId = None,
    property: Property = None,  # noqa: A002  # the word of RDF
    status: Status = None,
    kind: Kind = None,
    cursor: Cursor = None,
) -> Response:
    """List conflicts, open ones first, with the documents behind each value."""
    filters = ConflictFilter(subject, property, status, kind)
    return await page(request, "conflicts.html", partial(_listed, graph, filters, view, cursor))


@router.get("/conflicts/{name}")
async def conflict(request: Request, graph: GraphDep, name: str, view: EveryDep) -> Response:
    """Show the values of a conflict side by side."""
    return await page(request, "conflict.html", partial(_shown, graph, name, view))


def _listed(
    graph: Graph, filters: ConflictFilter, view: View, cursor: str | None, reader: Reader
) -> dict[str, Any]:
    given = {name: value for name, value in vars(filters).items() if value}
    return {
        "conflicts": list_conflicts(graph, filters, view, Part(SHOWN, cursor)),
        "statuses": STATUSES,
        "kinds": KIND_WORDS,
        "meanings": _meanings(reader),
        "asked": Asked(asked_of_every(view).parameters | given),
    }


def _shown(graph: Graph, name: str, view: View, reader: Reader) -> dict[str, Any]:
    return {
        "conflict": get_conflict(graph, name, view),
        "meanings": _meanings(reader),
        "asked": asked_of_every(view),
    }


def _meanings(reader: Reader) -> dict[str, str]:
    say = translations(reader.language).gettext
    return {kind: say(meaning) for kind, meaning in _KINDS.items()}
