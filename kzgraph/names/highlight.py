"""Which parts of a name a query gives, as positions to highlight."""

import re
from typing import Final

from kzgraph.model import Span
from kzgraph.names.compare import SHORTEST
from kzgraph.names.letters import bare_words, folded_words
from kzgraph.names.reading import Reading
from kzgraph.names.typos import slips

_WORD: Final = re.compile(r"[^\W_](?:['’`]?[^\W_]|[\u0300-\u036f])*")


def highlights(query: str, name: str) -> tuple[Span, ...]:
    """Return the parts of a name that a query gives, in code points of the name.

    That is a word, or as much of its beginning as was typed; of a mistyped word the whole. Where
    the query gives the name, but no word of it ("Total Energies"), the whole name.
    """
    typed = Reading.of(query)
    words = list(_WORD.finditer(name))
    if len(typed.key) < SHORTEST:
        words = words[:1]  # so little is looked for at the start of names alone
    spans = (_part(typed, word) for word in words)
    return tuple(span for span in spans if span) or ((Span(0, len(name)),) if name else ())


def _part(typed: Reading, word: re.Match[str]) -> Span | None:
    start, text = word.start(), word[0]
    for given, read in ((typed.bare, bare_words), (typed.folded, folded_words)):
        spelt = "".join(read(text))
        if not spelt or not given:
            continue
        if spelt in given:
            return Span(start, word.end())
        if spelt.startswith(given[-1]):
            return Span(start, start + _length(text, given[-1], read is folded_words))
    mistyped = any(slips(one, other) for one in typed.folded for other in folded_words(text))
    return Span(start, word.end()) if mistyped else None


def _length(word: str, typed: str, folded: bool) -> int:
    """Return how many code points of a word were typed; all, where that cannot be told."""
    read = folded_words if folded else bare_words
    for length in range(1, len(word) + 1):
        if "".join(read(word[:length])) == typed:
            return length
    return len(word)
