"""Addresses of people and programs alike: a page for those who name HTML, data for the rest."""

from fastapi import APIRouter
from starlette.datastructures import Headers
from starlette.routing import Match
from starlette.types import Scope

from kzgraph.sparql import wants_page
from kzgraph_api.late import LateRoute
from kzgraph_api.pages.parameters import PAGE


class ForPeople(LateRoute):
    """A route that is there only for who would rather have a page; others pass it by."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Tell whether a request is for this route."""
        found = super().matches(scope)
        accept = ", ".join(Headers(scope=scope).getlist("accept"))
        if found[0] != Match.NONE and not wants_page(accept, by_default=False):
            return Match.NONE, {}
        return found


def page_router(route_class: type[LateRoute] = LateRoute) -> APIRouter:
    """Return a router of pages, which refuses parameters that its pages do not take."""
    return APIRouter(dependencies=PAGE, route_class=route_class)
