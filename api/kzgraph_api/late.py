"""Routes that FastAPI looks into when they are first asked, and not while the service starts."""

from collections.abc import Callable
from threading import RLock
from typing import Any, Final

from fastapi.routing import APIRoute
from starlette.routing import compile_path, get_name

_MAKING: Final = RLock()


class LateRoute(APIRoute):
    """A route that knows its address alone until anything else of it is asked for.

    FastAPI reads what a handler takes and makes a validator for each parameter, for every route again:
    a fifth of a start. What is wrong with a handler is so told by its first request, or by the OpenAPI
    document and ``prepare``, which ask for all.
    """

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        *,
        methods: list[str] | None = None,
        responses: dict[int | str, dict[str, Any]] | None = None,
        **given: Any,
    ) -> None:
        """Take what FastAPI gives to the class of a router's routes."""
        self.path, self.endpoint, self.name = path, endpoint, get_name(endpoint)
        self.path_regex, self.path_format, self.param_convertors = compile_path(path)
        self.methods = set(methods or ("GET",))
        self.responses = responses or {}
        self._given = {"methods": [*self.methods], "responses": self.responses, **given}

    def __getattr__(self, name: str) -> Any:
        """Make the route where that was not done, and return what was asked for."""
        if not name.startswith("__"):
            self.prepare()
        if name not in vars(self):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return vars(self)[name]

    def prepare(self) -> None:
        """Have FastAPI make the route; what was set here stays."""
        with _MAKING:  # the second of two threads finds it made
            if "dependant" not in vars(self):
                made = APIRoute(self.path, self.endpoint, **self._given)
                vars(self).update({**vars(made), **vars(self)})
