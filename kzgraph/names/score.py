"""The score of one name for one query, with what speaks for it."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from kzgraph.names.certain import is_certain
from kzgraph.names.compare import Comparison, compare
from kzgraph.names.model import Features, Kind, Name, Scored
from kzgraph.names.reading import Reading, readings

LONGEST_QUERY: Final = 200
"""Code points of a query that are read; the rest is cut off."""

_KINDS: Final[dict[Kind, float]] = {"pref": 1.0, "alt": 0.5, "acronym": 0.5}


def score(query: str, name: Name) -> Scored | None:
    """Return how surely a query gives a name, and why; None where it does not.

    ``LONGEST_QUERY`` code points of the query are read, as by the index.
    """
    cut = query[:LONGEST_QUERY]
    ways, target = readings(cut), Reading.of(name.text)
    found = best(ways, name, target) if ways[0].plain else None
    return None if found is None else scored(cut, *found, name, target)


def best(ways: Iterable[Reading], name: Name, target: Reading) -> tuple[Reading, Comparison] | None:
    """Return the reading of a query that gives a name best, and how it does; None where none does."""
    compared = ((way, compare(way, name, target)) for way in ways)
    found = [(way, told) for way, told in compared if told is not None]
    return max(found, key=lambda told: told[1].score, default=None)


def scored(
    query: str,
    way: Reading,
    found: Comparison,
    name: Name,
    target: Reading,
    language: bool = True,
) -> Scored:
    """Return score, certainty and features; ``language`` tells whether the name is in that asked."""
    given = len(way.folded)
    same = _same(way.folded, target.folded)
    whole = way.key == target.key
    features = Features(
        exact=float(found.why == "exact"),
        folded=float(whole and not way.loose),
        words=same / given if given else float(whole),
        prefix=float(target.key.startswith(way.key)),
        slips=1 - found.slips / len(way.key),
        acronym=float(name.kind == "acronym"),
        share=min(1.0, len(way.key) / len(target.key)),
        language=float(language),
        kind=_KINDS[name.kind],
    )
    certain = is_certain(query, way, name, found)
    return Scored(round(found.score, 4), found.why, certain, features)


def _same(some: tuple[str, ...], others: tuple[str, ...]) -> int:
    """Return how many words two names share, each as often as it comes in both."""
    first, second = set(some), set(others)
    if len(first) == len(some) or len(second) == len(others):
        return len(first & second)
    return sum((Counter(some) & Counter(others)).values())
