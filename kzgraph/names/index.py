"""Searching the index of names of a release."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Final, Self

from kzgraph.errors import StoreError
from kzgraph.names.asking import equal, in_words, mistyped
from kzgraph.names.build import VERSION
from kzgraph.names.candidates import candidates
from kzgraph.names.letters import plain
from kzgraph.names.mistyped import Words
from kzgraph.names.model import Match
from kzgraph.names.pool import Connections
from kzgraph.names.questions import LABELS_OF, TYPES_OF, Values, words_match
from kzgraph.names.ranking import Judged, Row, judged, matches
from kzgraph.names.reading import Reading, readings
from kzgraph.names.score import LONGEST_QUERY

_CANDIDATES: Final = 200
"""Names that a full-text question hands over to be judged, the shortest first."""


@dataclass(frozen=True, slots=True)
class Found:
    """The things that a query names; not ``complete`` where there were more than are judged."""

    matches: list[Match]
    complete: bool


class NameIndex:
    """The names of one release, opened for reading; any number of threads may search."""

    def __init__(self, path: Path) -> None:
        """Open a file. Raises ``StoreError`` where it is missing or of another version."""
        self._path = path
        self._connections = Connections(path)
        self._words = Words(self.rows)
        self._check_version()

    def search(self, query: str, *, language: str | None = None, limit: int = 10) -> list[Match]:
        """Return the things that the query names, the surest first, each with its best name.

        ``language`` keeps the names of that language and those of none. Any text may be asked for;
        ``LONGEST_QUERY`` code points of it are read. Below three letters names are matched whole or
        from their start. Typing slips are allowed for only where nothing else is found.
        Equal scores are ordered by kind of name (pref, alt, acronym), then by IRI.
        """
        return self.find(query, language=language, limit=max(limit, 0)).matches

    def find(
        self,
        query: str,
        *,
        language: str | None = None,
        among: Collection[str] | None = None,
        limit: int | None = None,
    ) -> Found:
        """Return the same, and whether no candidate was left; ``among`` keeps things by IRI."""
        asked = query[:LONGEST_QUERY]
        ways = readings(asked)
        if not ways[0].plain:
            return Found([], complete=True)
        kept = {**_kept(language, among, None), "candidates": _CANDIDATES}
        found: list[Judged] = []
        complete = True
        for ask in (self._certain, self._mistyped, self._in_company):
            answers = list(ask(ways, kept))
            found = judged(ways, (row for rows in answers for row in rows))
            complete = complete and all(len(rows) < _CANDIDATES for rows in answers)
            if found:
                break
        return Found(matches(asked, found, language, limit), complete)

    def candidates(
        self,
        queries: Sequence[str],
        *,
        language: str | None = None,
        among: Collection[str] | None = None,
        classes: Collection[str] | None = None,
        limit: int = 5,
    ) -> list[list[Match]]:
        """Return the things that each of many queries may name, in the order of the queries.

        ``among`` keeps things by IRI, ``classes`` those that have one of these as their own class.
        Much quicker than to search for one after the other: where a query gives a whole name, no
        part of a name is looked for, and else no more names are judged than ``limit`` needs.
        """
        kept = _kept(language, among, classes)
        cut = [query[:LONGEST_QUERY] for query in queries]
        return candidates(self.rows, self._words, cut, kept, max(limit, 0))

    def types_of(self, iris: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the own classes of things, sorted; none for what bears no name here."""
        wanted = [*iris]
        found: dict[str, list[str]] = defaultdict(list)
        for thing, class_iri in self.rows(TYPES_OF, {"things": json.dumps(wanted)}):
            found[thing].append(class_iri)
        return {iri: tuple(found[iri]) for iri in wanted}

    def labels_of(self, iris: Iterable[str], language: str = "en") -> dict[str, str]:
        """Return a preferred name of things, in a language, or else in English, or else in any.

        What bears no preferred name is not there.
        """
        best: dict[str, tuple[int, str]] = {}
        wanted = language.lower()
        for iri, text, tag in self.rows(LABELS_OF, {"things": json.dumps([*iris])}):
            told = (_distance(wanted, (tag or "").lower()), text)
            best[iri] = min(best.get(iri, told), told)
        return {iri: text for iri, (_, text) in best.items()}

    def rows(self, question: str, values: Values) -> list[Row]:
        """Return the rows that answer one of our own questions. Raises ``StoreError``."""
        try:
            return self._connections.rows(question, values)
        except sqlite3.Error as exc:
            raise StoreError(f"The index of names at {self._path} cannot be read: {exc}") from exc

    def holding(self, reading: Reading) -> str | None:
        """Return what asks for the names that hold the words of a reading, the last one begun."""
        return words_match(reading, self._words.match)

    def close(self) -> None:
        """Let go of the file; a search after that raises ``StoreError``."""
        self._connections.close()

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

    def _certain(self, ways: list[Reading], kept: Values) -> Iterator[list[Row]]:
        yield equal(self.rows, ways, kept)
        for begun in (False, True):
            yield from in_words(self.rows, self._words, ways, kept, begun=begun)

    def _mistyped(self, ways: list[Reading], kept: Values) -> Iterator[list[Row]]:
        meant = chain.from_iterable(self._words.spellings(way.folded) for way in ways)
        return mistyped(self.rows, meant, kept)

    def _in_company(self, ways: list[Reading], kept: Values) -> Iterator[list[Row]]:
        meant = chain.from_iterable(self._words.in_company(way.folded) for way in ways)
        return mistyped(self.rows, meant, kept)


def _kept(
    language: str | None, among: Collection[str] | None, classes: Collection[str] | None
) -> Values:
    """Return the parameters that keep some of the names."""
    return {
        "language": plain(language) if language is not None else None,
        "among": json.dumps(sorted(among)) if among is not None else None,
        "classes": json.dumps(sorted(classes)) if classes is not None else None,
    }


def _distance(wanted: str, tag: str) -> int:
    """Return how far a language is from the one that is wanted: ``kk`` takes ``kk-cyrl``."""
    main = tag.partition("-")[0]
    places = (tag == wanted, main == wanted.partition("-")[0], main == "en", tag == "", True)
    return places.index(True)
