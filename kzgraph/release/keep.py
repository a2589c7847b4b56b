"""Keeping releases: list them, compare two, go back to one, remove old ones."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from kzgraph.errors import NotFoundError
from kzgraph.release import journal
from kzgraph.release.home import Before, Home, Release
from kzgraph.release.listing import latest_entries


@dataclass(frozen=True)
class Listed:
    """A release in the list: when it last became current and by what, if that is known."""

    release: Release
    at: str | None
    by: str | None
    current: bool


@dataclass(frozen=True)
class GraphDifference:
    """How a graph differs between two releases: N-Triples lines gained and lost."""

    graph: str
    added: tuple[str, ...]
    removed: tuple[str, ...]


def listed(home: Home) -> list[Listed]:
    """Return all releases, the one that became current last first."""
    latest = latest_entries(home)
    current = home.current().id
    found = [home.find(path.name) for path in home.releases.glob("*")]
    rows = [
        Listed(
            release,
            latest[release.id].at if release.id in latest else None,
            latest[release.id].by if release.id in latest else None,
            release.id == current,
        )
        for release in found
    ]
    order = {release: number for number, release in enumerate(latest)}
    return sorted(rows, key=lambda row: (not row.current, order.get(row.release.id, len(order))))


def difference(old: Release, new: Release) -> Iterator[GraphDifference]:
    """Compare two releases graph by graph; only graphs whose digests differ are read."""
    then, now = old.manifest.graphs, new.manifest.graphs
    with closing(old.open_store()) as old_store, closing(new.open_store()) as new_store:
        for graph in sorted({*then, *now}):
            if then.get(graph) == now.get(graph):
                continue
            name = None if graph == "default" else graph
            before, after = set(old_store.lines(name)), set(new_store.lines(name))
            yield GraphDifference(graph, _text(after - before), _text(before - after))


def _text(lines: set[bytes]) -> tuple[str, ...]:
    return tuple(line.decode("utf-8").rstrip("\n") for line in sorted(lines))


def rollback(home: Home, name: str | None, before: Before | None = None) -> Release:
    """Make an earlier release current: the named one, or the one before the current one.

    ``before`` is called with it first. Raises ``NotFoundError`` when there is none.
    """
    with home.writing():
        target = home.find(name) if name else _previous(home)
        if before is not None:
            before(target)
        home.switch(target.id, by="rollback")
        return target


def _previous(home: Home) -> Release:
    current = home.current().id
    for entry in reversed(journal.read(home.path)):
        if entry.release == current and entry.previous:
            return home.find(entry.previous)
    raise NotFoundError("release", f"before {current[:12]}")


def prune(home: Home, keep: int) -> list[str]:
    """Remove all but the current release and the ``keep`` that were current last; return their ids.

    A service that still answers from a removed one goes on: its files stay open until it lets go.
    """
    with home.writing() as folder:
        gone = [row.release for row in listed(home)[1 + keep :]]
        for release in gone:
            # Renamed first, so that a kill never leaves half a release under its name.
            shutil.rmtree(release.path.rename(folder / release.id))
        return [release.id for release in gone]
