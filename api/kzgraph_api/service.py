"""What a running service holds: the current release, open for reading, and the engine."""

import ctypes
import gc
import logging
import os
import time
import weakref
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock, Thread
from typing import TYPE_CHECKING, Final

from kzgraph import bundle
from kzgraph.engine import Engine, EngineLimits, warm_up
from kzgraph.errors import KzgraphError
from kzgraph.read import judgements
from kzgraph.read.graph import Graph
from kzgraph.reconciliation import Catalogue
from kzgraph.relay import Relay
from kzgraph.release import Home, Release, plain, since
from kzgraph.release.writer import Writer
from kzgraph.settings import Settings, listed_hosts, mirrors, write_hashes
from kzgraph.sparql import Limits
from kzgraph.store import Store
from kzgraph_api.answers import Cache, Flights
from kzgraph_api.documents import Documents

if TYPE_CHECKING:
    from kzgraph.release.remote import Remote

_RETRY: Final = 1.0
"""Seconds after which a release that could not be opened is tried again."""

_SOONER: Final = 0.9
"""The part of a query's deadline that an endpoint behind SERVICE has, so that its failure is told."""

_log = logging.getLogger("kzgraph_api")


@dataclass(frozen=True)
class OpenRelease:
    """A release that requests read from; it is closed when nobody refers to it any more."""

    release: Release
    graph: Graph
    documents: Documents = field(default_factory=Documents, compare=False)

    @property
    def id(self) -> str:
        """The hash of the content."""
        return self.release.id

    @property
    def store(self) -> Store:
        """The store of the release."""
        return self.graph.store

    @cached_property
    def catalogue(self) -> Catalogue:
        """What there is to reconcile with; it is made when it is first asked for."""
        return Catalogue(self.graph)


class Service:
    """The settings, the engine, and whichever release is current."""

    def __init__(
        self,
        settings: Settings,
        engine: Engine,
        writer: Writer | None,
        relay: Relay | None,
        remote: "Remote | None" = None,
    ) -> None:
        """Open the current release. Raises ``NoReleaseError`` and ``StoreError``.

        Where there is a ``remote`` store, triples are read from there.
        """
        self.settings = settings
        self.limits = Limits.of(settings)
        self.engine = engine
        self.cache = Cache(settings.cache_bytes)
        self.flights = Flights()
        self.writer = writer
        self.relay = relay
        self.remote = remote
        self._home = Home(settings.home)
        self._link = str(self._home.path / "current")
        self._lock = Lock()
        self._retry_at = 0.0
        self._open = self._opened(self._home.current())
        self._open.graph.warm()
        self._name = self._open.release.path.name

    def current(self) -> OpenRelease:
        """Return the release that is current now, opened if it has changed.

        Ask once a request and keep it to the end. A release that cannot be opened is logged, and
        the one before goes on.
        """
        try:
            changed = not os.readlink(self._link).endswith(self._name)  # noqa: PTH115  # 1 µs, not 5
        except OSError:
            changed = True
        if changed:
            self._change()
        return self._open

    @property
    def store_fault(self) -> str | None:
        """What is wrong with the remote store, so that others answer for it; None if nothing."""
        return self.remote.availability.fault if self.remote else None

    def _opened(self, release: Release) -> OpenRelease:
        """Open a release. Raises ``StoreError``, ``ConfigurationError`` if it is not in the store."""
        seconds = self.settings.deadline
        graph = release.open_graph(self.remote.reading(release, seconds) if self.remote else None)
        opened = OpenRelease(release, graph)
        weakref.finalize(opened, graph.close)
        return opened

    def prepare(self) -> None:
        """Make what lists and changes are answered from, beside the first requests."""
        with suppress(KzgraphError):  # another release has taken its place meanwhile
            self._open.graph.warm()
            judgements.prepare(self._open.graph)
            since.prepare(self._home)

    def _follow(self) -> None:
        """Be ready for a release that is current now, and give back what the one before held."""
        self.prepare()
        gc.collect()  # a page that was made of it refers to itself, and holds it until then
        _trim()

    def _change(self) -> None:
        with self._lock:
            if time.monotonic() < self._retry_at:
                return
            try:
                release = self._home.current()
                if release.path.name == self._name:
                    return
                self._open, self._name = self._opened(release), release.path.name
                Thread(target=self._follow, name="warm", daemon=True).start()
            except KzgraphError as exc:
                self._retry_at = time.monotonic() + _RETRY
                _log.error("The current release cannot be opened: %s", exc)
            else:
                _log.info("The release is now %s.", self._open.id)


def _trim() -> None:
    """Give memory back to the system that was freed here and there; glibc alone keeps so much."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


@contextmanager
def opened(settings: Settings) -> Iterator[Service]:
    """Open the current release and start the engine; close both at the end.

    Raises ``NoReleaseError`` when none was built, ``StoreError`` when it cannot be read, and
    ``ConfigurationError`` when it is not of the kind that ``KZGRAPH_DERIVE`` asks for.
    """
    home = Home(settings.home)
    plain.opened(home, settings.derive)
    warm_up()
    with ExitStack() as parts:
        remote = _remote(settings, home)
        engine = parts.enter_context(_engine(settings, remote))
        writer = parts.enter_context(_writer(settings, remote)) if write_hashes(settings) else None
        relay = parts.enter_context(_relay(settings)) if listed_hosts(settings) else None
        yield Service(settings, engine, writer, relay, remote)


def _remote(settings: Settings, home: Home) -> "Remote | None":
    if not settings.store:
        return None
    from kzgraph.release.remote import Remote  # noqa: PLC0415  # a start should not wait for HTTP

    return Remote.of(settings, home)


def _engine(settings: Settings, remote: "Remote | None") -> Engine:
    limits = EngineLimits.of(settings)
    return Engine(limits) if remote is None else remote.engine(limits)


def _relay(settings: Settings) -> Relay:
    return Relay(
        listed_hosts(settings),
        seconds=settings.deadline * _SOONER,
        max_bytes=settings.max_result_bytes,
        mirrors=mirrors(settings),
    )


def _writer(settings: Settings, remote: "Remote | None") -> Writer:
    rules = bundle.root() / "shapes"
    home = settings.home.absolute()
    return Writer(
        home,
        rules,
        deadline=settings.write_deadline,
        memory=settings.memory,
        endpoint=remote.endpoint if remote else None,
    )
