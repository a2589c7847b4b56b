"""The documents of a release in columns: how many there are of which kind, by any day."""

import json
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
"""A set of documents: a flag for each."""

_DOCUMENTS: Final = """SELECT json_group_array(id), json_group_array(issued),
    json_group_array(issued_first), json_group_array(issued_last) FROM document"""
_PAIRS: Final = "SELECT json_group_array(document), json_group_array(value) FROM ({pairs})"
# In the order in which the values are told; publishers of as many documents by their labels.
_TAGS: Final = {
    "kind": "SELECT id AS document, kind AS value FROM document ORDER BY kind",
    "seen": "SELECT id AS document, seen AS value FROM document ORDER BY seen",
    "language": "SELECT document, language AS value FROM document_language ORDER BY language",
    "publisher": """SELECT p.document, p.publisher AS value FROM document_publisher AS p
        JOIN term AS t ON t.id = p.publisher ORDER BY t.label, t.text, p.publisher""",
}


class Tags:
    """What documents have of one sort: the values in their order, and which document has which."""

    def __init__(self, places: Sequence[int], values: Sequence[Any]) -> None:
        self._names = list(dict.fromkeys(values))
        at = {name: place for place, name in enumerate(self._names)}
        self._places = np.array(places, dtype=np.int64)
        self._values = np.array([at[value] for value in values], dtype=np.int64)

    def counts(self, among: Flags) -> dict[Any, int]:
        """Return how many of some documents have each value; none that no document has."""
        kept = self._values[among[self._places]]
        counts = np.bincount(kept, minlength=len(self._names)).tolist()
        return {name: count for name, count in zip(self._names, counts, strict=True) if count}


class DocumentColumns:
    """The documents of a release; any number of threads may ask."""

    def __init__(self, rows: Callable[[str], list[tuple[Any, ...]]]) -> None:
        """Read them by what answers questions to the index of statements."""
        (told,) = rows(_DOCUMENTS)
        numbers, self._issued, first, last = (json.loads(column) for column in told)
        self._numbers = np.array(numbers, dtype=np.int64)
        self._days = sorted({day for day in last if day is not None})
        places = {day: place for place, day in enumerate(self._days)}
        # Without a day a document is behind all.
        self._last = np.array([places.get(day, len(places)) for day in last], dtype=np.int64)
        self._earliest, self._latest = (self._in_order(days) for days in (first, last))
        at = {number: place for place, number in enumerate(numbers)}
        self._tags = {}
        for name, pairs in _TAGS.items():
            ((documents, values),) = rows(_PAIRS.format(pairs=pairs))
            own = [at[number] for number in json.loads(documents)]
            self._tags[name] = Tags(own, json.loads(values))

    def among(self, day: str | None, document: int | None) -> Flags:
        """Return which documents were out by a day, of all or of one; None asks for no such thing."""
        flags = np.ones(len(self._numbers), dtype=np.bool_)
        if day is not None:
            flags &= self._last < bisect_right(self._days, day)
        if document is not None:
            flags &= self._numbers == document
        return flags

    def counts(self, tag: str, among: Flags) -> dict[Any, int]:
        """Return how many of some documents have each value of a tag, such as ``kind``."""
        return self._tags[tag].counts(among)

    def undated(self, among: Flags) -> int:
        """Return how many of some documents have no date."""
        return int(np.count_nonzero(among) - np.count_nonzero(among[self._earliest]))

    def dates(self, among: Flags) -> tuple[str | None, str | None]:
        """Return the date of the earliest of some documents, and that of the latest."""
        first = self._earliest[among[self._earliest]]
        last = self._latest[among[self._latest]]
        return (
            self._issued[first[0]] if len(first) else None,
            self._issued[last[-1]] if len(last) else None,
        )

    def _in_order(self, days: Sequence[str | None]) -> npt.NDArray[np.int64]:
        """Return the places of the documents with a day, in the order of days and of dates."""
        dated = [
            (day, self._issued[at] or "", at) for at, day in enumerate(days) if day is not None
        ]
        return np.array([at for _, _, at in sorted(dated)], dtype=np.int64)
