"""Where the sentences of a text begin and end: a first cut, which its author mends."""

import re
from collections.abc import Iterator
from typing import Final

from kzgraph.model import Span

# A sentence ends at . ! ? or an ellipsis, with the marks that close it, before space and then a
# capital, a digit or an opening mark; and at the end of each line.
_END: Final = re.compile(r"[.!?…]+(?:\s?[»”\"')\]])*(?=\s+[«“\"'(\[—–-]?\s*[^\W_a-zа-яё])|\n+")
_SHORT: Final = re.compile(
    r"(?:\b(?:M|MM|Mme|Mlle|Mr|Mrs|Ms|Dr|Prof|St|No|no|art|Art|cf|p|г|им|ул)|\b[A-ZА-ЯЁ])\.\Z"
)
"""Ends of words after which a full stop ends no sentence: titles and initials."""


def sentences(text: str) -> Iterator[Span]:
    """Yield the sentences of a text by position, without the space around them."""
    start = 0
    for found in _END.finditer(text):
        if not _SHORT.search(text[start : found.end()]):
            yield from _trimmed(text, start, found.end())
            start = found.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    if words.strip():
        yield Span(start + left, start + len(words.rstrip()))
