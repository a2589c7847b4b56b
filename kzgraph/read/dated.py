"""What is dated for the sake of those who take part in it: events, agreements, undertakings."""

from typing import Final

import numpy as np

from kzgraph.identifiers import TERMS
from kzgraph.model.timeline import What
from kzgraph.read.ends import BACK, OUT
from kzgraph.read.entity_pairs import Flags
from kzgraph.read.entity_sets import EntitySets
from kzgraph.statements import StatementIndex, View

MEANING: Final[dict[str, What]] = {
    "startDate": "starts",
    "endDate": "ends",
    "establishedOn": "established",
    "signedOn": "signed",
    "intendedDate": "intended",
}
_HAPPENINGS: Final = ("Event", "Agreement", "AgreementSet", "Undertaking", "BilateralRelation")
"""Classes of what is dated for the sake of those who take part in it."""

_WHOLE: Final = ("partOfEvent", "signedDuring", "resultedFrom", "launchedDuring")
"""Properties that join a happening with the event that it belongs to."""


class Happenings:
    """The dated happenings of a release; any number of threads may ask."""

    def __init__(self, index: StatementIndex, sets: EntitySets) -> None:
        self._sets = sets
        self._happenings = sets.of_classes(_numbers(index, _HAPPENINGS))
        self._whole = np.flatnonzero(np.isin(sets.ends.predicate, _numbers(index, _WHOLE)))

    def around(self, thing: int, view: View) -> Flags:
        """Return which entities are dated happenings that a thing takes part in, by its number.

        Those that a statement joins it with, and the events that these belong to.
        """
        ends, visible = self._sets.ends, self._sets.witnesses.visible
        # What is no entity has the place -1, which is that of the flag behind the last.
        found = np.zeros(len(self._happenings) + 1, dtype=np.bool_)
        for end in (OUT, BACK):
            rows = ends.at(thing, end)
            found[ends.places[1 - end][rows[visible(view, rows)]]] = True
        found[-1] = False
        parts = self._whole[found[ends.places[OUT][self._whole]]]
        found[ends.places[BACK][parts[visible(view, parts)]]] = True
        flags: Flags = found[:-1] & self._happenings
        return flags


def _numbers(index: StatementIndex, names: tuple[str, ...]) -> list[int]:
    return [*index.numbers_of(TERMS + name for name in names).values()]
