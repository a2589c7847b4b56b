"""What a running service holds: one release, open for reading, and the engine over it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property

from kzgraph.engine import Engine, EngineLimits
from kzgraph.names import NameIndex
from kzgraph.release import Home, Release
from kzgraph.settings import Settings
from kzgraph.sparql import Limits
from kzgraph.store import Store


@dataclass(frozen=True)
class Service:
    """The open release; every request of one process sees the same one."""

    settings: Settings
    release: Release
    store: Store
    names: NameIndex
    engine: Engine

    @cached_property
    def limits(self) -> Limits:
        """How large a query may be."""
        return Limits.of(self.settings)


@contextmanager
def opened(settings: Settings) -> Iterator[Service]:
    """Open the current release and start the engine; close both at the end.

    Raises ``NoReleaseError`` when none was built, and ``StoreError`` when it cannot be read.
    """
    release = Home(settings.home).current()
    with (
        closing(release.open_store()) as store,
        release.open_names() as names,
        Engine(release.store_path, EngineLimits.of(settings)) as engine,
    ):
        yield Service(settings, release, store, names, engine)
