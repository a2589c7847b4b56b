"""What each way of pulling a release needs: where it goes, whose turn it is, what its hash must be."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from kzgraph import __version__
from kzgraph.errors import ServiceError
from kzgraph.release.content import FORMAT
from kzgraph.release.home import Before, Home
from kzgraph.release.offered import Offered
from kzgraph.release.origin import Origin
from kzgraph.validation.rules import Rules

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Into:
    """Where pulled releases go: a home, rules to hold them to, and what is done before each switch."""

    home: Home
    rules: Rules
    before: Before | None = None


def require(origin: Origin, offered: Offered, found: str) -> None:
    """Raise ``ServiceError`` where what an origin says or sends has another hash than it offered."""
    if found != offered.release:
        raise ServiceError(
            f"What {origin.address} sends for release {offered.release} has the hash {found}; "
            "nothing was taken. It was changed on the way, or made by another version or with "
            f"other shapes than here (kzgraph {__version__}, layout {FORMAT})."
        )


@contextmanager
def one_at_a_time(home: Home) -> Iterator[None]:
    """Wait until no other process pulls into a home; what it keeps under way is nobody else's then."""
    home.path.mkdir(parents=True, exist_ok=True)
    with (home.path / "pulls.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
