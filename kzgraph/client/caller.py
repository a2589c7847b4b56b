"""What the methods of the client are made of: asking for one thing, asking for a list."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from kzgraph.client.asked import part_from, view_from
from kzgraph.client.call import Backend, Call, Opened, Parameters
from kzgraph.client.listing import Listing
from kzgraph.errors import ReplacedError
from kzgraph.model import Page, Part
from kzgraph.statements import View

R = TypeVar("R")
T = TypeVar("T")
P = TypeVar("P", bound=Page[Any])


class Caller:
    """Makes calls by way of a backend."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def _one(self, answer: type[R], path: str, given: Parameters, read: Callable[[Opened], R]) -> R:
        """Return one thing; ``given`` has the parameters by the names that REST gives them."""
        return self._backend.answer(Call(answer, path, given, read))

    def _viewed(
        self, answer: type[R], path: str, asked: Parameters, read: Callable[[Opened, View], R]
    ) -> R:
        """Return one thing as a view sees it."""
        return self._one(answer, path, asked, lambda at: read(at, view_from(asked)))

    def _list(
        self,
        answer: type[P],
        path: str,
        given: Parameters,
        asked: Mapping[str, Any],
        read: Callable[[Opened, View, Part], P],
    ) -> Listing[T, P]:
        """Return a list: ``given`` are its filters, ``asked`` the view and the part."""

        def fetch(part: Part) -> P:
            parameters = {**given, **asked, "limit": part.limit, "cursor": part.cursor}
            call = Call(answer, path, parameters, lambda at: read(at, view_from(asked), part))
            return self._backend.answer(call)

        part = part_from(asked)
        return Listing(fetch(part), part, fetch)


def followed(name: str, ask: Callable[[str], R]) -> R:
    """Return what ``ask`` returns for an id, or for the one that has taken its place."""
    try:
        return ask(name)
    except ReplacedError as exc:
        return ask(exc.successor)
