"""Searching the index of names of a release."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from math import ceil
from pathlib import Path
from threading import Lock
from typing import Any, Self

from kzgraph.errors import StoreError
from kzgraph.names.build import VERSION, first_number
from kzgraph.names.compare import LEAST_SHARE, MOST_SLIPS, Reading, judge, readings
from kzgraph.names.letters import LONG_WORD, plain
from kzgraph.names.model import Match, Name
from kzgraph.names.questions import (
    EQUAL,
    RAREST,
    TRIGRAMS,
    WORDS,
    Values,
    trigrams_match,
    trigrams_of,
    words_match,
)

LONGEST_QUERY = 200
"""Code points of a query that are read; the rest is cut off."""

_CANDIDATES = 200
"""Names that a full-text question hands over to be judged, the shortest or the likest first."""

_TRIGRAMS_ASKED = 9
"""Two slips spoil eight trigrams at most, so one of nine is left; the rarest bring few names."""

_TRIGRAMS_NEEDED = 3
_MANY = 5_000
"""Names with some trigram that are weighed; more trigrams would cost more time than they help."""

_KINDS = {"pref": 0, "alt": 1, "acronym": 2}
_Row = tuple[Any, ...]
_Judged = tuple[int, Match]


@dataclass(frozen=True, slots=True)
class Found:
    """The things that a query names; not ``complete`` where there were more than are judged."""

    matches: list[Match]
    complete: bool


class NameIndex:
    """The names of one release, opened for reading; any number of threads may search.

    One connection under a lock serves them all. A question takes about a millisecond, and a
    connection for each thread would have to be closed from another thread than its own.
    """

    def __init__(self, path: Path) -> None:
        self._lock = Lock()
        self._path = path
        # "immutable" spares the locks of files: nobody writes to a release.
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        except sqlite3.Error as exc:
            raise StoreError(f"The index of names at {path} cannot be opened: {exc}") from exc
        self._check_version()

    def search(self, query: str, *, language: str | None = None, limit: int = 10) -> list[Match]:
        """Return the things that the query names, the surest first, each with its best name.

        ``language`` keeps the names of that language and those of none. Any text may be asked for;
        ``LONGEST_QUERY`` code points of it are read. Below three letters names are matched whole or
        from their start. Typing slips are allowed for only where nothing else is found.
        Equal scores are ordered by kind of name (pref, alt, acronym), then by IRI.
        """
        return self.find(query, language=language).matches[: max(limit, 0)]

    def find(
        self, query: str, *, language: str | None = None, among: Collection[str] | None = None
    ) -> Found:
        """Return the same without a limit, and whether it is all; ``among`` keeps things by IRI."""
        ways = readings(query[:LONGEST_QUERY])
        if not ways[0].plain:
            return Found([], complete=True)
        kept: Values = {
            "language": plain(language) if language is not None else None,
            "among": json.dumps(sorted(among)) if among is not None else None,
        }
        complete = True
        for ask in (self._certain, self._near, self._longer):
            answers = list(ask(ways, kept))
            found = _judged(ways, answers)
            complete = complete and all(len(rows) < _CANDIDATES for rows in answers)
            if found:
                break
        return Found(_best(found), complete)

    def rows(self, question: str, values: Values) -> list[_Row]:
        """Return the rows that answer one of our own questions. Raises ``StoreError``."""
        try:
            with self._lock:
                return self._connection.execute(question, values).fetchall()
        except sqlite3.Error as exc:
            raise StoreError(f"The index of names at {self._path} cannot be read: {exc}") from exc

    def close(self) -> None:
        """Let go of the file; a search after that raises ``StoreError``."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check_version(self) -> None:
        try:
            ((version,),) = self.rows("PRAGMA user_version", {})
        except StoreError:
            self.close()
            raise
        if version != VERSION:
            self.close()
            raise StoreError(
                f"The index of names at {self._path} has version {version}, not {VERSION}."
            )

    def _certain(self, ways: list[Reading], kept: Values) -> Iterator[list[_Row]]:
        for way in ways:
            yield self.rows(EQUAL, {"plain": way.plain, "key": way.key, **kept})
            for begun in (False, True):
                yield self._matching(WORDS, words_match(way, begun=begun), kept)

    def _near(self, ways: list[Reading], kept: Values) -> Iterator[list[_Row]]:
        """Yield names of nearly the same length: most slips are in a name that is given whole."""
        return self._alike(ways, kept, lambda n: (n - MOST_SLIPS, n + MOST_SLIPS))

    def _longer(self, ways: list[Reading], kept: Values) -> Iterator[list[_Row]]:
        return self._alike(ways, kept, lambda n: (n + MOST_SLIPS + 1, ceil(n / LEAST_SHARE)))

    def _alike(
        self, ways: list[Reading], kept: Values, lengths: Callable[[int], tuple[int, int]]
    ) -> Iterator[list[_Row]]:
        for way in ways:
            if len(way.key) >= LONG_WORD:
                match = trigrams_match(self._rarest(trigrams_of(way)))
                shortest, longest = lengths(len(way.key))
                among = {"first": first_number(shortest), "last": first_number(longest + 1) - 1}
                yield self._matching(TRIGRAMS, match, {**among, **kept})

    def _rarest(self, trigrams: list[str]) -> list[str]:
        values: Values = {"trigrams": json.dumps(trigrams), "most": _TRIGRAMS_ASKED}
        chosen: list[str] = []
        total = 0
        for trigram, names in self.rows(RAREST, values):
            total += names
            if total > _MANY and len(chosen) >= _TRIGRAMS_NEEDED:
                break
            chosen.append(trigram)
        return chosen

    def _matching(self, question: str, match: str | None, kept: Values) -> list[_Row]:
        if match is None:
            return []
        return self.rows(question, {"match": match, "candidates": _CANDIDATES, **kept})


def _judged(ways: list[Reading], answers: Iterable[list[_Row]]) -> list[_Judged]:
    """Judge each row against each reading of the query, and keep what matches."""
    found = []
    for iri, text, language, kind, plain_text, bare, folded in set(chain.from_iterable(answers)):
        name = Name(iri, text, language, kind)
        target = Reading(plain_text, tuple(bare.split()), tuple(folded.split()))
        for judgement in (judge(way, name, target) for way in ways):
            if judgement is not None:
                score, why = judgement
                found.append((_KINDS[kind], Match(iri, text, language, round(score, 4), why)))
    return found


def _best(found: list[_Judged]) -> list[Match]:
    """Sort by score, kind of name and IRI, and keep the first of each thing."""
    ordered = sorted(found, key=_rank)
    first: dict[str, Match] = {}
    for _, match in ordered:
        first.setdefault(match.iri, match)
    return list(first.values())


def _rank(found: _Judged) -> tuple[float, int, str, str, str]:
    kind, match = found
    return (-match.score, kind, match.iri, match.name, match.language or "")
