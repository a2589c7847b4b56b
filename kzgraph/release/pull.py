"""Pulling a release from an origin: only its hash is trusted, and all that is answered follows from it.

What differs from the current release is brought over, or the whole. Facts or at least the default
graph, the indexes and the report are made of it here. What has another hash is thrown away.
"""

from kzgraph.errors import BadRequestError, NotFoundError, ServiceError
from kzgraph.release.content import hash_of
from kzgraph.release.home import Home, Release
from kzgraph.release.offered import HASH, Offered
from kzgraph.release.origin import Origin
from kzgraph.release.pull_difference import pull_difference
from kzgraph.release.pull_whole import pull_whole
from kzgraph.release.pulling import Into, Progress, one_at_a_time, require

__all__ = ["Into", "pull", "take"]


def pull(into: Into, origin: Origin, release: str | None, step: Progress) -> Release:
    """Make a release of an origin the current one: that of a hash, or the one that is current there.

    ``step`` is called with the name of each step. A release that is here already is only switched to.
    Raises ``BadRequestError`` for what is no hash, ``ServiceError`` when the origin fails or what it
    sends is not that release, and what ``before`` raises; then nothing has changed, but that a
    transfer that was cut can go on.
    """
    if release is not None and not HASH.fullmatch(release):
        raise BadRequestError(f"{release!r} is no hash of a release: 64 hexadecimal digits.")
    origin.forget()
    offered = origin.offered(release or "current")
    if offered is None or offered.release != (release or offered.release):
        raise ServiceError(f"{origin.address} offers another release than it was asked for.")
    return take(into, origin, offered, step)


def take(into: Into, origin: Origin, offered: Offered, step: Progress) -> Release:
    """Make an offered release the current one, as ``pull`` does."""
    home = into.home
    with one_at_a_time(home):
        if not _is_here(home, offered.release):
            require(origin, offered, hash_of(offered.graphs, offered.rules))
            made = pull_difference(into, origin, offered, step)
            return made or pull_whole(into, origin, offered, step)
        with home.writing(patient=True):
            if into.before is not None:
                into.before(home.find(offered.release))
            home.switch(offered.release, by="pull")
        return home.current()


def _is_here(home: Home, release: str) -> bool:
    try:
        return home.find(release).id == release
    except NotFoundError:
        return False
