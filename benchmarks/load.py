"""How fast a finished graph is loaded: our store, `oxigraph load`, Virtuoso's bulk loader, rdflib.

All load the same N-Quads into an empty store on the same disk, in turn, some rounds; rdflib alone the
default graph, as N-Triples, since that is what it is asked later.

Run with ``python benchmarks/load.py --sizes 10000,100000,1000000``.
"""

import shutil
import sys
import tempfile
from statistics import median

import rdflib
from common import DATA, Ran, Results, lines_in, parsed, ran, rounds_of, sizes_of, timed
from servers import BINARIES
from sized import nquads, triples
from virtuoso import available, virtuoso

RDFLIB_MOST = 100_000
"""Quads beyond which rdflib takes longer than anybody waits."""
TARGET = 0.95
TARGET_AT = 1_000_000
"""Quads from which on the start of a process says nothing; what counts is ten million."""
LOAD_FILE = "EmbeddedStore.load_file"

OURS = """
import sys
from pathlib import Path
from kzgraph.store import EmbeddedStore
store = EmbeddedStore.create(Path(sys.argv[1]))
store.load_file(Path(sys.argv[2]))
store.close()
"""


def main() -> None:
    """Measure and print."""
    given = parsed(__doc__).parse_args()
    results = Results("load", given.out)
    results.heading()
    for size in sizes_of(given, results):
        _both(results, size, rounds_of(given, results))
        _others(results, size)
    results.growth()


def _both(results: Results, size: int, rounds: int) -> None:
    """Load by our store and by `oxigraph load` in turn; the ratio is the median of the rounds'."""
    file = nquads(size)
    quads = lines_in(file)
    done: list[tuple[Ran, Ran]] = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory(dir=DATA) as folder:
            theirs = [str(BINARIES / "oxigraph"), "load", "--location", f"{folder}/theirs"]
            ours = [sys.executable, "-c", OURS, f"{folder}/ours", str(file)]
            done.append((ran(ours), ran([*theirs, "--file", str(file)])))
    for at, name in enumerate((LOAD_FILE, "oxigraph load")):
        results.ran(name, "bulk load", quads, [one[at] for one in done])
    if size < TARGET_AT:
        return
    ratio = median(theirs.seconds / ours.seconds for ours, theirs in done)
    work = median(theirs.processor / ours.processor for ours, theirs in done)
    rate = median(quads / ours.seconds for ours, _ in done)
    wanted = f"bulk load of {quads:,} quads at least {TARGET} of oxigraph load"
    told = f"{ratio:.2f} ({work:.2f} by time of the processor), {rate:,.0f} quads/s"
    results.target(wanted, told, met=ratio >= TARGET)


def _others(results: Results, size: int) -> None:
    if size <= RDFLIB_MOST:
        file = triples(size)
        taken = timed(lambda: rdflib.Graph().parse(file, format="nt"))
        results.figure("rdflib", "load in memory: time", lines_in(file), [taken], "s")
    if available():
        folder, whole = DATA / "virtuoso-load", nquads(size)
        with virtuoso(folder, whole.parent) as server:
            taken = timed(lambda: server.load(whole))
        shutil.rmtree(folder)
        results.figure("virtuoso", "bulk load: time", lines_in(whole), [taken], "s")


if __name__ == "__main__":
    main()
