"""Every claim with each of its documents, in columns: which of them a view sees, all at once."""

import json
from datetime import date
from typing import Final

import numpy as np

from kzgraph.read.entity_pairs import Flags
from kzgraph.statements import StatementIndex, View
from kzgraph.statements.statuses import STATUS_BITS, STATUSES, UNKNOWN

_NEVER: Final = 99_999_999
"""A day, as 20241105 is one, that no clock reaches: for a claim without a time."""

_DAY: Final = f"coalesce(CAST(replace({{column}}, '-', '') AS INTEGER), {_NEVER})"
_COLUMNS: Final = (
    *("statement", "claim", "document", "origin"),
    *(_DAY.format(column=name) for name in ("valid_first", "valid_last", "published_last")),
)
# As long texts: to fetch as many rows takes longer.
_ROWS: Final = (
    f"SELECT {', '.join(f'json_group_array({column})' for column in _COLUMNS)} FROM witness"
)
_OF_UNKNOWN: Final = f"""SELECT c.id FROM claim AS c
    WHERE c.id >= {UNKNOWN << STATUS_BITS} AND {{condition}}"""


class WitnessColumns:
    """The witnesses of a release: the statement, the claim and the document of each, by number."""

    def __init__(self, index: StatementIndex) -> None:
        """Read them."""
        self._index = index
        (told,) = index.rows(_ROWS)
        columns = [np.array(json.loads(column), dtype=np.int64) for column in told]
        self.statements, self.claims, self.documents, origins, *days = columns
        self._first, self._last, self._published = days
        self._statuses = self.claims >> STATUS_BITS
        self._own, self._statement = np.unique(self.statements, return_inverse=True)
        # Each origin of each statement, once.
        pairs = np.stack((self._statement, origins))
        self._origins, self._origin = np.unique(pairs, axis=1, return_inverse=True)

    def seen(self, view: View) -> Flags:
        """Return which witnesses a view sees, of statements that enough documents make."""
        seen = self._of_status(view)
        if view.known_on:
            seen &= self._published <= _day(view.known_on.last)
        if view.valid_on:
            seen &= self._first <= _day(view.valid_on.last)
            seen &= self._last >= _day(view.valid_on.first)
            seen &= self._first != _NEVER
        return seen & self._corroborated(seen, view.min_corroboration)

    def _of_status(self, view: View) -> Flags:
        kept = [
            (view.modalities is None or modality in view.modalities)
            and (view.ranks is None or rank in view.ranks)
            for modality, rank in STATUSES
        ]
        seen: Flags = np.array([*kept, False])[self._statuses]
        if self._statuses.size and self._statuses.max() == UNKNOWN:
            question = _OF_UNKNOWN.format(condition=view.condition())
            numbers = [number for (number,) in self._index.rows(question, view.values())]
            seen |= np.isin(self.claims, numbers)
        return seen

    def _corroborated(self, seen: Flags, least: int) -> Flags:
        if least <= 1:
            return seen
        told = np.zeros(self._origins.shape[1], dtype=np.bool_)
        told[self._origin[seen]] = True
        counts = np.bincount(self._origins[0, told], minlength=len(self._own))
        enough: Flags = counts[self._statement] >= least
        return enough


def _day(day: date) -> int:
    return day.year * 10_000 + day.month * 100 + day.day
