"""Entities: lists, and one with all that is known of it."""

import base64
import binascii
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request, Response

from kzgraph import entities
from kzgraph.entities import PAGE
from kzgraph.errors import BadRequestError
from kzgraph.identifiers import split_thing
from kzgraph.model import Entity
from kzgraph_api.conditional import tagged
from kzgraph_api.deps import ReleaseDep, StoreDep
from kzgraph_api.parameters import known
from kzgraph_api.schemas import EntityPage

router = APIRouter(prefix="/v1", dependencies=[Depends(known), Depends(tagged)], tags=["Entities"])

TypeName = Annotated[
    str | None,
    Query(
        alias="type", pattern="^[A-Za-z][A-Za-z0-9]*$", description="A class, such as `Company`."
    ),
]
Limit = Annotated[int, Query(ge=1, le=PAGE, description="Most entities in a page.")]
Cursor = Annotated[str | None, Query(description="`next` of the page before.")]


@router.get("/entities", summary="List entities")
def list_entities(
    request: Request,
    response: Response,
    opened: ReleaseDep,
    type_name: TypeName = None,
    limit: Limit = PAGE,
    cursor: Cursor = None,
) -> EntityPage:
    """Return entities in the order of their IRIs, those of a class and its subclasses or all.

    The header `Link` has the address of the next page, where there is one.
    """
    after = _decoded(cursor) if cursor is not None else ""
    items, last = entities.list_entities(opened.store, type_name, after, limit)
    following = _encoded(last) if last is not None else None
    if following is not None:
        wanted = dict(request.query_params) | {"cursor": following}
        response.headers["Link"] = f'<{request.url.path}?{urlencode(wanted)}>; rel="next"'
    return EntityPage(items, following, opened.id)


def _encoded(iri: str) -> str:
    return base64.urlsafe_b64encode(iri.encode("utf-8")).decode("ascii").rstrip("=")


def _decoded(cursor: str) -> str:
    try:
        iri = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode("utf-8")
    except (binascii.Error, ValueError) as exc:
        raise _not_a_cursor() from exc
    if split_thing(iri) is None or _encoded(iri) != cursor:
        raise _not_a_cursor()
    return iri


def _not_a_cursor() -> BadRequestError:
    return BadRequestError("This cursor is none of ours; take it from `next` of the page before.")


@router.get("/entities/{kind}/{slug}", summary="Show an entity")
def get_entity(store: StoreDep, kind: str, slug: str) -> Entity:
    """Return names, identifiers, facts with their claims, and what points to the entity."""
    return entities.get_entity(store, kind, slug)
