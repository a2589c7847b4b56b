"""Many queries at once: one question for all that are given whole, the slower ways for the rest."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Final

from kzgraph.names.asking import equal, in_words, mistyped
from kzgraph.names.compare import SURE
from kzgraph.names.mistyped import Words
from kzgraph.names.model import Match
from kzgraph.names.questions import Ask, Values
from kzgraph.names.ranking import Judged, Row, judged, key_of, matches
from kzgraph.names.reading import Reading, readings

_NAMES_FOR_ONE: Final = 10
"""Names that are judged for each thing that is wanted: a thing has some in each language."""


def candidates(
    ask: Ask, words: Words, queries: Sequence[str], kept: Values, limit: int
) -> list[list[Match]]:
    """Return the things that each query may name; the names come as the index ``ask`` gives them."""
    asked = {query: readings(query) for query in queries}
    given = {query: ways for query, ways in asked.items() if ways[0].plain}
    same = _by_key(equal(ask, (way for ways in given.values() for way in ways), kept))
    few = {**kept, "candidates": _NAMES_FOR_ONE * limit}
    language = str(kept["language"]) if kept["language"] is not None else None
    told: dict[str, list[Match]] = {query: [] for query in asked}
    for query, ways in given.items():
        found = judged(ways, (row for way in ways for row in same.get(way.key, ())))
        if not any(one.found.score >= SURE for one in found):
            found += _else(ways, _slower(ask, words, ways, few))
        told[query] = matches(query, found, language, limit)
    return [told[query] for query in queries]


def _by_key(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[key_of(row)].append(row)
    return found


def _slower(
    ask: Ask, words: Words, ways: Sequence[Reading], kept: Values
) -> Iterator[Iterator[list[Row]]]:
    """Yield the ways to find part of a name, or one with a slip, each slower than the last."""
    yield in_words(ask, words, ways, kept, begun=False)
    yield in_words(ask, words, ways, kept, begun=True)
    for meant in (words.spellings, words.in_company):
        yield mistyped(ask, chain.from_iterable(meant(way.folded) for way in ways), kept)


def _else(ways: Sequence[Reading], slower: Iterable[Iterator[list[Row]]]) -> list[Judged]:
    """Return what the first way finds that finds anything."""
    for answers in slower:
        found = judged(ways, (row for rows in answers for row in rows))
        if found:
            return found
    return []
