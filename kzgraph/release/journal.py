"""The journal of a home: which release became current when, and by what."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from kzgraph.errors import StoreError
from kzgraph.release.durable import append_line


@dataclass(frozen=True)
class Entry:
    """One switch: when (UTC, ISO 8601), to which release, from which, and by what."""

    at: str
    release: str
    previous: str | None
    by: str


def record(home: Path, release: str, previous: str | None, by: str) -> None:
    """Append a switch that has happened."""
    entry = Entry(datetime.now(UTC).isoformat(timespec="seconds"), release, previous, by)
    append_line(home / "journal.ndjson", json.dumps(asdict(entry)))


def read(home: Path) -> list[Entry]:
    """Return all switches, oldest first. Raises ``StoreError`` when a line cannot be read."""
    path = home / "journal.ndjson"
    lines = path.read_bytes().splitlines(keepends=True) if path.is_file() else []
    return list(_entries(lines, path))


def times_of(home: Path, release: str) -> tuple[str, str] | None:
    """Return when a release first and last became current, where the journal tells.

    Raises ``StoreError`` when a line of it cannot be read.
    """
    path = home / "journal.ndjson"
    return _times_of(home, release, path.stat().st_size) if path.is_file() else None


@lru_cache(maxsize=8)
def _times_of(home: Path, release: str, _size: int) -> tuple[str, str] | None:
    """Read the journal once for each length that it has: it only grows."""
    times = [entry.at for entry in read(home) if entry.release == release]
    return (times[0], times[-1]) if times else None


def _entries(lines: Iterable[bytes], path: Path) -> Iterable[Entry]:
    for number, line in enumerate(lines, start=1):
        if not line.endswith(b"\n"):  # a kill or a full disk may have left half a line
            return
        try:
            yield Entry(**json.loads(line))
        except (ValueError, TypeError) as exc:
            raise StoreError(f"{path}:{number} cannot be read: {exc}") from exc
