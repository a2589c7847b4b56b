"""Which entities have which values: pairs in two columns, counted and intersected at once."""

from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

Flags = npt.NDArray[np.bool_]
"""A set of entities: a flag for each, in the order of their names."""

Column = npt.NDArray[np.int64]
"""Whole numbers, one for each row."""


def distinct(numbers: Column) -> Column:
    """Return numbers in their order, each once.

    ``np.unique`` puts them into a table of hashes first, which takes many times as long as to sort.
    """
    ordered = np.sort(numbers)
    kept = np.ones(len(ordered), dtype=np.bool_)
    kept[1:] = ordered[1:] != ordered[:-1]
    return ordered[kept]


class Pairs(NamedTuple):
    """The values of entities: ``numbers`` has each value once, in order.

    A pair is a place in ``numbers`` and the place of an entity; no pair comes twice.
    """

    numbers: Column
    values: Column
    places: Column
    entities: int

    @classmethod
    def of(cls, numbers: Column, places: Column, entities: int) -> tuple[Self, Column]:
        """Return the pairs of values, by their numbers, with places among so many entities.

        And for each of the given ones, of which some may be the same, which pair it is.
        """
        told, values = np.unique(numbers, return_inverse=True)
        keys, which = np.unique(values * entities + places, return_inverse=True)
        many = max(entities, 1)
        return cls(told, keys // many, keys % many, entities), which

    def kept(self, pairs: Flags) -> Self:
        """Return some of the pairs."""
        return self._replace(values=self.values[pairs], places=self.places[pairs])

    def having(self, number: int) -> Flags:
        """Return the entities that have a value; none for what is no value."""
        flags = np.zeros(self.entities, dtype=np.bool_)
        at = int(np.searchsorted(self.numbers, number))
        if at < len(self.numbers) and self.numbers[at] == number:
            # They are in the order of values.
            first, last = np.searchsorted(self.values, (at, at + 1))
            flags[self.places[first:last]] = True
        return flags

    def spoken_of(self) -> Flags:
        """Return the entities that have any value."""
        flags = np.zeros(self.entities, dtype=np.bool_)
        flags[self.places] = True
        return flags

    def counts(self, among: Flags) -> Column:
        """Return how many of some entities have each value, in the order of ``numbers``."""
        return np.bincount(self.values[among[self.places]], minlength=len(self.numbers))
