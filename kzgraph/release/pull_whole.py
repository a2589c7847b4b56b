"""Pulling a whole release: all named graphs come over packed, and each is hashed anew.

The default graph, the indexes and the report are made of them here, as a build makes them.
"""

import gzip
import zlib
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, Final

from kzgraph.errors import ServiceError, StoreError
from kzgraph.rdf import NamedNode, stream_dump
from kzgraph.release.content import make_manifest, write_names, write_statements
from kzgraph.release.home import Home, Release
from kzgraph.release.offered import Offered
from kzgraph.release.origin import Origin
from kzgraph.release.pulling import Into, Progress, require
from kzgraph.store import EmbeddedStore, Store
from kzgraph.validation import report_turtle
from kzgraph.validation.run import validate

_CHUNK: Final = 1 << 20


def pull_whole(into: Into, origin: Origin, offered: Offered, step: Progress) -> Release:
    """Make a release of its dump, and switch to it if its content has the hash that is wanted."""
    home, rules = into.home, into.rules
    packed = _downloaded(home, origin, offered.release, step)
    with home.writing(patient=True) as folder:
        store = EmbeddedStore.create(folder / "store")
        with closing(store):
            try:
                _load(store, packed, folder / "dump.nq", origin, derived=offered.derived, step=step)
            finally:
                packed.unlink(missing_ok=True)  # it is in the store now, or of no use
            step("hash")
            manifest = make_manifest(store, rules.digest() if offered.derived else None)
            require(origin, offered, manifest.release)
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


def _downloaded(home: Home, origin: Origin, release: str, step: Progress) -> Path:
    """Bring the dump into ``<home>/pulls``, where what is there of other releases goes.

    Raises ``StoreError`` where it cannot be kept there.
    """
    step("download")
    folder = home.path / "pulls"
    packed = folder / f"{release}.gz"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.iterdir():
            if path.stem != release:
                path.unlink()
        origin.download(release, packed)
    except OSError as exc:
        raise StoreError(f"The transfer cannot be kept in {folder}: {exc}") from exc
    return packed


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
