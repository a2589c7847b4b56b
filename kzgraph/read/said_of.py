"""What is said of the things of some classes, in columns: what a view sees of it, and by what links."""

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from kzgraph.model import LeftOut
from kzgraph.read.ends import BACK, OUT, Ends
from kzgraph.read.entity_pairs import Flags
from kzgraph.read.witness_columns import WitnessColumns
from kzgraph.statements import View
from kzgraph.statements.view import ASSERTED


class SaidOf:
    """The witnesses of statements about some things; any number of threads may ask.

    A thing is the place of an entity. A statement between two of them is there for each.
    """

    def __init__(self, witnesses: WitnessColumns, ends: Ends, things: Flags) -> None:
        # What is no entity has the place -1, which is that of the flag behind the last.
        known = np.append(things, False)
        rows = [np.flatnonzero(known[places]) for places in ends.places]
        every = np.concatenate(rows)
        self._things = things
        self._witnesses = witnesses.kept(every)
        self._end = np.repeat((OUT, BACK), [len(own) for own in rows])
        self._thing = np.concatenate([ends.places[end][rows[end]] for end in (OUT, BACK)])
        self._other = np.concatenate([ends.numbers[1 - end][rows[end]] for end in (OUT, BACK)])
        self._predicate = ends.predicate[every]

    def seen(self, view: View) -> Flags:
        """Return the things that a view sees: of which it sees a statement."""
        return self._flagged(self._witnesses.seen(view))

    def linked(
        self,
        view: View,
        end: int,
        properties: Collection[int],
        others: Collection[int] | None = None,
        *,
        asserted: bool = False,
    ) -> Flags:
        """Return the things that a view sees at an end of some properties, with one of some others.

        None stands for any others; ``asserted`` keeps what is asserted, whatever else a view sees.
        """
        if asserted and view.modalities is not None:
            view = replace(view, modalities=view.modalities & ASSERTED)
        elif asserted:
            view = replace(view, modalities=ASSERTED)
        rows = self._witnesses.seen(view) & (self._end == end)
        rows &= np.isin(self._predicate, [*properties])
        if others is not None:
            rows &= np.isin(self._other, [*others])
        return self._flagged(rows)

    def left_out(self, view: View, things: Flags) -> LeftOut:
        """Return what a view leaves out of the claims with some of the things as subjects."""
        return self._witnesses.left_out(
            view, np.flatnonzero((self._end == OUT) & things[self._thing])
        )

    def _flagged(self, rows: Flags) -> Flags:
        flags = np.zeros(len(self._things), dtype=np.bool_)
        flags[self._thing[rows]] = True
        return flags
