"""Searching the index of names of a release."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any, Self

from kzgraph.errors import StoreError
from kzgraph.names.build import VERSION
from kzgraph.names.compare import Reading, judge, readings
from kzgraph.names.letters import LONG_WORD, plain
from kzgraph.names.model import Match, Name
from kzgraph.names.questions import (
    EQUAL,
    RAREST,
    TRIGRAMS,
    WORDS,
    trigrams_match,
    trigrams_of,
    words_match,
)

LONGEST_QUERY = 200
"""Code points of a query that are read; the rest is cut off."""

_CANDIDATES = 200
"""Names that a full-text question hands over to be judged, the best first."""

_TRIGRAMS_ASKED = 9
"""Two slips spoil eight trigrams at most, so one of nine is left; the rarest bring few names."""

_KINDS = {"pref": 0, "alt": 1, "acronym": 2}
_Row = tuple[Any, ...]
_Found = tuple[int, Match]


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
        tag = plain(language) if language is not None else None
        ways = readings(query[:LONGEST_QUERY])
        if not ways[0].plain or limit < 1:
            return []
        found = _judged(ways, self._certain(ways, tag))
        if not found:
            found += _judged(ways, self._similar(ways, tag))
        return _best(found)[:limit]

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
            ((version,),) = self._rows("PRAGMA user_version", {})
        except StoreError:
            self.close()
            raise
        if version != VERSION:
            self.close()
            raise StoreError(
                f"The index of names at {self._path} has version {version}, not {VERSION}."
            )

    def _certain(self, ways: list[Reading], tag: str | None) -> Iterator[_Row]:
        for way in ways:
            yield from self._rows(EQUAL, {"plain": way.plain, "key": way.key, "language": tag})
            yield from self._matching(WORDS, words_match(way), tag)

    def _similar(self, ways: list[Reading], tag: str | None) -> Iterator[_Row]:
        for way in ways:
            if len(way.key) >= LONG_WORD:
                match = trigrams_match(self._rarest(trigrams_of(way)))
                yield from self._matching(TRIGRAMS, match, tag)

    def _rarest(self, trigrams: list[str]) -> list[str]:
        values: dict[str, str | int | None] = {
            "trigrams": json.dumps(trigrams),
            "most": _TRIGRAMS_ASKED,
        }
        return [trigram for (trigram,) in self._rows(RAREST, values)]

    def _matching(self, question: str, match: str | None, tag: str | None) -> list[_Row]:
        if match is None:
            return []
        return self._rows(question, {"match": match, "language": tag, "candidates": _CANDIDATES})

    def _rows(self, question: str, values: dict[str, str | int | None]) -> list[_Row]:
        try:
            with self._lock:
                return self._connection.execute(question, values).fetchall()
        except sqlite3.Error as exc:
            raise StoreError(f"The index of names at {self._path} cannot be read: {exc}") from exc


def _judged(ways: list[Reading], rows: Iterable[_Row]) -> list[_Found]:
    """Judge each row against each reading of the query, and keep what matches."""
    found = []
    for iri, text, language, kind, plain_text, bare, folded in set(rows):
        name = Name(iri, text, language, kind)
        target = Reading(plain_text, tuple(bare.split()), tuple(folded.split()))
        for judgement in (judge(way, name, target) for way in ways):
            if judgement is not None:
                score, why = judgement
                found.append((_KINDS[kind], Match(iri, text, language, round(score, 4), why)))
    return found


def _best(found: list[_Found]) -> list[Match]:
    """Sort by score, kind of name and IRI, and keep the first of each thing."""
    ordered = sorted(found, key=_rank)
    first: dict[str, Match] = {}
    for _, match in ordered:
        first.setdefault(match.iri, match)
    return list(first.values())


def _rank(found: _Found) -> tuple[float, int, str, str, str]:
    kind, match = found
    return (-match.score, kind, match.iri, match.name, match.language or "")
