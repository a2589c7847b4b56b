"""The words of all names in memory, to find those of which a word may be the mistyped one.

Whoever looks for a slip among all words compares with those of the same first letter and nearly the
same length alone; rapidfuzz compares some ten million of them a second.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kzgraph.names.compare import JOINED
from kzgraph.names.letters import LONG_WORD
from kzgraph.names.typos import SHORT_WORD, most_slips, slips

_MOST_NEAR: Final = 20
"""Words that are taken for one that was typed, those with the fewest slips first."""
_MOST_WORDS: Final = 8
"""Words of a query that are looked for as parted or joined by mistake."""

Spelling = tuple[tuple[str, ...], ...]
"""For each word of a query the words that it may be; a name has to hold one of each."""


class Words:
    """The different words of the names of a release; any number of threads may ask."""

    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        """Take words as they stand in the columns ``bare`` and ``folded`` of the index."""
        told = [*words]
        self._all = frozenset(word for word, column in told if column == "folded")
        self._held = frozenset(word for word, _ in told)
        self._sorted = sorted(self._held)
        self._begun: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._long: dict[int, list[str]] = defaultdict(list)
        for word in sorted(self._all):
            self._begun[word[0], len(word)].append(word)
            self._long[len(word)].append(word)

    def held(self, words: tuple[str, ...], begun: bool) -> bool:
        """Tell whether names hold all of some words, or of the last a word that it begins."""
        whole = words[:-1] if begun else words
        if not self._held.issuperset(whole):
            return False
        place = bisect_left(self._sorted, words[-1])
        following = self._sorted[place : place + 1]
        return not begun or any(word.startswith(words[-1]) for word in following)

    def spellings(self, query: tuple[str, ...]) -> Iterator[Spelling]:
        """Yield how the words of a query may have been meant: as they stand, joined, or parted."""
        for words in _cuts(query, self._all):
            meant = tuple(self._near(word) for word in words)
            if meant and all(meant):
                yield meant

    def in_company(self, query: tuple[str, ...]) -> Iterator[Spelling]:
        """Yield the same where one word alone is unknown, and may have any one slip."""
        for words in _cuts(query, self._all):
            unknown = [word for word in words if word not in self._all]
            if len(words) > 1 and len(unknown) == 1 and len(unknown[0]) >= SHORT_WORD - 1:
                near = self._alike(unknown[0])
                if near:
                    yield tuple((word,) if word in self._all else near for word in words)

    def _near(self, word: str) -> tuple[str, ...]:
        """Return a word itself, if it is one, and those of which it may be the mistyped one."""
        found = {word: 0} if word in self._all else {}
        if len(word) >= LONG_WORD:
            most = most_slips(len(word))
            lengths = range(len(word) - most, len(word) + most + 1)
            near = _within(word, (self._begun.get((word[0], n), ()) for n in lengths), most)
            found |= {other: count for other, count in near.items() if slips(word, other)}
        return _first(found)

    def _alike(self, word: str) -> tuple[str, ...]:
        """Return the words with one letter more, less or other than a word."""
        lengths = range(len(word) - 1, len(word) + 2)
        return _first(_within(word, (self._long.get(n, ()) for n in lengths), 1))


def _within(word: str, buckets: Iterable[Sequence[str]], most: int) -> dict[str, int]:
    """Return the words of some buckets that are so many slips away at the most, with their slips."""
    return {
        other: int(count)
        for bucket in buckets
        for other, count, _ in process.extract(
            word, bucket, scorer=OSA.distance, score_cutoff=most, limit=None
        )
    }


def _first(found: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda other: (found[other], other))[:_MOST_NEAR])


def _cuts(query: tuple[str, ...], known: frozenset[str]) -> Iterator[tuple[str, ...]]:
    """Yield the words of a query as they stand, all joined, and one alone cut in two."""
    yield query
    if 1 < len(query) <= _MOST_WORDS and sum(map(len, query)) >= JOINED:
        yield ("".join(query),)
    if len(query) == 1 and len(query[0]) >= JOINED:
        (word,) = query
        for at in range(1, len(word)):
            if word[:at] in known or word[at:] in known:
                yield (word[:at], word[at:])
