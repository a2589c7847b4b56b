"""The words of which a word may be the mistyped one, found in the tables of words of the index.

All that one slip makes of a word are some hundred spellings, which are looked up. A word with two
slips begins with one of those of its first half, or else ends as it should.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from string import ascii_lowercase
from typing import Any, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kzgraph.names.compare import JOINED
from kzgraph.names.letters import LONG_WORD
from kzgraph.names.questions import (
    BEGUN_WORDS,
    ENDING,
    HEADS,
    LONGEST_BEGUN,
    WORDS_HELD,
    Ask,
    Spelling,
    all_of,
    any_of,
)
from kzgraph.names.typos import SHORT_WORD, most_slips, slips

_MOST_NEAR: Final = 20
"""Words that are taken for one that was typed, those with the fewest slips first."""
_MOST_WORDS: Final = 8
"""Words of a query that are looked for as parted or joined by mistake."""
_LONGEST: Final = 64
"""Letters of a word for which slips are looked for: so long ones have hundreds of spellings."""
_MOST_BEGUN: Final = 64
"""Words that are asked for one by one for a beginning of them all."""


class Words:
    """The different words of the names of a release; any number of threads may ask."""

    def __init__(self, ask: Ask) -> None:
        """Take what puts a question to the index."""
        self._ask = ask

    def match(self, words: tuple[str, ...], begun: bool) -> str | None:
        """Return the FTS5 expression for names with all of some words, the last one perhaps begun.

        None where no name can hold one of them. A long beginning is replaced by the words that
        begin so: the full-text table would gather the names of them all before it tells the first.
        """
        whole = words[:-1] if begun else words
        if whole and not self._known(whole).keys() >= set(whole):
            return None
        if not begun or len(words[-1]) <= LONGEST_BEGUN:
            return all_of(words, begun=begun)
        found = self._told(BEGUN_WORDS, start=words[-1], most=_MOST_BEGUN + 1)
        if len(found) > _MOST_BEGUN:
            return all_of(words, begun=begun)
        return " AND ".join(filter(None, (all_of(whole), any_of(found)))) if found else None

    def spellings(self, query: tuple[str, ...]) -> Iterator[Spelling]:
        """Yield how the words of a query may have been meant: as they stand, joined, or parted."""
        for words, known in self._cuts(query):
            if all(word in known or len(word) >= LONG_WORD for word in words):
                meant = tuple(self._near(word, word in known) for word in words)
                if meant and all(meant):
                    yield meant

    def in_company(self, query: tuple[str, ...]) -> Iterator[Spelling]:
        """Yield the same where one word alone is unknown, and may have any one slip."""
        for words, known in self._cuts(query):
            unknown = [word for word in words if word not in known]
            if (
                len(words) > 1
                and len(unknown) == 1
                and SHORT_WORD - 1 <= len(unknown[0]) <= _LONGEST
            ):
                near = _first(self._one_off(unknown[0], 0))
                if near:
                    yield tuple((word,) if word in known else near for word in words)

    def _near(self, word: str, known: bool) -> tuple[str, ...]:
        """Return a word itself, if it is one, and those of which it may be the mistyped one."""
        found = {word: 0} if known else {}
        if LONG_WORD <= len(word) <= _LONGEST:
            near = self._two_off(word) if most_slips(len(word)) > 1 else self._one_off(word, 1)
            found |= {other: count for other, count in near.items() if slips(word, other)}
        return _first(found)

    def _one_off(self, word: str, start: int) -> dict[str, int]:
        """Return the words with one slip from a letter of a word on, and that word."""
        whole = _one_slip(word, start, len(word)) | {word + other for other in ascii_lowercase}
        return {other: int(other != word) for other, folded in self._known(whole).items() if folded}

    def _two_off(self, word: str) -> dict[str, int]:
        """Return the words with the same first letter, and two slips at the most."""
        half, lengths = len(word) // 2 + 1, range(len(word) - 2, len(word) + 3)
        heads = json.dumps([*_one_slip(word, 1, half)])
        near = {*self._told(HEADS, heads=heads, least=lengths[0], most=lengths[-1])}
        ends = {"lengths": json.dumps([*lengths]), "end": word[:half:-1], "initial": word[0]}
        near.update(end[::-1] for end in self._told(ENDING, **ends))
        return {
            other: int(count)
            for other, count, _ in process.extract(
                word, [*near], scorer=OSA.distance, score_cutoff=2, limit=None
            )
        }

    def _cuts(self, query: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Collection[str]]]:
        """Yield the words of a query as they stand, all joined, and one alone cut in two.

        With each the words that there are, of names folded.
        """
        cuts = [query]
        if 1 < len(query) <= _MOST_WORDS and sum(map(len, query)) >= JOINED:
            cuts.append(("".join(query),))
        if len(query) == 1 and len(query[0]) >= JOINED:
            cuts += [(query[0][:at], query[0][at:]) for at in range(1, len(query[0]))]
        held = self._known({word for words in cuts for word in words})
        known = {word for word, folded in held.items() if folded}
        for at, words in enumerate(cuts):
            if at == 0 or len(words) == 1 or not known.isdisjoint(words):
                yield words, known

    def _known(self, words: Iterable[str]) -> dict[str, bool]:
        """Return which of some words there are, and whether they are of names folded."""
        asked = json.dumps(sorted(set(words)))
        return {word: bool(folded) for word, folded in self._ask(WORDS_HELD, {"words": asked})}

    def _told(self, question: str, **values: Any) -> list[str]:
        return [word for (word,) in self._ask(question, values)]


def _one_slip(word: str, start: int, end: int) -> set[str]:
    """Return the beginning of a word up to an end, with one slip from a letter of it on, and without.

    Two letters may be exchanged over the end.
    """
    told = {word[:end]}
    for at in range(start, end):
        before, letter, after = word[:at], word[at], word[at + 1 : end]
        told.add(before + after)
        told.add(before + word[at + 1 : at + 2] + letter + word[at + 2 : end])
        told.update(before + other + after for other in ascii_lowercase)
        told.update(before + other + letter + after for other in ascii_lowercase)
    return told


def _first(found: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(found, key=lambda other: (found[other], other))[:_MOST_NEAR])
