"""What all benchmarks share: results and how they are kept, targets, growth, and data by size.

A benchmark prints a table in Markdown as it goes, and with ``--out FILE`` adds each figure as a line of
JSON, from which ``all.py`` writes the tables of README.md.
"""

import argparse
import json
import math
import os
import platform
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / ".bench-data"
"""What benchmarks make and keep: data by size, and the figures of the last run."""

GROWS = 1.1
"""An exponent above this says that a cost grows faster than its work."""


COSTS = ("s", "ms", "MiB")
"""Units of what should be little; of the others much is good."""

MANY_ROUNDS = 1_000_000
"""The largest size that is measured in several rounds: of a larger one, a round takes minutes."""


def machine_name() -> str:
    """Return the machine and the versions that a figure belongs to."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("kzgraph", "pyoxigraph", "uvicorn"))
    cores = os.cpu_count()
    machine = platform.processor() or platform.machine()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    python = platform.python_version()
    return f"{machine}, {cores} cores, {memory:.0f} GiB, Python {python}, {packages}"


@dataclass(frozen=True)
class Ran:
    """A command that has run: seconds, seconds of the processor, most memory resident in MiB.

    On a machine that does other work, seconds of the processor say more than seconds.
    """

    seconds: float
    processor: float
    peak: float


@dataclass
class Results:
    """The figures of one benchmark; each is printed as it comes, and kept as a line of JSON."""

    benchmark: str
    out: Path | None
    size: int = 0
    """The size that was asked for; the data have about so many quads."""
    figures: dict[tuple[str, str, str], dict[int, float]] = field(default_factory=dict)

    def figure(
        self, system: str, what: str, quads: int, values: Iterable[float], unit: str
    ) -> float:
        """Keep the median of some rounds, and return it.

        ``system`` is who did it (with its command), ``what`` the load, ``quads`` the size of the data.
        """
        rounds = [*values]
        middle = median(rounds)
        told = {"system": system, "what": what, "size": self.size, "quads": quads}
        self._write(told | {"median": middle, "unit": unit, "rounds": rounds})
        self.figures.setdefault((system, what, unit), {})[quads] = middle
        print(f"| {what} | {system} | {quads:,} | {shown(middle)} {unit} |", flush=True)
        return middle

    def ran(self, system: str, what: str, quads: int, done: Sequence[Ran]) -> None:
        """Keep seconds, seconds of the processor and memory of some rounds of a command."""
        self.figure(system, f"{what}: time", quads, [one.seconds for one in done], "s")
        self.figure(system, f"{what}: processor", quads, [one.processor for one in done], "s")
        self.figure(system, f"{what}: peak", quads, [one.peak for one in done], "MiB")

    def target(self, wanted: str, measured: str, *, met: bool) -> None:
        """Keep whether a target is met in this run."""
        self._write({"target": wanted, "measured": measured, "met": met})
        print(f"\ntarget: {wanted}: {'met' if met else '**missed**'}: {measured}\n", flush=True)

    def growth(self) -> None:
        """Print how each cost grows from one size to the next, and mark what outgrows its work."""
        for (system, what, unit), sizes in self.figures.items():
            if len(sizes) < 2 or unit not in COSTS:
                continue
            found = exponents(sizes)
            self._write({"growth": f"{system}: {what}", "exponents": found, "unit": unit})
            marks = " ".join(f"{one:.2f}{' (!)' if one > GROWS else ''}" for one in found)
            print(f"growth of {system}: {what}: {marks}")

    def heading(self) -> None:
        """Print the machine and the head of the table."""
        print(f"{machine_name()}\n\n| what | system | quads | median |\n|---|---|---:|---:|")

    def _write(self, told: dict[str, object]) -> None:
        if self.out is None:
            return
        base = {"benchmark": self.benchmark, "at": datetime.now(UTC).isoformat("T", "seconds")}
        command = " ".join(["python", *_as_typed(sys.argv)])
        with self.out.open("a", encoding="utf-8") as file:
            line = base | {"machine": machine_name(), "command": command} | told
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def _as_typed(words: list[str]) -> list[str]:
    """Return a command line with paths as they are from the root of the project."""
    here = f"{ROOT}/"
    return [word.replace(here, "") for word in words]


def exponents(sizes: dict[int, float]) -> list[float]:
    """Return, between neighbouring sizes, the power of the size with which a cost grows."""
    points = sorted(sizes.items())
    return [
        math.log(after / before) / math.log(larger / smaller)
        for (smaller, before), (larger, after) in pairwise(points)
        if before > 0 and after > 0
    ]


def shown(figure: float) -> str:
    """Return a figure with three digits that mean something."""
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.3g}"


def timed(call: Callable[[], object]) -> float:
    """Return how many seconds a call takes."""
    began = time.perf_counter()
    call()
    return time.perf_counter() - began


def parsed(
    description: str | None, sizes: str | None = "10000,100000", rounds: int = 3
) -> argparse.ArgumentParser:
    """Return a parser with the options that every benchmark has; without sizes it has one."""
    # What is stopped by a deadline stops the servers that it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    if sizes:
        parser.add_argument("--sizes", default=sizes, help="quads, with commas between")
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--out", type=Path, help="file to which figures are added as JSON lines")
    return parser


def sizes_of(given: argparse.Namespace, results: Results) -> Iterator[int]:
    """Yield the sizes that were asked for, the smallest first; results are of that one then."""
    for results.size in sorted(int(size) for size in given.sizes.split(",")):
        yield results.size


def rounds_of(given: argparse.Namespace, results: Results) -> int:
    """Return how many rounds are measured at the present size."""
    rounds: int = given.rounds
    return rounds if results.size <= MANY_ROUNDS else 1


def lines_in(path: Path) -> int:
    """Return how many lines a file has: of N-Quads, its quads."""
    with path.open("rb") as file:
        return sum(1 for _ in file)


def ran(command: list[str]) -> Ran:
    """Run a command; memory is that of it and its children, looked at every tenth of a second.

    Raises ``CalledProcessError`` where the command fails.
    """
    began, before, most = time.perf_counter(), _processor(), 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, resident(process.pid))
            time.sleep(0.1)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Ran(time.perf_counter() - began, _processor() - before, most)


def _processor() -> float:
    """Return the seconds of the processor that children which have ended took."""
    used = getrusage(RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def resident(pid: int) -> float:
    """Return the resident memory of a process and its children in MiB; what they share counts once."""
    total = 0.0
    for one in (pid, *_children(pid)):
        with suppress(OSError):
            text = Path(f"/proc/{one}/smaps_rollup").read_text(encoding="ascii")
            total += next(int(x.split()[1]) for x in text.splitlines() if x.startswith("Pss:"))
    return total / 1024


def _children(pid: int) -> list[int]:
    with suppress(OSError):
        tasks = Path(f"/proc/{pid}/task").iterdir()
        own = [int(x) for task in tasks for x in (task / "children").read_text().split()]
        return [*own, *(x for one in own for x in _children(one))]
    return []
