"""Every claim with each of its documents, in columns: which of them a view sees, all at once."""

from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

import numpy as np

from kzgraph.model import LeftOut
from kzgraph.read.entity_pairs import Column, Flags, distinct
from kzgraph.statements import StatementIndex, View
from kzgraph.statements.counts import Counted, told_apart
from kzgraph.statements.kept import Kept
from kzgraph.statements.statuses import STATUS_BITS, STATUSES, UNKNOWN

_NEVER: Final = 99_999_999
"""A day, as 20241105 is one, that no clock reaches: for a claim without a time."""

_VIEWS_KEPT: Final = 16
"""Views of which is kept which groups enough documents make."""

_DAY: Final = f"coalesce(CAST(replace({{column}}, '-', '') AS INTEGER), {_NEVER})"
_COLUMNS: Final = (
    *("statement", "claim", "document", "origin"),
    *(_DAY.format(column=name) for name in ("valid_first", "valid_last", "published_last")),
)
# As long texts: to fetch as many rows takes longer.
_ROWS: Final = (
    f"SELECT {', '.join(f'json_group_array({column})' for column in _COLUMNS)} FROM witness"
)
_OF_UNKNOWN: Final = f"SELECT id, modality, rank FROM claim WHERE id >= {UNKNOWN << STATUS_BITS}"


Rows = Column | slice
"""Places of witnesses."""

_EVERY: Final = slice(None)


class Columns(NamedTuple):
    """What is known of each witness; days as whole numbers, ``status`` as a place among statuses."""

    statement: Column
    claim: Column
    document: Column
    origin: Column
    first: Column
    last: Column
    published: Column
    status: Column


