"""The remote store that the settings name, and the releases of a home that are in it."""

from contextlib import closing
from dataclasses import replace
from functools import lru_cache, partial
from typing import Final, Self

from kzgraph.engine import EngineLimits
from kzgraph.engine.remote import RemoteEngine
from kzgraph.errors import (
    ConfigurationError,
    NotFoundError,
    QueryTimeoutError,
    StoreUnavailableError,
)
from kzgraph.release import journal
from kzgraph.release.earlier import Earlier
from kzgraph.release.home import Home, Release
from kzgraph.release.push import Progress, Push
from kzgraph.release.pushed import Pushed, folder_of
from kzgraph.settings import Settings
from kzgraph.store import Store
from kzgraph.store.availability import Availability
from kzgraph.store.fallback import FallbackStore
from kzgraph.store.remote import Endpoint, RemoteStore

_KEPT: Final = 4
"""Releases to which connections for queries stay open."""

_ANY: Final = "ASK { ?subject ?property ?object }"


def _silent(_step: str) -> None:
    """Tell nobody."""


class Remote:
    """Where the releases of a home are brought to, and read from."""

    def __init__(self, home: Home, endpoint: Endpoint) -> None:
        self.home, self.endpoint = home, endpoint
        self.availability = Availability()
        self._kept = lru_cache(_KEPT)(self.place)

    @classmethod
    def of(cls, settings: Settings, home: Home) -> Self | None:
        """Return the store of the settings, or None where it is embedded.

        Raises ``ConfigurationError``.
        """
        endpoint = Endpoint.of(settings)
        return None if endpoint is None else cls(home, endpoint)

    def place(self, release: str) -> RemoteStore:
        """Open the place of a release, whether it is there or not."""
        return RemoteStore.of_release(self.endpoint, release)

    def engine(self, limits: EngineLimits) -> RemoteEngine:
        """Return an engine that evaluates queries over the releases that are there."""
        return RemoteEngine(limits, lambda path: self._kept(path.parent.name), self.availability)

    def note(self, release: str) -> Pushed:
        """Return how far a release has come. Raises ``StoreError``."""
        return Pushed.of(self.home.path, self.endpoint.query, release)

    def greet(self) -> None:
        """Raise ``StoreUnavailableError`` where the store does not answer."""
        with closing(self.place(self.home.current().id)) as place:
            place.ask(_ANY)

    def push(self, release: Release, progress: Progress = _silent) -> None:
        """Bring a release to its place and verify it; nothing is done for one that was.

        Raises ``StoreUnavailableError`` and ``StoreError``; the next push goes on then.
        """
        note = self.note(release.id)
        with closing(self.place(release.id)) as place:
            if note.verified is not None and not self._is_there(place, release):
                note.doubt()
            if note.verified is None:
                Push(release, place, note, self._earlier(place, release), progress).run()

    def check(self, release: Release, progress: Progress = _silent) -> None:
        """Look at every graph of a release anew, and bring what is not as it should be."""
        self.note(release.id).doubt()
        self.push(release, progress)

    def require(self, release: Release) -> None:
        """Raise ``ConfigurationError`` where a release was not brought here and verified."""
        if self.note(release.id).verified is None:
            raise self._missing(release)

    def reading(self, release: Release, seconds: float) -> FallbackStore:
        """Open a release to read from: here while that place does not answer, if it was kept here.

        ``seconds`` is what one request may take. Raises ``ConfigurationError`` where the release is
        not there.
        """
        self.require(release)
        endpoint = replace(self.endpoint, seconds=min(seconds, self.endpoint.seconds))
        place = RemoteStore.of_release(endpoint, release.id)
        self._require_content(place, release)
        local = release.open_store() if release.store_path.is_dir() else None
        return FallbackStore(place, local, self.availability)

    def releases(self) -> list[str]:
        """Return the releases of which anything was brought."""
        folder = folder_of(self.home.path, self.endpoint.query)
        return sorted(path.stem for path in folder.glob("*.ndjson"))

    def drop(self, name: str) -> str:
        """Remove from the store the release whose hash begins with ``name``; return its hash.

        Raises ``NotFoundError``, and ``ConfigurationError`` for the current one.
        """
        known = [release for release in self.releases() if release.startswith(name)]
        if len(known) != 1:
            raise NotFoundError("release in the store", name)
        if self.home.current().id == known[0]:
            raise ConfigurationError(f"Release {known[0][:16]} is current: it is read from there.")
        note = self.note(known[0])
        note.doubt()
        with closing(self.place(known[0])) as place:
            for graph in (*place.graphs(), None):
                place.drop(graph)
        note.remove()
        return known[0]

    def _require_content(self, place: Store, release: Release) -> None:
        """Raise ``ConfigurationError`` where a release that was verified is there no more."""
        try:
            there = self._is_there(place, release)
        except (StoreUnavailableError, QueryTimeoutError) as exc:
            self.availability.note_fault(exc)
        else:
            if not there:
                raise self._missing(release)

    def _missing(self, release: Release) -> ConfigurationError:
        name = release.id[:16]
        return ConfigurationError(
            f"Release {name} is not in the store at {self.endpoint.query}. "
            f"Run `kzgraph release push {name}` first."
        )

    def _is_there(self, place: Store, release: Release) -> bool:
        """Tell whether a release that was verified is there still, by the look of it."""
        return not release.manifest.graphs or place.ask(_ANY)

    def _earlier(self, place: RemoteStore, release: Release) -> Earlier | None:
        """Return the release that was current last of those that are there and here."""
        if self.endpoint.parted:
            return None
        for entry in reversed(journal.read(self.home.path)):
            stands = self.home.releases / entry.release
            if entry.release == release.id or not stands.is_dir():
                continue
            if self.note(entry.release).verified is not None:
                found = self.home.find(entry.release)
                return Earlier(found, partial(place.copy, entry.release))
        return None
