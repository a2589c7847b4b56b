"""Times between stages, from dates of partial precision."""

from collections.abc import Iterable

from kzgraph.dates import Interval, from_text
from kzgraph.model.stages import Lag


def days_of(written: str) -> Interval | None:
    """Return the days on which a stage may have been reached, from a time as claims write it.

    Of a time without an end that is its beginning; None where the beginning is open.
    """
    first, _, last = written.partition("/")
    if first == "..":
        return None
    begun = from_text(first)
    if last in ("", ".."):
        return begun
    return Interval(begun.first, from_text(last).last)


def readings(dates: Iterable[str]) -> tuple[str, ...]:
    """Return the dates that hold no other of them, each once, the earliest first."""
    told = {date: days for date in dates if (days := days_of(date)) is not None}
    return tuple(
        date
        for date, days in sorted(told.items(), key=lambda one: (one[1], one[0]))
        if not any(days != other and days.contains(other) for other in told.values())
    )


def lag(after: str, earlier: Iterable[str], later: Iterable[str]) -> Lag | None:
    """Return the least and the most days from one stage, ``after``, to another.

    Of several dates each may be the right one. None where one of the two has no date.
    """
    before, since = _hull(earlier), _hull(later)
    if before is None or since is None:
        return None
    return Lag(after, (since.first - before.last).days, (since.last - before.first).days)


def _hull(dates: Iterable[str]) -> Interval | None:
    told = [days for date in dates if (days := days_of(date)) is not None]
    if not told:
        return None
    return Interval(min(days.first for days in told), max(days.last for days in told))
