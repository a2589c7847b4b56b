"""The routes of all pages, in the order in which they are tried."""

from typing import Final

from fastapi import APIRouter
from fastapi.routing import APIRoute

from kzgraph_api.pages import (
    agreements,
    api,
    changes,
    conflicts,
    document,
    events,
    explore,
    home,
    listed,
    places,
    projects,
    query,
    query_terms,
    relations,
    search,
    sources,
    terms,
    things,
    timeline,
    trade,
    validation,
    visits,
    why,
)

ROUTERS: Final[tuple[APIRouter, ...]] = (
    home.shared,
    home.router,
    search.router,
    listed.router,
    why.router,
    document.router,
    sources.router,
    terms.router,
    relations.router,
    visits.router,
    agreements.router,
    projects.router,
    events.router,
    timeline.router,
    trade.router,
    conflicts.router,
    changes.router,
    validation.router,
    places.router,
    query.router,
    query_terms.router,
    explore.router,
    api.router,
    things.router,  # after those of single kinds
)
"""Routers of pages; those at addresses that programs use as well let programs pass."""

FIRST_STEPS: Final = frozenset(
    route.path.split("/")[1]
    for part in ROUTERS
    for route in part.routes
    if isinstance(route, APIRoute)
)
"""The first steps of the paths of pages; that of the first page is empty."""
