"""Make a graph of any size in the shape of the real one: a made-up world and documents about it.

``python benchmarks/generate.py --quads 1000000 --seed 1 --folders DIR`` writes what ``kzgraph build``
reads; ``--nquads FILE`` the finished graph, as a release holds it; ``--home DIR`` makes a release of
it. The same numbers give the same bytes.

Quads are counted as the store holds them: the named graphs, and the default graph, which has each of
their triples once. So a million quads are half a million triples. The ontology is in no count: it is
in every graph, with 10,768 quads.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

from documents import Document, Writer
from episodes import begin, episode
from judgements import tables
from texts import HEADER
from world import World

from kzgraph import bundle
from kzgraph.rdf import RdfFormat
from kzgraph.release import Home, Release
from kzgraph.release.build import build

QUADS_OF_A_CLAIM = 60.4
"""Quads that come with a claim: evidence, derived ones, its share of an entity; both graphs."""
CLAIMS_OF_AN_EPISODE = 118
QUADS_OF_A_DOCUMENT = 1000
"""As many quads come with a document unless it is told how many documents there are to be."""
MOST_STATES = 195


@dataclass(frozen=True)
class Size:
    """How much to make."""

    quads: int
    seed: int
    documents: int

    @property
    def claims(self) -> int:
        """How many claims that are, about."""
        return max(1, round(self.quads / QUADS_OF_A_CLAIM))


def make_folders(root: Path, size: Size) -> int:
    """Write ``ontology/``, ``shapes/`` and ``data/`` below a folder; return how many claims there are.

    The folder is made; raises ``FileExistsError`` where there is one that is not empty.
    """
    root.mkdir(parents=True, exist_ok=True)
    if any(root.iterdir()):
        raise FileExistsError(f"{root} is not empty; name a folder that is")
    for name in ("ontology", "shapes"):
        shutil.copytree(bundle.root() / name, root / name)
    data = root / "data"
    for name in ("entities", "sources", "links"):
        (data / name).mkdir(parents=True)
    shutil.copy(bundle.root() / "data" / "dataset.ttl", data)
    world, claims = World(Random(size.seed)), 0
    for document in _documents(world, size):
        folder = data / "sources" / document.name
        folder.mkdir()
        (folder / "source.ttl").write_text(document.description, encoding="utf-8")
        (folder / "claims.trig").write_text(document.claims, encoding="utf-8")
        claims += document.counted
    for name, blocks in world.files.items():
        text = "\n".join((HEADER, *blocks))
        (data / "entities" / f"{name}.ttl").write_text(text, encoding="utf-8")
    for name, text in tables(world):
        (data / "links" / name).write_text(text, encoding="utf-8")
    return claims


def _documents(world: World, size: Size) -> Iterator[Document]:
    episodes = max(1, round(size.claims / CLAIMS_OF_AN_EPISODE))
    begin(world, min(MOST_STATES, 3 + round(episodes * 0.7)))
    writer = Writer(world)
    for number in range(episodes):
        told = episode(world, (number + world.random.random()) / episodes)
        documents, claims = (
            (number + 1) * whole // episodes - number * whole // episodes
            for whole in (size.documents, size.claims)
        )
        yield from writer.documents(told, documents, claims)


@contextmanager
def made(size: Size) -> Iterator[Path]:
    """Make the folders in a place of their own, which goes away in the end."""
    with tempfile.TemporaryDirectory() as folder:
        make_folders(Path(folder), size)
        yield Path(folder)


def make_release(home: Home, root: Path) -> Release:
    """Build the release of the data of a folder.

    Raises ``ReleaseBusyError`` when another process writes to this home.
    """
    build(root, home, progress=lambda _step: None)
    return home.current()


def write_nquads(target: Path, root: Path) -> None:
    """Write the finished graph of the data of a folder as N-Quads."""
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        store = make_release(Home(Path(folder)), root).open_store()
        store.dump(target, RdfFormat.N_QUADS)
        store.close()


def main() -> None:
    """Make what the command line asks for."""
    given = _parsed()
    documents = given.documents or max(1, given.quads // QUADS_OF_A_DOCUMENT)
    size = Size(given.quads, given.seed, documents)
    began = time.perf_counter()
    if given.folders:
        claims = make_folders(given.folders, size)
        seconds = time.perf_counter() - began
        print(
            f"{documents:,} folders with {claims:,} claims in {seconds:.1f} s: "
            f"about {size.quads / seconds:,.0f} quads a second"
        )
    if given.nquads or given.home:
        with made(size) as root:
            if given.nquads:
                write_nquads(given.nquads, root)
            if given.home:
                print(make_release(Home(given.home), root).id)
        print(f"{time.perf_counter() - began:.0f} s in all")


def _parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--documents", type=int, help="how many source folders")
    parser.add_argument("--folders", type=Path)
    parser.add_argument("--nquads", type=Path)
    parser.add_argument("--home", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    main()
