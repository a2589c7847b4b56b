"""Which names are brought to be judged: first what is the same, then parts, then slips."""

import json
from collections.abc import Iterable, Iterator, Sequence

from kzgraph.names.mistyped import Words
from kzgraph.names.questions import (
    EQUAL,
    WORDS,
    Ask,
    Spelling,
    Values,
    initials_match,
    spelling_match,
    words_match,
)
from kzgraph.names.ranking import Row
from kzgraph.names.reading import Reading


def equal(ask: Ask, ways: Iterable[Reading], kept: Values) -> list[Row]:
    """Return the names with the key of any reading, of one query or of many."""
    return ask(EQUAL, {"keys": json.dumps(sorted({way.key for way in ways})), **kept})


def in_words(
    ask: Ask, words: Words, ways: Sequence[Reading], kept: Values, *, begun: bool
) -> Iterator[list[Row]]:
    """Yield the names that hold all words of a reading; the last one ``begun``, and initials.

    Nothing is asked about words that no name holds.
    """
    for way in ways:
        asked = [words_match(way, words.match, begun=begun), initials_match(way) if begun else None]
        for match in filter(None, asked):
            yield ask(WORDS, {"match": match, **kept})


def mistyped(ask: Ask, spellings: Iterable[Spelling], kept: Values) -> Iterator[list[Row]]:
    """Yield the names that hold words of which those of a query may be the mistyped ones."""
    for spelling in spellings:
        yield ask(WORDS, {"match": spelling_match(spelling), **kept})
