"""How fast `kzgraph build` is from source folders, and how much memory it takes.

Each round builds into a home of its own; the last is what other benchmarks of that size ask. Memory is
what the command and its children have resident together at most; the target holds it to the setting
that bounds it, given by ``--memory`` in MiB.

Run with ``python benchmarks/build.py --sizes 10000,100000,1000000``.
"""

import sys
import tempfile
from pathlib import Path
from statistics import median

import pyoxigraph
from common import DATA, Results, parsed, ran, rounds_of, sizes_of
from sized import folders, keep_home

from kzgraph.release import Home

TARGET_RATE = 50_000
TARGET_AT = 10_000_000
"""The target is for as many folders as come with so many quads: 10,000."""


def main() -> None:
    """Measure and print."""
    parser = parsed(__doc__)
    parser.add_argument("--memory", type=float, default=3072, help="MiB that a build may take")
    given = parser.parse_args()
    results = Results("build", given.out)
    results.heading()
    for size in sizes_of(given, results):
        rate, most = _built(results, size, rounds_of(given, results))
        if size >= TARGET_AT:
            wanted = f"build at least {TARGET_RATE:,} quads/s from 10,000 folders"
            results.target(wanted, f"{rate:,.0f} quads/s", met=rate >= TARGET_RATE)
            within = f"build of 10 million quads within {given.memory:,.0f} MiB"
            results.target(within, f"{most:,.0f} MiB", met=most <= given.memory)
    results.growth()


def _built(results: Results, size: int, rounds: int) -> tuple[float, float]:
    """Build some times; return quads a second and MiB."""
    done, quads = [], 0
    for number in range(rounds):
        with tempfile.TemporaryDirectory(dir=DATA if DATA.exists() else None) as folder:
            done.append(ran(command(folders(size), Path(folder))))
            quads = count(Path(folder))
            if number == rounds - 1:
                keep_home(size, Path(folder))
    results.ran("kzgraph build", "build", quads, done)
    rate = quads / median(one.seconds for one in done)
    print(f"{rate:,.0f} quads/s", flush=True)
    return rate, median(one.peak for one in done)


def command(root: Path, home: Path) -> list[str]:
    """Return the command that builds a release of some folders."""
    ours = [sys.executable, "-m", "kzgraph", "build"]
    return [*ours, "--root", str(root), "--home", str(home)]


def count(home: Path) -> int:
    """Return the quads of the current release, in the default graph and in the named graphs."""
    return len(pyoxigraph.Store.read_only(str(Home(home).current().store_path)))


if __name__ == "__main__":
    main()
