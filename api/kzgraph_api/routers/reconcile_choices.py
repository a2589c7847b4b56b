"""What somebody who reconciles looks at and chooses from: suggestions, flyouts, proposals, previews."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote

from starlette import status
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from kzgraph.errors import BadRequestError, NotFoundError
from kzgraph.identifiers import split_thing
from kzgraph.reconciliation import answers, flyout, proposed, suggest
from kzgraph.reconciliation.model import Card
from kzgraph.reconciliation.reading import count, text
from kzgraph_api.addresses import local
from kzgraph_api.pages.previews import FRAMED, rendered
from kzgraph_api.reconciling import ROOTS, Asked, json_response, query_of, tagged

_LONGEST: Final = 2000


async def suggest_entity(request: Request) -> Response:
    """Complete the name of a thing."""
    typed, page, given = _typed(request)

    def make(asked: Asked) -> Response:
        found = suggest.entities(
            asked.catalogue,
            asked.space,
            typed,
            page,
            type_name=given.get("type", ""),
            language=asked.language,
        )
        return json_response(answers.suggestions(found))

    return await tagged(request, make)


async def suggest_type(request: Request) -> Response:
    """Complete the name of a class."""
    typed, page, _ = _typed(request)

    def make(asked: Asked) -> Response:
        found = suggest.types(asked.catalogue, typed, page)
        return json_response(answers.types(found, asked.catalogue))

    return await tagged(request, make)


async def suggest_property(request: Request) -> Response:
    """Complete the name of a property."""
    typed, page, _ = _typed(request)

    def make(asked: Asked) -> Response:
        found = suggest.properties(asked.catalogue, typed, page)
        return json_response(answers.properties(found))

    return await tagged(request, make)


async def propose(request: Request) -> Response:
    """Propose properties to fetch for things of a type, which may be empty."""
    given = query_of(request)
    name = text(given.get("type", ""), "type", _LONGEST)
    limit = _limit(given)
    return await tagged(
        request,
        lambda asked: json_response(
            answers.proposals(proposed(asked.catalogue, name, limit), name, limit)
        ),
    )


async def flyout_entity(request: Request) -> Response:
    """Show a thing in short."""
    return await _flyout(request, _entity)


async def flyout_type(request: Request) -> Response:
    """Show a class in short."""
    return await _flyout(request, lambda asked, name: flyout.term(asked.catalogue.types, name))


async def flyout_property(request: Request) -> Response:
    """Show a property in short."""
    return await _flyout(request, lambda asked, name: flyout.term(asked.catalogue.properties, name))


async def preview(request: Request) -> Response:
    """Answer with a small page about a thing, which may stand in a frame."""
    name = _id(request)

    def make(asked: Asked) -> Response:
        card = _entity(asked, name)
        address = f"{asked.address}/view?id={quote(card.id, safe='')}"
        page = rendered("preview.html", card=card, address=address, language=asked.language or "en")
        return HTMLResponse(page, headers=FRAMED)

    return await tagged(request, make)


async def view(request: Request) -> Response:
    """Lead from an id to the page about the thing: 303."""
    name = _id(request)

    def make(asked: Asked) -> Response:
        iri = asked.space.iri_of(name)
        if iri is None:
            raise NotFoundError("entity", name)
        other = f"{asked.base}{ROOTS[-1].path}/preview?id={quote(iri, safe='')}"
        address = local(iri, asked.base) if split_thing(iri) else other
        return Response(status_code=status.HTTP_303_SEE_OTHER, headers={"Location": address})

    return await tagged(request, make)


async def _flyout(request: Request, card_of: Callable[[Asked, str], Card]) -> Response:
    name = _id(request)

    def make(asked: Asked) -> Response:
        told: dict[str, Any] = {"id": name}
        return json_response(told | {"html": rendered("flyout.html", card=card_of(asked, name))})

    return await tagged(request, make)


def _entity(asked: Asked, name: str) -> Card:
    return flyout.entity(asked.catalogue, asked.space, name, asked.language)


def _typed(request: Request) -> tuple[str, suggest.Page, dict[str, str]]:
    """Return what was typed, which suggestions are wanted, and all parameters."""
    given = query_of(request)
    if "prefix" not in given:
        raise BadRequestError("prefix: what was typed belongs here; it may be empty.")
    page = suggest.Page(_skipped(given), _limit(given))
    return text(given["prefix"], "prefix"), page, given


def _skipped(given: dict[str, str]) -> int:
    """Return what the draft of 1.0 calls ``offset`` and 0.2 ``cursor``."""
    name = "offset" if given.get("offset") else "cursor"
    return count(given[name], name, 0) if given.get(name) else 0


def _limit(given: dict[str, str]) -> int | None:
    return count(given["limit"], "limit") if given.get("limit") else None


def _id(request: Request) -> str:
    given = query_of(request)
    if not given.get("id"):
        raise BadRequestError("id: the id of what to show belongs here.")
    return text(given["id"], "id", _LONGEST)


_HANDLERS: Final = {
    "/suggest/entity": suggest_entity,
    "/suggest/type": suggest_type,
    "/suggest/property": suggest_property,
    "/extend/propose": propose,
    "/flyout/entity": flyout_entity,
    "/flyout/type": flyout_type,
    "/flyout/property": flyout_property,
    "/preview": preview,
    "/view": view,
}

ROUTES: Final[list[BaseRoute]] = [
    Route(f"{root.path}{path}", handler, methods=["GET"], include_in_schema=False)
    for root in reversed(ROOTS)
    for path, handler in _HANDLERS.items()
]
