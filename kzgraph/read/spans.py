"""Runs of days: those that several times cover together, and the days between them."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from kzgraph.dates import Interval
from kzgraph.model import Period

_DAY = timedelta(days=1)


def joined(times: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the runs of days that some times cover; times that touch make one run."""
    runs: list[Interval] = []
    for time in sorted(times):
        if runs and (time.first - runs[-1].last).days <= 1:
            runs[-1] = Interval(runs[-1].first, max(runs[-1].last, time.last))
        else:
            runs.append(time)
    return tuple(runs)


def between(times: Iterable[Interval]) -> tuple[Period, ...]:
    """Return the days between the first and the last of some times that none of them covers."""
    return tuple(
        Period((earlier.last + _DAY).isoformat(), (later.first - _DAY).isoformat())
        for earlier, later in pairwise(joined(times))
    )


def meet(some: Iterable[Interval], others: Iterable[Interval]) -> bool:
    """Tell whether one of some times shares a day with one of others."""
    rest = tuple(others)
    return any(one.overlaps(other) for one in some for other in rest)
