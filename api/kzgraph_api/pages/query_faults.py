"""Why a query has no answer, in words for people: what happened, and what to do about it."""

from typing import Final

from kzgraph_api.pages.languages import translatable, translations

_LESS: Final = translatable(
    "Ask for less: name a class or a property, add a LIMIT, or ask in parts. The query is kept here."
)
_AGAIN: Final = translatable("Ask again in a moment. The query is kept here.")

_FAULTS: Final = {
    "query-syntax": (
        translatable("The query does not parse"),
        translatable("Mend it there, and ask again. It is kept here."),
    ),
    "query-timeout": (translatable("The query ran out of time"), _LESS),
    "query-killed": (translatable("The query took too much memory"), _LESS),
    "result-too-large": (translatable("The answer is too large"), _LESS),
    "query-refused": (
        translatable("The query is refused"),
        translatable("Write it otherwise. It is kept here."),
    ),
    "busy": (translatable("Too many queries are running"), _AGAIN),
    "too-many-requests": (translatable("You ask too often"), _AGAIN),
    "": (
        translatable("There is no answer"),
        translatable("Change the query, or ask again later. It is kept here."),
    ),
}
"""By the name of the kind of problem; the last one stands for all others."""


def faults(language: str) -> dict[str, tuple[str, str]]:
    """Return for each kind of problem what happened and what to do, in the reader's language."""
    say = translations(language).gettext
    return {name: (say(title), say(advice)) for name, (title, advice) in _FAULTS.items()}
