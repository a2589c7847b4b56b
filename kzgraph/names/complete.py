"""Completing a name that somebody types: from one letter on, what is known best comes first."""

import json
from collections.abc import Collection, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from heapq import nlargest
from itertools import groupby
from typing import Any, Final

from kzgraph.names.compare import SHORTEST
from kzgraph.names.index import NameIndex
from kzgraph.names.model import Match, Why
from kzgraph.names.prominent import Prominent
from kzgraph.names.questions import (
    BEGUN,
    BEGUN_AS_TYPED,
    INSIDE,
    OF_THINGS,
    WHOLE,
    Values,
)
from kzgraph.names.reading import Reading
from kzgraph.names.score import LONGEST_QUERY

MOST: Final = 10
"""Suggestions at the most: nobody reads more while typing."""

_PROMINENT: Final = 2000
"""Things that are asked first; letters that begin few of their names begin few names at all."""

_CANDIDATES: Final = 500
"""Names of other things that are looked at, in the order of the index."""

_SCORES: Final[dict[Why, float]] = {"exact": 1.0, "folded": 0.95, "prefix": 0.8, "words": 0.6}
_Row = tuple[Any, ...]


class Completer:
    """The names of one release, and the weight of what they name."""

    def __init__(self, names: NameIndex, weights: Mapping[str, int]) -> None:
        """Take the weights of things by their IRIs; what is not there weighs nothing."""
        self._names, self._weights = names, weights
        heaviest = nlargest(_PROMINENT, sorted(weights), key=weights.__getitem__)
        rows = names.rows(OF_THINGS, {"things": json.dumps(heaviest)})
        self._prominent = Prominent(self._by_weight(rows))

    def complete(
        self,
        typed: str,
        *,
        language: str | None = None,
        among: Collection[str] | None = None,
        limit: int = MOST,
    ) -> list[Match]:
        """Return the things that may be meant, the likeliest first, each with its best name.

        Whole names come first, then names that begin as typed, then those that do so in another
        script or spelling, then those with a word that does; among equals the weightier thing.
        Names of every language count; of a thing's equal ones that of ``language`` is told.
        ``among`` keeps things by their IRIs. Where no name goes on like that, typing slips are
        allowed for.
        """
        reading, most = Reading.of(typed[:LONGEST_QUERY]), max(0, min(limit, MOST))
        found: dict[str, Match] = {}
        for why, rows in self._stages(reading, among):
            with closing(rows):
                _add(found, most, _matches(rows, reading, why, language, among))
            if len(found) >= most:
                break
        return list(found.values()) or self._names.find(typed, among=among).matches[:most]

    def close(self) -> None:
        """Let go of the names that are held; the index stays open."""
        self._prominent.close()

    def _stages(
        self, reading: Reading, among: Collection[str] | None
    ) -> Iterator[tuple[Why, Generator[_Row, None, None]]]:
        """Yield names in their order, and as what they match; each stage costs more than the last."""
        if not reading.plain:
            return
        values: Values = {
            "plain": reading.plain,
            "key": reading.key,
            "match": self._names.holding(reading),
            "among": json.dumps(sorted(among)) if among is not None else None,
            "candidates": _CANDIDATES,
        }
        yield "folded", self._all(WHOLE, values)
        yield "prefix", self._prominent.begun(reading.bare, "bare")
        yield "prefix", self._all(BEGUN_AS_TYPED, values)
        yield "prefix", self._prominent.begun(reading.folded, "folded")
        yield "prefix", self._all(BEGUN, values)
        if values["match"] is not None and len(reading.key) >= SHORTEST:
            yield "words", self._prominent.inside(reading)
            yield "words", self._all(INSIDE, values)

    def _all(self, question: str, values: Values) -> Generator[_Row, None, None]:
        yield from self._by_weight(self._names.rows(question, values))

    def _by_weight(self, rows: Iterable[_Row]) -> list[_Row]:
        return sorted(rows, key=self._place)

    def _place(self, row: _Row) -> tuple[int, tuple[str, ...]]:
        # A name of no language has None there, which does not compare with a tag.
        return -self._weights.get(row[0], 0), tuple(part or "" for part in row[:4])


def _add(found: dict[str, Match], most: int, matches: Iterable[Match]) -> None:
    for match in matches:
        if len(found) >= most:
            return
        found.setdefault(match.iri, match)


def _matches(
    rows: Iterable[_Row],
    reading: Reading,
    why: Why,
    language: str | None,
    among: Collection[str] | None,
) -> Iterator[Match]:
    """Yield each thing with its best name: in the language, preferred, the shortest."""
    for iri, group in groupby(rows, key=lambda row: row[0]):
        if among is None or iri in among:
            best = min(group, key=lambda row: _order(row, reading, language))
            yield _match(best, reading, why)


def _order(row: _Row, reading: Reading, language: str | None) -> tuple[bool, bool, bool, int, str]:
    _, text, tag, kind, plain, _, _ = row
    foreign = (tag or "").partition("-")[0] != language
    return (plain != reading.plain, foreign, kind != "pref", len(text), text)


def _match(row: _Row, reading: Reading, why: Why) -> Match:
    iri, text, language, _, plain, _, _ = row
    found: Why = "exact" if plain == reading.plain else why
    return Match(iri, text, language, _SCORES[found], found)
