"""Pulling a release that differs little from the current one: only the graphs that differ come over.

Each is held to its digest, of which the hash of the release was made. They take the place of those
here, and facts, the default graph, the report and the indexes follow, as after a write.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from kzgraph import __version__
from kzgraph.errors import BadRequestError, NoReleaseError, ServiceError
from kzgraph.rdf import NamedNode, Quad, RdfFormat, digest, parse_bytes
from kzgraph.release.changes import FOLLOWING, Replacement
from kzgraph.release.home import Home, Manifest, Release
from kzgraph.release.offered import Offered
from kzgraph.release.origin import Origin
from kzgraph.release.pulling import Into, Progress, require
from kzgraph.release.successor import follow
from kzgraph.release.write import copied
from kzgraph.validation import report_turtle
from kzgraph.validation.readings import READINGS, recall, write_readings
from kzgraph.validation.rules import Rules

_MOST: Final = 200
"""Graphs that differ; beyond that the whole is as quick."""

_MOST_BYTES: Final = 64 * 2**20
"""N-Triples of all graphs that are brought, since they are held in memory."""


def pull_difference(into: Into, origin: Origin, offered: Offered, step: Progress) -> Release | None:
    """Make an offered release of the current one, and switch to it; None where that is no way.

    Nothing has changed then. Raises what ``into.before`` raises.
    """
    current = _nearest(into.home)
    names = None if current is None else _different(current, offered, into.rules)
    if current is None or names is None:
        return None
    step(f"bring {len(names)} graphs")
    try:
        change = _brought(origin, offered, names)
        with into.home.writing(patient=True) as folder:
            step("follow")
            manifest = _followed(current, folder, change, into.rules)
            require(origin, offered, manifest.release)
            step("publish")
            return into.home.publish(folder, manifest, by="pull", before=into.before)
    except (ServiceError, BadRequestError) as exc:
        step(f"bring the whole, since: {exc}")
        return None


def _nearest(home: Home) -> Release | None:
    """Return the release from which the next one is likely to follow."""
    try:
        return home.current()
    except NoReleaseError:
        return None


def _different(current: Release, offered: Offered, rules: Rules) -> frozenset[str] | None:
    """Return the graphs to bring; None where they are too many, or what follows may be other there."""
    ours = current.manifest
    if not ours.kzgraph == offered.kzgraph == __version__:
        return None
    if not ours.rules == offered.rules == rules.digest():
        return None
    names = {*ours.graphs, *offered.graphs}.difference(FOLLOWING)
    found = {name for name in names if ours.graphs.get(name) != offered.graphs.get(name)}
    return frozenset(found) if len(found) <= _MOST else None


def _brought(origin: Origin, offered: Offered, names: frozenset[str]) -> Replacement:
    """Bring graphs over; those that are not offered go."""
    quads: set[Quad] = set()
    room = _MOST_BYTES
    for name in sorted(names.intersection(offered.graphs)):
        lines = origin.graph(offered.release, name, room)
        room -= len(lines)
        if digest(lines.splitlines(keepends=True)) != offered.graphs[name]:
            raise ServiceError(f"{origin.address} sends another graph {name} than it offered.")
        quads.update(_parsed(lines, name))
    return Replacement(names, frozenset(quads))


def _parsed(lines: bytes, name: str) -> Iterator[Quad]:
    try:
        graph = NamedNode(name)
        for triple in parse_bytes(lines, RdfFormat.N_TRIPLES, None):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
    except (SyntaxError, ValueError) as exc:
        raise ServiceError(f"The graph {name} does not parse: {exc}.") from exc


def _followed(current: Release, folder: Path, change: Replacement, rules: Rules) -> Manifest:
    """Write the release in which some graphs are what was brought; return what it came to be."""
    recall(rules, current.path / READINGS)
    with closing(copied(current, folder / "store")) as store:
        change.apply(store)
        followed = follow(current, store, change, rules)
        manifest = followed.manifest(rules)
        (folder / "report.ttl").write_text(report_turtle(followed.report), encoding="utf-8")
        followed.write_indexes(folder)
    manifest.write(folder)
    write_readings(rules, folder / READINGS)
    return manifest
