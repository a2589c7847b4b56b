"""Runs every benchmark, one after another, and writes their figures into README.md.

``python benchmarks/all.py --quick`` takes the smallest sizes and one round; without it, sizes up to ten
million quads are made and measured, which takes hours. What one benchmark cannot do does not keep the
others from running: it is told at the end, and the exit code is 1.
"""

import argparse
import subprocess
import sys
from pathlib import Path

from common import DATA, ROOT
from table import write

HERE = Path(__file__).parent

SMALL, MIDDLE, LARGE = "10000,100000", "10000,100000,1000000", "10000,100000,1000000,10000000"

PROGRAMS = {
    "build": LARGE,
    "rebuild": MIDDLE,
    "load": LARGE,
    "validate": MIDDLE + ",2000000",
    "research": MIDDLE,
    "latency": LARGE,
    "find": MIDDLE,
    "writes": MIDDLE,
}
"""Those that keep figures by size, and the sizes of a whole run."""

OTHERS = {
    "service": ["--home", ".kzgraph"],
    "rest": ["--home", ".kzgraph"],
    "reconcile": [],
}
"""Those that print tables of their own over the shipped data."""


def main() -> None:
    """Run all, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the smallest sizes, one round")
    parser.add_argument("--only", help="names of benchmarks, with commas between")
    given = parser.parse_args()
    wanted = given.only.split(",") if given.only else [*PROGRAMS, *OTHERS]
    DATA.mkdir(exist_ok=True)
    figures = DATA / "figures.jsonl"
    figures.unlink(missing_ok=True)
    failed = [name for name in wanted if not _ran(name, figures, quick=given.quick)]
    if figures.exists():
        write(figures)
    if failed:
        sys.exit(f"not all ran: {', '.join(failed)}")


def _ran(name: str, figures: Path, *, quick: bool) -> bool:
    """Run a benchmark, whose output goes where ours goes; tell whether it ran to its end."""
    print(f"\n## {name}\n", flush=True)
    command = [sys.executable, str(HERE / f"{name}.py")]
    if name in PROGRAMS:
        sizes = SMALL if quick else PROGRAMS[name]
        command += ["--sizes", sizes, "--rounds", "1" if quick else "3", "--out", str(figures)]
    else:
        command += [*OTHERS[name], *(["--rounds", "1"] if quick else [])]
    return subprocess.run(command, check=False, cwd=ROOT).returncode == 0


if __name__ == "__main__":
    main()
