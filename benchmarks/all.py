"""Runs every benchmark, one after another, and writes their figures into README.md.

``python benchmarks/all.py --quick`` takes the smallest sizes and one round; without it, sizes up to ten
million quads are made and measured, which takes hours (one with ``--rounds 1``). What one benchmark
cannot do does not keep the others from running: it is told at the end, and the exit code is 1.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from common import DATA, ROOT
from table import write

HERE = Path(__file__).parent

SMALL = "10000,100000"
MIDDLE, LARGE = "10000,100000,300000,1000000", "10000,100000,1000000,10000000"

PROGRAMS = {
    "build": LARGE,
    "rebuild": MIDDLE,
    "load": LARGE,
    "validate": "10000,100000,1000000,2000000",
    "research": MIDDLE,
    "latency": LARGE,
    "search": MIDDLE,
    "writes": MIDDLE,
}
"""Those that are run at several sizes, and the sizes of a whole run."""

OTHERS = {
    "service": ["--home", ".kzgraph"],
    "rest": ["--home", ".kzgraph", "--lists"],
    "reconcile": [],
}
"""Those of one size: the shipped data, and the home with several releases that `rebuild.py` keeps."""


def main() -> None:
    """Run all, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the smallest sizes, one round")
    parser.add_argument("--rounds", type=int, help="of each measurement")
    parser.add_argument("--only", help="names of benchmarks, with commas between")
    given = parser.parse_args()
    wanted = given.only.split(",") if given.only else [*PROGRAMS, *OTHERS]
    DATA.mkdir(exist_ok=True)
    figures = DATA / "figures.jsonl"
    figures.unlink(missing_ok=True)
    rounds = 1 if given.quick else given.rounds
    failed = [name for name in wanted if not _ran(name, figures, rounds, quick=given.quick)]
    if figures.exists():
        write(figures)
    if failed:
        sys.exit(f"not all ran: {', '.join(failed)}")


def _ran(name: str, figures: Path, rounds: int | None, *, quick: bool) -> bool:
    """Run a benchmark, whose output goes where ours goes; tell whether it ran to its end."""
    print(f"\n## {name}\n", flush=True)
    command = [sys.executable, str(HERE / f"{name}.py")]
    if rounds:
        command += ["--rounds", str(rounds)]
    if name in PROGRAMS:
        command += ["--sizes", SMALL if quick else PROGRAMS[name]]
    else:
        command += OTHERS[name]
    if command[-1] == "--lists":
        largest = (SMALL if quick else MIDDLE).rpartition(",")[2]
        command.append(str(DATA / f"{largest}.releases"))
    command += ["--out", str(figures)]
    return subprocess.run(command, check=False, cwd=ROOT).returncode == 0


if __name__ == "__main__":
    main()
