"""Which names are brought to be judged: first what is the same, then parts, then slips."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence

from kzgraph.names.mistyped import Spelling
from kzgraph.names.questions import (
    EQUAL,
    WORDS,
    Held,
    Values,
    initials_match,
    spelling_match,
    words_match,
)
from kzgraph.names.ranking import Row
from kzgraph.names.reading import Reading

Ask = Callable[[str, Values], list[Row]]
"""What puts a question to the index."""

Spellings = Callable[[tuple[str, ...]], Iterable[Spelling]]
"""What tells how the words of a query may have been meant."""


def equal(ask: Ask, ways: Iterable[Reading], kept: Values) -> list[Row]:
    """Return the names with the key of any reading, of one query or of many."""
    return ask(EQUAL, {"keys": json.dumps(sorted({way.key for way in ways})), **kept})


def in_words(
    ask: Ask, ways: Sequence[Reading], kept: Values, *, begun: bool, held: Held | None = None
) -> Iterator[list[Row]]:
    """Yield the names that hold all words of a reading; the last one ``begun``, and initials.

    Nothing is asked about words that, as ``held`` tells, no name holds.
    """
    for way in ways:
        asked = [words_match(way, begun=begun, held=held), initials_match(way) if begun else None]
        for match in filter(None, asked):
            yield ask(WORDS, {"match": match, **kept})


def mistyped(
    ask: Ask, spellings: Spellings, ways: Iterable[Reading], kept: Values
) -> Iterator[list[Row]]:
    """Yield the names that hold words of which those of a reading may be the mistyped ones."""
    for way in ways:
        for spelling in spellings(way.folded):
            yield ask(WORDS, {"match": spelling_match(spelling), **kept})
