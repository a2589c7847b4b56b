"""Making the index of a finished store, beside its validation where there is a process for it."""

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import closing, contextmanager
from pathlib import Path

from kzgraph.lines import Things
from kzgraph.release.content import write_statements
from kzgraph.store import EmbeddedStore, Store


@contextmanager
def indexing(store: Store, lines: Path, folder: Path, beside: Executor | None) -> Iterator[None]:
    """Write the index of statements into a release's folder by the end of the block.

    ``lines`` are the triples of the store's default graph, sorted; nobody writes to the store.
    Raises ``StoreError`` at the end of the block.
    """
    if beside is None:
        yield
        _write(store, lines, folder)
        return
    # The store goes on merging its files, and removes those that another process would still read.
    still = lines.parent / "snapshot"
    store.snapshot(still)
    written = beside.submit(_write_beside, still, lines, folder)
    yield
    written.result()


def _write_beside(still: Path, lines: Path, folder: Path) -> None:
    with closing(EmbeddedStore.read_only(still)) as store:
        _write(store, lines, folder)


def _write(store: Store, lines: Path, folder: Path) -> None:
    with Things(lines) as things:
        write_statements(store, folder, things)
