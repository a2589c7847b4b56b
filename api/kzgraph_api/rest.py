"""What the routers of REST have in common, and what makes them quick to set up."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Depends
from fastapi.datastructures import DefaultPlaceholder
from fastapi.utils import create_model_field

from kzgraph_api.late import LateRoute
from kzgraph_api.parameters import known


class RestRoute(LateRoute):
    """A route that names the type of its answers, which are written without FastAPI.

    FastAPI would make a validator and a serialiser of each type when the service starts, and use them
    for the OpenAPI document alone.
    """

    def __init__(
        self, path: str, endpoint: Callable[..., Any], *, response_model: Any, **given: Any
    ) -> None:
        named = not isinstance(response_model, DefaultPlaceholder)  # else the handler's own tells
        super().__init__(path, endpoint, response_model=None if named else response_model, **given)
        if named:
            self.response_model = response_model

    def describe(self) -> None:
        """Tell the type of the answers to whoever makes the OpenAPI document."""
        if self.response_field is None and self.response_model is not None:
            self.response_field = create_model_field(
                f"Response_{self.unique_id}", self.response_model, mode="serialization"
            )


def rest_router(tag: str, prefix: str = "/v1") -> APIRouter:
    """Return a router of REST, which refuses parameters that its routes do not know."""
    return APIRouter(
        prefix=prefix, dependencies=[Depends(known)], tags=[tag], route_class=RestRoute
    )
