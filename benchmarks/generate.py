"""Make a release of any size: the shipped data, and a made-up world beside them in the same shape.

``python benchmarks/generate.py --quads 1000000 --seed 1 --home DIR`` needs about a minute. The shapes
are not held against the data and spans not checked against texts, since there are none; the rest is
what a build does: derive, fill the default graph, index, hash, publish.

Quads are counted as the store holds them, the named graphs and the default graph, which has each of
their triples once. So a million quads are half a million different triples.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

from documents import Writer
from world import make_world

from kzgraph import bundle
from kzgraph.derive import derive
from kzgraph.errors import DataError
from kzgraph.rdf import Quad
from kzgraph.release import Home, Release
from kzgraph.release.content import make_manifest, write_names, write_statements
from kzgraph.release.inputs import read_inputs
from kzgraph.store import EmbeddedStore
from kzgraph.validation import Report, report_turtle
from kzgraph.validation.rules import Rules

SHIPPED = 30_000
"""Quads of the shipped data, all graphs together."""
QUADS_OF_A_CLAIM = 71
"""Quads that come with a claim: evidence, derived ones, its share of an entity; both graphs."""
ENTITIES_OF_A_CLAIM = 0.7


def generate(home: Home, quads: int, seed: int) -> Release:
    """Make a release of at least about so many quads current, and return it.

    The same numbers give the same release. Raises ``DataError`` where a claim is malformed, and
    ``ReleaseBusyError`` when another process writes to this home.
    """
    root = bundle.root()
    with home.writing() as folder:
        store = EmbeddedStore.create(folder / "store")
        store.load(read_inputs(root).quads())
        store.load(_made(quads, seed))
        store.fill_default_graph()
        derived = derive(store)
        if derived.problems:
            raise DataError(derived.problems)
        store.load(derived.quads)
        store.fill_default_graph()
        write_names(store, folder)
        write_statements(store, folder)
        (folder / "report.ttl").write_text(report_turtle(Report(())), encoding="utf-8")
        manifest = make_manifest(store, Rules.read(root / "shapes").digest())
        manifest.write(folder)
        store.close()
        return home.publish(folder, manifest, by="generate")


def _made(quads: int, seed: int) -> Iterator[Quad]:
    claims = max(0, quads - SHIPPED) // QUADS_OF_A_CLAIM
    world = make_world(Random(seed), round(claims * ENTITIES_OF_A_CLAIM))
    yield from world.quads
    yield from Writer(world).documents(claims)


def count(release: Release) -> int:
    """Return the quads of a release, in the default graph and in the named graphs."""
    store = release.open_store()
    (named,) = store.select("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }")
    (default,) = store.select("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
    store.close()
    return sum(int(row["n"].value) for row in (named, default) if row["n"] is not None)  # type: ignore[union-attr]  # a literal


def main() -> None:
    """Make the release that the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quads", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--home", type=Path, required=True)
    given = parser.parse_args()
    began = time.perf_counter()
    release = generate(Home(given.home), given.quads, given.seed)
    seconds = time.perf_counter() - began
    print(f"{release.id}: {count(release):,} quads in {seconds:.0f} s; {release.manifest.counts}")


if __name__ == "__main__":
    main()
