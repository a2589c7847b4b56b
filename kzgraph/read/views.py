"""Views from the words in which people ask for them."""

from collections.abc import Iterable
from typing import Final, Literal, get_args

from kzgraph.dates import Interval, from_text
from kzgraph.errors import BadRequestError
from kzgraph.statements import View
from kzgraph.statements.view import ASSERTED

Modality = Literal[
    "asserted",
    "announced",
    "planned",
    "proposed",
    "intended",
    "estimated",
    "denied",
    "opinion",
    "all",
]
"""The words for the status of claims; ``all`` stands for every one."""

ALL: Final = "all"
MODALITIES: Final = tuple(word for word in get_args(Modality) if word != ALL)


def view_of(
    valid_on: str | None = None,
    known_on: str | None = None,
    min_corroboration: int = 1,
    modality: Iterable[str] = (),
) -> View:
    """Return the view that words ask for: days, months or years; modalities in small letters.

    No modality means asserted, ``all`` every one. Raises ``BadRequestError``.
    """
    return View(
        _days("valid_on", valid_on),
        _days("known_on", known_on),
        min_corroboration,
        _modalities(tuple(modality)),
    )


def _days(name: str, text: str | None) -> Interval | None:
    if text is None:
        return None
    try:
        return from_text(text)
    except ValueError as exc:
        raise BadRequestError(f"{name}: {exc}, as in 2024, 2024-11 or 2024-11-05.") from exc


def _modalities(words: tuple[str, ...]) -> frozenset[str] | None:
    if ALL in words:
        return None
    for word in words:
        if word not in MODALITIES:
            known = ", ".join((*MODALITIES, ALL))
            raise BadRequestError(f"There is no modality {word!r}. Known are: {known}.")
    return frozenset(word.capitalize() for word in words) or ASSERTED
