"""Writing: a copy of the current release, a change, what follows from it, rules, and the switch."""

import shutil
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from kzgraph.errors import DataError, InvalidDataError, PreconditionFailedError
from kzgraph.release.changes import Change
from kzgraph.release.content import make_manifest, write_names, write_statements
from kzgraph.release.home import Before, Home, Manifest, Release
from kzgraph.release.successor import follow
from kzgraph.store import EmbeddedStore, Store
from kzgraph.validation import report_turtle
from kzgraph.validation.readings import READINGS
from kzgraph.validation.rules import Rules


@dataclass(frozen=True)
class Conditions:
    """Under which a write is made: the release it must start from, and whether shapes must hold."""

    if_match: tuple[str, ...] | None = None
    validated: bool = True


@dataclass(frozen=True)
class Written:
    """What a write gave: the release before and after, and whether it made a graph."""

    before: str
    release: str
    created: bool


def write(
    home: Home, change: Change, rules: Rules, conditions: Conditions, before: Before | None = None
) -> Written:
    """Make a new release by a change of the current one, and switch to it.

    Two writers take turns, each whole. ``before`` is called with the release before it stands among
    the others: where it raises, nothing is left of it here. Raises ``PreconditionFailedError`` when
    another release is current than asked for, ``InvalidDataError`` with the report when a required
    shape fails, and what the change itself raises; then nothing has changed.
    """
    with home.writing(patient=True) as folder:
        current = home.current()
        if conditions.if_match is not None and not _matches(current.id, conditions.if_match):
            raise PreconditionFailedError(f"The current release is {current.id}.")
        with closing(copied(current, folder / "store")) as store:
            graphs = len(store.graphs())
            change.apply(store)
            if current.manifest.derived:
                manifest = _derived(current, store, folder, change, rules, conditions)
            else:
                manifest = make_manifest(store, None)
                write_names(store, folder, plain=True)
                write_statements(store, folder)
            created = len(store.graphs()) > graphs
        manifest.write(folder)
        if before is not None:
            before(Release(folder, manifest))
        home.publish(folder, manifest, by=change.name)
    return Written(current.id, manifest.release, created)


def _matches(release: str, tags: tuple[str, ...]) -> bool:
    """Tell whether a tag names a release: the whole hash, or one of our entity tags."""
    return any(tag == release or (tag[:16] == release[:16] and tag[16:17] == "-") for tag in tags)


def copied(current: Release, target: Path) -> Store:
    """Return a copy of the store of a release, to be changed."""
    with closing(current.open_store()) as source:
        source.snapshot(target)
    return EmbeddedStore.create(target)


def _derived(
    current: Release,
    store: Store,
    folder: Path,
    change: Change,
    rules: Rules,
    conditions: Conditions,
) -> Manifest:
    """Derive, validate and index what a change touches; return the manifest."""
    followed = follow(current, store, change, rules)
    if followed.problems:
        raise DataError(followed.problems)
    if conditions.validated and not followed.report.conforms:
        raise InvalidDataError(report_turtle(followed.report), len(followed.report.violations))
    (folder / "report.ttl").write_text(report_turtle(followed.report), encoding="utf-8")
    followed.write_indexes(folder)
    with suppress(FileNotFoundError):  # what is read of the rules is theirs, whatever the data
        shutil.copyfile(current.path / READINGS, folder / READINGS)
    return followed.manifest(rules)
