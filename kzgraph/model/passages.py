"""The words of a passage, for a user who holds the text."""

from dataclasses import dataclass
from typing import Literal

from kzgraph.model.values import Span, Value

Found = Literal["same", "moved", "ambiguous", "lost"]
"""How a span was found in a text: at its place, elsewhere, at several places, or nowhere."""


@dataclass(frozen=True)
class Passage:
    """A passage that a claim cites, and its words in the text that the user has attached.

    ``span`` is the position in the release, ``at`` that in the attached text. ``found`` says how it
    was found there, or ``no_text`` where none is attached; ``words`` are null where it was not found.
    """

    document: Value
    span: Span
    at: Span | None
    words: str | None
    found: Literal["same", "moved", "ambiguous", "lost", "no_text"]
