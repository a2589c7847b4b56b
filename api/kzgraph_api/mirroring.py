"""The process that follows an origin, beside the service: a pull is no work for who answers requests."""

import logging
import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from threading import Event, Thread
from typing import Final

from kzgraph import bundle
from kzgraph.errors import ConfigurationError
from kzgraph.settings import Settings
from kzgraph_api import logs

_PAUSE: Final = 1.0
"""Seconds before the process is started again when it ended."""

_CONTEXT: Final = multiprocessing.get_context("forkserver")
_log = logging.getLogger("kzgraph_api")


@contextmanager
def following(settings: Settings) -> Iterator[None]:
    """Follow the origin of the settings meanwhile; nothing where there is none.

    Raises ``ConfigurationError`` where clients may write as well: the next pull would hide it.
    """
    if not settings.mirror:
        yield
        return
    if settings.write_tokens:
        raise ConfigurationError("A mirror takes no writes: unset KZGRAPH_WRITE_TOKENS.")
    keeper = _Keeper(settings)
    try:
        yield
    finally:
        keeper.close()


class _Keeper:
    """Keeps the process alive, and ends it: a pull under way is lost, and goes on the next time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._closed = Event()
        self._thread = Thread(target=self._keep, name="mirror", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closed.set()
        self._thread.join()

    def _keep(self) -> None:
        while not self._closed.is_set():
            ours, theirs = _CONTEXT.Pipe(duplex=False)
            process = _CONTEXT.Process(target=_follow, args=(self._settings, ours), daemon=True)
            process.start()
            ours.close()
            while process.is_alive() and not self._closed.wait(_PAUSE):
                pass
            theirs.close()
            process.kill()
            process.join()
            if not self._closed.wait(_PAUSE):
                _log.error("The process that follows %s ended.", self._settings.mirror)


def _follow(settings: Settings, end: Connection) -> None:
    """Follow until the other end is closed, as it is when the service has ended, however it did."""
    from kzgraph.release.home import Home  # noqa: PLC0415  # for this process alone
    from kzgraph.release.mirror import follow  # noqa: PLC0415
    from kzgraph.release.origin import Origin  # noqa: PLC0415
    from kzgraph.release.pull import Into  # noqa: PLC0415
    from kzgraph.release.remote import Remote  # noqa: PLC0415
    from kzgraph.release.transfers import Bounds  # noqa: PLC0415
    from kzgraph.validation.rules import Rules  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the service, which ends this one
    logs.configure(settings.log_level)
    home = Home(settings.home.absolute())
    origin = Origin(settings.mirror, Bounds(settings.mirror_max_bytes))
    rules = Rules.read(bundle.root() / "shapes")
    remote = Remote.of(settings, home)
    into = Into(home, rules, remote.push if remote else None)
    follow(into, origin, lambda: end.poll(settings.mirror_seconds))
