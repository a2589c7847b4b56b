"""Files for an engine's own bulk loader: the graphs of a release under the names that they have there.

What the loader brought is then verified by a push, which sends nothing that is there already.
"""

import gzip
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, count, islice
from pathlib import Path
from typing import Final

from kzgraph.errors import KzgraphError
from kzgraph.rdf import NamedNode, Quad
from kzgraph.release.home import Release
from kzgraph.store.remote import Endpoint, Place, RemoteStore

LINES: Final = 5_000_000
"""Quads of one file, so that a loader can read several at the same time."""

_ISQL: Final = """\
-- Run this with isql as dba, in a server that may read this folder (DirsAllowed). To read several
-- files at the same time, run rdf_loader_run() in as many sessions.
-- A file of the same name that was loaded before would be passed over.
DELETE FROM DB.DBA.load_list WHERE starts_with(ll_file, '{folder}/kzgraph-');
ld_dir('{folder}', 'kzgraph-*.nq.gz', '{default}');
rdf_loader_run();
checkpoint;
-- Each file is told here: with state 2 and no error, it was loaded.
SELECT ll_file, ll_state, ll_error FROM DB.DBA.load_list
    WHERE starts_with(ll_file, '{folder}/kzgraph-');
"""


def write_files(release: Release, endpoint: Endpoint, folder: Path) -> str:
    """Write ``kzgraph-1.nq.gz`` and so on, and for Virtuoso ``load.sql``; return what to do next.

    Raises ``KzgraphError`` where the folder is not empty, or cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise KzgraphError(f"{folder} is not empty: its files would be loaded as well.")
        with closing(RemoteStore.of_release(endpoint, release.id)) as store:
            place = store.place
        written = _write_quads(release, place, folder)
        if endpoint.kind == "virtuoso":
            name = str(folder.absolute()).replace("'", "''")
            text = _ISQL.format(folder=name, default=place.default)
            (folder / "load.sql").write_text(text, encoding="utf-8")
    except OSError as exc:
        raise KzgraphError(f"{folder} cannot be written to: {exc}") from exc
    return (
        f"{written} quads in {folder}. Load them as docs/engines.md says, then run "
        f"`kzgraph release push {release.id[:16]}`, which verifies them."
    )


def _write_quads(release: Release, place: Place, folder: Path) -> int:
    total = 0
    with closing(release.open_store()) as store:
        lines = _lines(store.quads(), place)
        for number in count(1):
            first = next(lines, None)
            if first is None:
                break
            file = chain((first,), islice(lines, LINES - 1))
            total += _write_file(folder / f"kzgraph-{number}.nq.gz", file)
    return total


def _write_file(path: Path, lines: Iterable[bytes]) -> int:
    written = 0
    with gzip.open(path, "wb", compresslevel=3) as file:
        for line in lines:
            file.write(line)
            written += 1
    return written


def _lines(quads: Iterator[Quad], place: Place) -> Iterator[bytes]:
    """Yield the N-Quads lines, graphs named as they are there."""
    for quad in quads:
        graph = place.default
        if isinstance(quad.graph_name, NamedNode):
            graph = place.name(quad.graph_name.value)
        triple = f"{quad.subject} {quad.predicate} {quad.object}".encode()
        yield place.data(triple) + (f" <{graph}> .\n".encode() if graph else b" .\n")
