"""From one release to the next by a change: what follows from it, rules, indexes, the manifest."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from kzgraph import __version__
from kzgraph.errors import Problem
from kzgraph.release.changes import Change
from kzgraph.release.content import follow_names, name_release, renamed, write_names
from kzgraph.release.counts import count_after, count_all
from kzgraph.release.follow import Difference, Following
from kzgraph.release.home import Manifest, Release
from kzgraph.statements.build import build_statements
from kzgraph.statements.follow import follow_statements
from kzgraph.store import Store
from kzgraph.validation import Report, read_report
from kzgraph.validation.incremental import revalidate
from kzgraph.validation.rules import Rules
from kzgraph.validation.run import validate


@dataclass(frozen=True)
class Followed:
    """A changed store with all that follows, not yet indexed.

    ``problems`` are the claims from which nothing can follow, ``report`` is what the rules found.
    """

    before: Release
    following: Following
    difference: Difference
    report: Report

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with claims."""
        return self.difference.problems

    def write_indexes(self, folder: Path) -> None:
        """Write both indexes into the folder of the release."""
        self._write_names(folder)
        stores = (self.following.old, self.following.store)
        target = folder / "statements.sqlite"
        if self._same_version:
            before = self.before.path / "statements.sqlite"
            follow_statements(before, stores, self.difference.changed, target)
        else:
            build_statements(target, self.following.store)

    def manifest(self, rules: Rules) -> Manifest:
        """Return the manifest of the release."""
        following = self.following
        return name_release(self._counts(), following.digests, following.default, rules.digest())

    @property
    def _same_version(self) -> bool:
        return self.before.manifest.kzgraph == __version__

    def _counts(self) -> dict[str, int]:
        if not self._same_version:
            return count_all(self.following.store)
        stores = (self.following.old, self.following.store)
        return count_after(self.before.manifest.counts, stores, self.difference.changed)

    def _write_names(self, folder: Path) -> None:
        following = self.following
        things = renamed(following.store, self.difference.changed)
        if not self._same_version:
            write_names(following.store, folder)
        elif things:
            follow_names(self.before.path, (following.old, following.store), things, folder)
        else:
            shutil.copyfile(self.before.path / "names.sqlite", folder / "names.sqlite")


def follow(current: Release, store: Store, change: Change, rules: Rules) -> Followed:
    """Bring a copy of the store of a release up to date, to which the change was applied."""
    following = Following(current, store, change)
    difference = following.follow()
    return Followed(current, following, difference, _validated(current, store, rules, difference))


def _validated(current: Release, store: Store, rules: Rules, change: Difference) -> Report:
    if current.manifest.rules != rules.digest():
        return validate(store, rules)
    known = read_report(current.path / "report.ttl")
    return revalidate(store, rules, known, change.added, change.removed)
