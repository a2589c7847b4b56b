"""A release that is in a store already: the next one is made of it where they differ little."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from kzgraph.release.compared import WHOLE, triples_of
from kzgraph.release.differing import Differing, differing
from kzgraph.release.home import Release
from kzgraph.store import Store


@dataclass(frozen=True)
class Earlier:
    """A release that is in the store already; ``copy`` makes a graph of it one of the new release."""

    release: Release
    copy: Callable[[str | None], None]

    def holds(self, release: Release, graph: str | None) -> bool:
        """Tell whether a graph of another release is the same in this one, by their digests."""
        same = digest_of(self.release, graph)
        return same is not None and same == digest_of(release, graph)

    @property
    def stands(self) -> bool:
        """Whether it was kept here, to be compared with."""
        return self.release.store_path.is_dir()

    def differing(self, here: Store, graph: str | None, count: int) -> Differing | None:
        """Return how a graph of so many triples differs from this release's; None where widely."""
        with closing(self.release.open_store()) as then:
            most = min(count // 2, WHOLE)
            return differing(triples_of(then, graph), triples_of(here, graph), most)


def digest_of(release: Release, graph: str | None) -> str | None:
    """Return the digest of a graph, where the manifest has it."""
    manifest = release.manifest
    return manifest.default if graph is None else manifest.graphs.get(graph)
