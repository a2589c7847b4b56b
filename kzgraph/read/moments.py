"""The times that claims give, in memory and in the order of time: what timelines are made of.

An entry is a statement with a time of its own. To page through them and to count them takes some
passes over columns, where SQL would make every entry for each page.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, cast

import numpy as np

from kzgraph.model import LeftOut
from kzgraph.read.dated import Happenings
from kzgraph.read.entity_pairs import Column, Flags
from kzgraph.read.entity_sets import EntitySets
from kzgraph.read.witness_columns import WitnessColumns
from kzgraph.statements import StatementIndex, View

_NUMBERS: Final = ("claim", "statement", "subject", "predicate", "object", "property")
_MOMENTS: Final = f"""SELECT {", ".join(f"json_group_array({name})" for name in _NUMBERS)},
        json_group_array(first), json_group_array(last)
    FROM (SELECT t.claim, t.statement, s.subject, s.predicate, s.object,
            t.property IS NOT NULL AS property, t.first, t.last
        FROM moment AS t JOIN statement AS s ON s.id = t.statement
        ORDER BY t.first || ' ' || t.last || ' ' || s.key)"""


@dataclass(frozen=True)
class Asked:
    """Which times are asked for: those that share a day with a time, of everything or about a thing.

    ``since`` and ``until`` are days. ``about`` is the number of a thing; None: everything.
    """

    since: str = ""
    until: str = "9999-12-31"
    about: int | None = None


class Found(NamedTuple):
    """The places of the entries that a view sees, and what it leaves out of the claims that give them."""

    places: Column
    left_out: LeftOut


class Entry(NamedTuple):
    """A statement with a time of its own, by numbers; ``is_date`` where its value is the time."""

    statement: int
    subject: int
    predicate: int
    object: int
    is_date: bool
    first: str
    last: str


class Moments:
    """The entries of a release, by their places in the order of time; any number of threads may ask."""

    def __init__(self, index: StatementIndex, sets: EntitySets) -> None:
        self._index, self._happenings = index, Happenings(index, sets)
        numbers, (first, last) = index.columns(_MOMENTS, texts=2)
        columns = np.vstack(numbers)
        self._days = sorted({*first, *last})
        places = {day: place for place, day in enumerate(self._days)}
        days = np.array(
            [[places[day] for day in column] for column in (first, last)], dtype=np.int64
        )
        # Claims of the same statement and time follow each other and make one entry.
        own = np.vstack((columns[1:], days.reshape(2, -1)))
        starts = np.ones(own.shape[1], dtype=np.bool_)
        starts[1:] = np.any(own[:, 1:] != own[:, :-1], axis=0)
        self._entries: Column = own[:, starts]
        self._dates = np.flatnonzero(self._entries[4])
        self._dated = sets.places(self._entries[1, self._dates])
        self._witness(columns[0], np.cumsum(starts) - 1, sets.witnesses)

    def _witness(self, claims: Column, entries: Column, witnesses: WitnessColumns) -> None:
        """Find the witnesses of the claims, each with its entry."""
        order = np.argsort(claims)
        rows = np.flatnonzero(np.isin(witnesses.claims, claims))
        at = np.searchsorted(claims[order], witnesses.claims[rows])
        self._entry: Column = entries[order[at]]
        self._of_entries = witnesses.kept(rows, self._entry)
        self._of_statements = witnesses.kept(rows)

    def found(self, asked: Asked, view: View) -> Found:
        """Return what a view sees of the times that are asked for.

        About a thing: what is stated of it, and the dates of the happenings that it takes part in.
        """
        rows = np.flatnonzero(self._among(asked, view)[self._entry])
        seen = np.zeros(self._entries.shape[1], dtype=np.bool_)
        seen[self._entry[rows[self._of_entries.seen(view, rows)]]] = True
        return Found(np.flatnonzero(seen), self._of_statements.left_out(view, rows))

    def entries(self, places: Iterable[int]) -> list[Entry]:
        """Return the entries at some places."""
        return [self._told(place) for place in places]

    def key(self, place: int) -> str:
        """Return the text by which an entry is sorted, which no other has."""
        entry = self._told(place)
        return f"{entry.first} {entry.last} {self._index.key_of(entry.statement)}"

    def after(self, places: Column, key: str) -> int:
        """Return where in some places, in their order, the entries after a key begin."""
        return bisect_right(cast("Sequence[int]", places), key, key=self.key) if key else 0

    def _told(self, place: int) -> Entry:
        *numbers, is_date, first, last = self._entries[:, place].tolist()
        return Entry._make((*numbers, bool(is_date), self._days[first], self._days[last]))

    def _among(self, asked: Asked, view: View) -> Flags:
        _, subject, _, value, _, first, last = self._entries
        flags: Flags = last >= bisect_left(self._days, asked.since)
        flags &= first < bisect_right(self._days, asked.until)
        if asked.about is not None:
            # What is no entity has the place -1, which is that of the flag behind the last.
            around = np.append(self._happenings.around(asked.about, view), np.False_)
            about = (subject == asked.about) | (value == asked.about)
            about[self._dates[around[self._dated]]] = True
            flags &= about
        return flags
