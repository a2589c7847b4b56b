"""What calls share: two clocks, modality, pages; and the check of every argument, as REST has it."""

import functools
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import BeforeValidator, ConfigDict, Field, ValidationError, validate_call
from typing_extensions import TypedDict  # pydantic reads no other before Python 3.12

from kzgraph.errors import BadRequestError
from kzgraph.model import Part
from kzgraph.read.views import Modality, view_of
from kzgraph.statements import View

Written = Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")]
"""A day, month or year as a text: ``2024``, ``2024-11``, ``2024-11-05``."""

if TYPE_CHECKING:
    Day = str | date
else:
    Day = Annotated[
        Written, BeforeValidator(lambda day: str(day) if isinstance(day, date) else day)
    ]
"""The same, or a date."""

PAGE = 50
"""Items of a part where no limit is given."""

_STRICT = ConfigDict(extra="forbid")

C = TypeVar("C", bound=type[Any])


class Clocks(TypedDict, total=False):
    """The two clocks: true in the world on a day, published by a day."""

    __pydantic_config__ = _STRICT  # type: ignore[misc]  # read by pydantic, no member
    valid_on: Day | None
    known_on: Day | None


class Views(Clocks, total=False):
    """Which claims count; asserted ones where no modality is given, ``all`` for every one."""

    min_corroboration: Annotated[int, Field(ge=1, le=1000)]
    modality: Modality | list[Modality]


class Paging(TypedDict, total=False):
    """Which part of a list: at most so many items, and the ``next`` of the part before."""

    __pydantic_config__ = _STRICT  # type: ignore[misc]  # as above
    limit: Annotated[int, Field(ge=1, le=100)]
    cursor: str | None


class ClockedPage(Clocks, Paging, total=False):
    """The two clocks, and which part of a list."""


class ViewedPage(Views, Paging, total=False):
    """Which claims count, and which part of a list."""


def view_from(asked: Mapping[str, Any]) -> View:
    """Return the view that some arguments ask for."""
    valid_on, known_on = (asked.get(clock) for clock in ("valid_on", "known_on"))
    modality = asked.get("modality", ())
    return view_of(
        valid_on and str(valid_on),
        known_on and str(known_on),
        asked.get("min_corroboration", 1),
        (modality,) if isinstance(modality, str) else modality,
    )


def part_from(asked: Mapping[str, Any]) -> Part:
    """Return the part of a list that some arguments ask for."""
    return Part(asked.get("limit", PAGE), asked.get("cursor"))


def checked(cls: C) -> C:
    """Make the public methods of a class refuse wrong arguments with ``BadRequestError``.

    Both backends refuse the same then, in the same words, and before anything is asked.
    """
    for name, function in list(vars(cls).items()):
        if not name.startswith("_") and callable(function):
            setattr(cls, name, _checked(function))
    return cls


def _checked(function: Callable[..., Any]) -> Callable[..., Any]:
    valid = validate_call(function)

    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        try:
            return valid(*args, **kwargs)
        except ValidationError as exc:
            faults = (f"{fault['loc'][0]}: {fault['msg']}" for fault in exc.errors())
            raise BadRequestError("; ".join(faults)) from exc

    return call
