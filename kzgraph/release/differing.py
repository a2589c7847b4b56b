"""In which triples two versions of a graph differ, found without holding either in memory."""

from collections.abc import Iterable
from itertools import zip_longest
from typing import NamedTuple

from kzgraph.rdf import BlankNode, Triple


class Differing(NamedTuple):
    """The triples that a graph gained and lost."""

    gained: frozenset[Triple]
    lost: frozenset[Triple]

    @property
    def has_blank_nodes(self) -> bool:
        """Whether one of them has a blank node, which has another name in each store."""
        return any(
            isinstance(term, BlankNode)
            for triple in self.gained | self.lost
            for term in (triple.subject, triple.object)
        )


def differing(then: Iterable[Triple], now: Iterable[Triple], most: int) -> Differing | None:
    """Compare a graph as it was and as it is; None where more than ``most`` triples have to wait.

    Both are read side by side, and what one has shown and the other has not waits in memory. The
    result does not depend on their order, but where both are read in the same one, as those of two
    stores of the same kind are, no more than twice as many wait as differ.
    """
    gained: set[Triple] = set()
    lost: set[Triple] = set()
    for before, after in zip_longest(then, now):
        if before == after:
            continue
        _wait(before, lost, gained)
        _wait(after, gained, lost)
        if len(gained) + len(lost) > most:
            return None
    return Differing(frozenset(gained), frozenset(lost))


def _wait(triple: Triple | None, own: set[Triple], other: set[Triple]) -> None:
    """Put a triple among those that only its side has shown, unless the other has shown it."""
    if triple in other:
        other.remove(triple)
    elif triple is not None:
        own.add(triple)