class WitnessColumns:
    """Witnesses: the statement, the claim and the document of each, by number.

    Those of a statement corroborate each other, or those of another group where groups are given.
    """

    def __init__(
        self,
        columns: Columns,
        statuses: tuple[tuple[str, str], ...],
        groups: Column | None = None,
    ) -> None:
        """Take the columns, the modality and rank by status, and a group for each witness."""
        self._columns, self._statuses = columns, statuses
        self.statements, self.claims, self.documents = columns[:3]
        own = columns.statement if groups is None else groups
        told, self._group = np.unique(own, return_inverse=True)
        self._groups = len(told)
        # Each origin of each group, once.
        many = int(columns.origin.max(initial=0)) + 1
        pairs = self._group * many + columns.origin
        self._pairs, self._pair = np.unique(pairs, return_inverse=True)
        self._of_pair = self._pairs // many
        self._enough = Kept[Flags](_VIEWS_KEPT)

    def kept(self, rows: Column, groups: Column | None = None) -> "WitnessColumns":
        """Return some of the witnesses by their places, with other groups if any are given."""
        columns = Columns._make(column[rows] for column in self._columns)
        return WitnessColumns(columns, self._statuses, groups)

    def rows_of(self, claims: Column) -> Column:
        """Return the place of the first witness of each of some claims, by their numbers."""
        return self._once[np.searchsorted(self.claims[self._once], claims)]

    def once(self, rows: Column) -> Column:
        """Return those of some witnesses that are the first of their claim."""
        return rows[self._first[rows]]

    def whole(self, rows: Column | Flags) -> Column:
        """Return some witnesses with all the others of their claims."""
        told = np.zeros(len(self._once), dtype=np.bool_)
        told[self._claim[rows]] = True
        return np.flatnonzero(told[self._claim])

    def few(self, view: View, rows: Column) -> int:
        """Return of how many groups a view sees some witnesses, but of these groups too few in all."""
        told = self._group[rows[self.visible(view, rows) & ~self.seen(view, rows)]]
        return len(distinct(told))

    def visible(self, view: View, rows: Rows = _EVERY) -> Flags:
        """Return which of some witnesses a view sees, however few documents make the statement."""
        kept = _kept(self._statuses, view.modalities, view.ranks)
        known, held = self._clocks(view, rows)
        flags: Flags = kept[self._columns.status[rows]] & known & held
        return flags

    def seen(self, view: View, rows: Rows = _EVERY) -> Flags:
        """Return which of some witnesses a view sees, of groups that enough documents make."""
        flags = self.visible(view, rows)
        if view.min_corroboration > 1:
            enough = self._enough.get(view, lambda: self._groups_with_enough(view))
            flags &= enough[self._group[rows]]
        return flags

    def counted(self, view: View, rows: Column, *, witnessed: bool = False) -> Counted:
        """Count claims by the places of a witness of each: those seen, and those left out.

        ``witnessed`` leaves out what too few documents make as well.
        """
        known, held = self._clocks(view, rows)
        enough = self.seen(view, rows) | ~self.visible(view, rows) if witnessed else True
        status = self._columns.status[rows]
        passed = (np.ones(len(rows), dtype=np.bool_), known, known & held, known & held & enough)
        counts = [np.bincount(status[flags], minlength=len(self._statuses)) for flags in passed]
        told = zip(self._statuses, np.stack(counts, axis=1).tolist(), strict=True)
        return told_apart(((name, row) for name, row in told if row[0]), view)

    def left_out(self, view: View, rows: Column) -> LeftOut:
        """Return what a view leaves out of the claims of some witnesses, and how many statements.

        Those of a claim are all among them, or the first.
        """
        out = self.counted(view, self.once(rows)).left_out
        if view.min_corroboration <= 1:
            return out
        origins = self._origins(rows[self.visible(view, rows)])
        few = (origins > 0) & (origins < view.min_corroboration)
        return replace(out, corroboration=int(np.count_nonzero(few)))

    @cached_property
    def _once(self) -> Column:
        """The place of the first witness of each claim."""
        return np.unique(self.claims, return_index=True)[1]

    @cached_property
    def _claim(self) -> Column:
        """The place of the claim of each witness in the order of numbers."""
        return np.searchsorted(self.claims[self._once], self.claims)

    @cached_property
    def _first(self) -> Flags:
        """Which witnesses are the first of their claim."""
        flags = np.zeros(len(self.claims), dtype=np.bool_)
        flags[self._once] = True
        return flags

    def _origins(self, witnesses: Column | Flags) -> Column:
        """Return how many origins some of the witnesses have in each group."""
        told = np.zeros(len(self._pairs), dtype=np.bool_)
        told[self._pair[witnesses]] = True
        return np.bincount(self._of_pair[told], minlength=self._groups)

    def _groups_with_enough(self, view: View) -> Flags:
        """Return which groups enough documents make, of what a view sees."""
        flags: Flags = self._origins(self.visible(view)) >= view.min_corroboration
        return flags

    def _clocks(self, view: View, rows: Rows) -> tuple[Flags, Flags]:
        """Return which of some witnesses pass each of the two clocks."""
        columns = self._columns
        known = held = np.ones(len(columns.claim[rows]), dtype=np.bool_)
        if view.known_on:
            known = columns.published[rows] <= _day(view.known_on.last)
        if view.valid_on:
            first, last = columns.first[rows], columns.last[rows]
            held = (first <= _day(view.valid_on.last)) & (first != _NEVER)
            held &= last >= _day(view.valid_on.first)
        return known, held


def read_witnesses(index: StatementIndex) -> WitnessColumns:
    """Return the witnesses of a release."""
    columns = index.columns(_ROWS).numbers
    status = columns[1] >> STATUS_BITS
    # Those that no shape allows follow the others.
    statuses = list(STATUSES)
    for claim, *odd in index.rows(_OF_UNKNOWN):
        name = (odd[0], odd[1])
        if name not in statuses:
            statuses.append(name)
        status[columns[1] == claim] = statuses.index(name)
    return WitnessColumns(Columns._make([*columns, status]), tuple(statuses))


@lru_cache(maxsize=64)
def _kept(
    statuses: tuple[tuple[str, str], ...],
    modalities: frozenset[str] | None,
    ranks: frozenset[str] | None,
) -> Flags:
    """Return which statuses a view sees: the same few are asked for again and again."""
    kept = [
        (modalities is None or modality in modalities) and (ranks is None or rank in ranks)
        for modality, rank in statuses
    ]
    return np.array(kept, dtype=np.bool_)


def _day(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
