"""What validation by difference has to know of rules, each found out once.

rdflib finds it out, which takes longer to import than a small change takes to validate. What an
earlier process has found out is taken from a file (``readings``).
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from kzgraph.validation.made import Aimed, Reach, Reading

Files = tuple[Path, ...]

_READINGS: Final[dict[str, Reading | None]] = {}
_AIMED: Final[dict[Files, tuple[Aimed, ...] | None]] = {}
_REACH: Final[dict[Files, Reach]] = {}


def know_queries(readings: Mapping[str, Reading | None]) -> None:
    """Take readings of queries that were made before."""
    _READINGS.update(readings)


def know_shapes(files: Files, aimed: tuple[Aimed, ...] | None, reach: Reach) -> None:
    """Take what was made before of the shapes in some files."""
    _AIMED[files], _REACH[files] = aimed, reach


@lru_cache(maxsize=256)
def reading_of(query: str) -> Reading | None:
    """Return what a SELECT query reads; None where its patterns do not say what a change can bring."""
    if query in _READINGS:
        return _READINGS[query]
    from kzgraph.validation.patterns import read  # noqa: PLC0415

    return read(query)


@lru_cache(maxsize=4)
def aimed(files: Files) -> tuple[Aimed, ...] | None:
    """Return the shapes of some files, None where queries do not cover all of them.

    Nor do they where a shape reports on values of its focus nodes by itself.
    """
    if files in _AIMED:
        return _AIMED[files]
    from kzgraph.validation.aiming import aim  # noqa: PLC0415

    return aim(files)


@lru_cache(maxsize=4)
def reach_of(files: Files) -> Reach:
    """Return how far the shapes of some files look."""
    if files in _REACH:
        return _REACH[files]
    from kzgraph.validation.reach import find_reach  # noqa: PLC0415

    return find_reach(files)
