"""Pulling a release from an origin: only its hash is trusted, and all that is answered follows from it.

The quads of the named graphs are brought over and hashed anew; the default graph, the indexes and the
report are made of them here, as a build makes them. What has another hash is thrown away.
"""

import fcntl
import gzip
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from kzgraph import __version__
from kzgraph.errors import BadRequestError, NotFoundError, ServiceError
from kzgraph.rdf import NamedNode, stream_dump
from kzgraph.release.content import FORMAT, make_manifest, write_names, write_statements
from kzgraph.release.home import Before, Home, Release
from kzgraph.release.origin import HASH, Offered, Origin
from kzgraph.store import EmbeddedStore, Store
from kzgraph.validation import report_turtle
from kzgraph.validation.rules import Rules
from kzgraph.validation.run import validate

_CHUNK: Final = 1 << 20

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Into:
    """Where pulled releases go: a home, rules to hold them to, and what is done before each switch."""

    home: Home
    rules: Rules
    before: Before | None = None


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
    if not _is_here(home, offered.release):
        packed = _downloaded(home, origin, offered.release, step)
        return _made(into, origin, offered, packed, step)
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


def _downloaded(home: Home, origin: Origin, release: str, step: Progress) -> Path:
    """Bring the dump into ``<home>/pulls``, one at a time; what is there of other releases goes."""
    step("download")
    folder = home.path / "pulls"
    folder.mkdir(parents=True, exist_ok=True)
    with (home.path / "pulls.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for path in folder.iterdir():
            if path.stem != release:
                path.unlink()
        packed = folder / f"{release}.gz"
        origin.download(release, packed)
    return packed


def _made(into: Into, origin: Origin, offered: Offered, packed: Path, step: Progress) -> Release:
    """Make a release of a dump, and switch to it if its content has the hash that is wanted."""
    home, rules = into.home, into.rules
    with home.writing(patient=True) as folder:
        store = EmbeddedStore.create(folder / "store")
        with closing(store):
            try:
                _load(store, packed, folder / "dump.nq", origin, derived=offered.derived, step=step)
            finally:
                packed.unlink(missing_ok=True)  # it is in the store now, or of no use
            step("hash")
            manifest = make_manifest(store, rules.digest() if offered.derived else None)
            if manifest.release != offered.release:
                raise ServiceError(_other(origin, offered.release, manifest.release))
            step("index")
            write_names(store, folder, plain=not offered.derived)
            write_statements(store, folder)
            if offered.derived:
                step("validate")
                report = report_turtle(validate(store, rules))
                (folder / "report.ttl").write_text(report, encoding="utf-8")
        manifest.write(folder)
        step("publish")
        return home.publish(folder, manifest, by="pull", before=into.before)


def _load(
    store: Store, packed: Path, plain: Path, origin: Origin, *, derived: bool, step: Progress
) -> None:
    """Load a dump. Where facts are derived the default graph follows from the others, and is made."""
    step("unpack")
    try:
        with gzip.open(packed) as source, plain.open("wb") as target:
            _copy(source, target, origin.bounds.max_bytes)
        step("load")
        quads = stream_dump(plain)
        store.load(q for q in quads if not derived or isinstance(q.graph_name, NamedNode))
    except (EOFError, zlib.error, gzip.BadGzipFile, SyntaxError) as exc:
        raise ServiceError(f"{origin.address} sends what is no dump: {exc}") from exc
    plain.unlink()
    if derived:
        store.fill_default_graph()


def _copy(source: gzip.GzipFile, target: BinaryIO, most: int) -> None:
    size = 0
    while chunk := source.read(_CHUNK):
        size += len(chunk)
        if size > most:
            raise ServiceError(f"The dump unpacks to more than {most} bytes; set a higher bound.")
        target.write(chunk)


def _other(origin: Origin, wanted: str, found: str) -> str:
    return (
        f"What {origin.address} sends for release {wanted} has the hash {found}; nothing was taken. "
        f"It was changed on the way, or made by another version or with other shapes than here "
        f"(kzgraph {__version__}, layout {FORMAT})."
    )
