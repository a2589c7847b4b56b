"""The releases that are kept: listed, found, dated."""

from kzgraph.errors import BadRequestError, NotFoundError, PrunedReleaseError
from kzgraph.model import Page, Part
from kzgraph.model.releases import ReleaseSummary
from kzgraph.read import cursor as cursors
from kzgraph.release import journal
from kzgraph.release.home import Home, Release

_SHORTEST_PREFIX = 6


def find(home: Home, name: str) -> Release:
    """Return a release by the first six digits of its hash or more, or the one that is ``current``.

    Raises ``NotFoundError``, and ``PrunedReleaseError`` for one that the journal knows.
    """
    try:
        return home.find(name)
    except NotFoundError:
        known = {e.release: e.at for e in journal.read(home.path) if e.release.startswith(name)}
        if len(name) < _SHORTEST_PREFIX or len(known) != 1:
            raise
        ((release, at),) = known.items()
        if (home.releases / release).is_dir():
            raise
        raise PrunedReleaseError(release, at) from None


def released_on(home: Home, release: str) -> str | None:
    """Return the day (UTC) on which a release first became current, or None where nobody knows."""
    days = (entry.at[:10] for entry in journal.read(home.path) if entry.release == release)
    return next(days, None)


def list_releases(home: Home, part: Part) -> Page[ReleaseSummary]:
    """Return the releases that are kept: the current one, then the one before it, and so on.

    Raises ``BadRequestError`` for a cursor of another list, or when its release was removed.
    """
    entries = latest_entries(home)
    order = {release: number for number, release in enumerate(entries)}
    current = home.current().id
    names = sorted(path.name for path in home.releases.glob("*"))
    names.sort(key=lambda name: (name != current, order.get(name, len(order))))
    start = _after(names, cursors.decode(part.cursor, "releases"))
    shown = names[start : start + part.limit]
    more = start + part.limit < len(names)
    following = cursors.encode(shown[-1], "releases") if more else None
    items = tuple(_summary(home, name, entries.get(name), current) for name in shown)
    return Page(items, len(names), following)


def state(home: Home) -> str:
    """Return a text that differs when a release was made current, added or removed."""
    paths = (home.path / "journal.ndjson", home.releases)
    return " ".join(str(path.stat().st_mtime_ns) for path in paths if path.exists())


def latest_entries(home: Home) -> dict[str, journal.Entry]:
    """Return the last entry of the journal for each release, the newest first."""
    entries: dict[str, journal.Entry] = {}
    for entry in reversed(journal.read(home.path)):
        entries.setdefault(entry.release, entry)
    return entries


def _after(names: list[str], last: str) -> int:
    if not last:
        return 0
    if last not in names:
        raise BadRequestError("The release at which this page begins was removed; begin anew.")
    return names.index(last) + 1


def _summary(home: Home, name: str, entry: journal.Entry | None, current: str) -> ReleaseSummary:
    manifest = home.find(name).manifest
    at, by = (entry.at, entry.by) if entry else (None, None)
    derived, counts = manifest.derived, manifest.counts
    return ReleaseSummary(name, name == current, at, by, manifest.kzgraph, derived, counts)
