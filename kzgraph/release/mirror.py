"""Following an origin: whatever is current there becomes current here, once it is verified.

One process does so for a home, whichever takes the lock first. What it last saw stands in
``<home>/mirror.json``, for every process to tell.
"""

import fcntl
import logging
from collections.abc import Callable
from datetime import UTC, datetime

from kzgraph.errors import KzgraphError, NoReleaseError, StoreError
from kzgraph.release.followed import Followed
from kzgraph.release.home import Home
from kzgraph.release.origin import Origin
from kzgraph.release.pull import Into, take

_log = logging.getLogger(__name__)


def follow(into: Into, origin: Origin, wait: Callable[[], bool]) -> None:
    """Follow an origin until ``wait``, called between two looks, returns True.

    What fails is logged and tried again the next time; the release that is current goes on.
    """
    home = into.home
    home.path.mkdir(parents=True, exist_ok=True)
    with (home.path / "mirror.lock").open("w") as lock:
        while not _mine(lock.fileno()):
            if wait():
                return
        while True:
            _look(into, origin)
            if wait():
                return


def _look(into: Into, origin: Origin) -> None:
    home, fault = into.home, None
    try:
        offered = origin.offered()
        if offered is not None and offered.release != _current(home):
            _log.info("%s offers release %s.", origin.address, offered.release)
            take(into, origin, offered, _log.debug)
    except (KzgraphError, OSError) as exc:
        origin.forget()
        fault = str(exc)
        _log.warning("The origin is not followed: %s", exc)
    _note(home, origin.address, fault)


def _note(home: Home, address: str, fault: str | None) -> None:
    """Write down what was seen; neither an old note that is broken nor a full disk ends the following."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        before = Followed.read(home.path)
    except StoreError as exc:
        _log.warning("It is written anew: %s", exc)
        before = None
    agreed = now if fault is None else before.agreed if before else None
    try:
        Followed(address, now, agreed, fault).write(home.path)
    except OSError as exc:
        _log.warning("What was seen of %s cannot be written down: %s", address, exc)


def _current(home: Home) -> str | None:
    try:
        return home.current().id
    except NoReleaseError:
        return None


def _mine(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
