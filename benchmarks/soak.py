"""An hour of mixed load on several service processes: whether memory grows or a request is lost.

Readers ask SPARQL (the same again, and new), REST, search, pages and runaway queries, each some hundred
requests on a connection; a writer publishes every so often and removes old releases; query workers are
killed now and then. An answer is right when it is the one that its address had before in a release.
Ends with 1 when the memory of a role, open files or threads grow, or a request was lost or wrong.

Run with `make soak`, or `python benchmarks/soak.py --home HOME --minutes 10`. Reads /proc. With
`--samples FILE` each sample is written there as a line of JSON when it is taken.
"""

import argparse
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import linear_regression, median
from threading import Event, Thread

import httpx
from soak_load import Tally, kill, read, write
from soak_processes import LASTING, QUERIES, ROLES, Use, measured, roles

from kzgraph.access import new_token
from kzgraph.release import Home

DEADLINE = 1.0
SAMPLE_SECONDS = 5.0
WARM_UP = 0.3
"""The part of the run after which caches are full and every page was made once."""
SLACK = 1.05
"""What the last third of the samples may have more than the first, and beside it:"""
MIB, FILES, THREADS = 15, 10, 5


@dataclass(frozen=True)
class Sample:
    """What all processes hold, by the role and id of each, so many seconds from the start."""

    at: float
    uses: dict[str, dict[int, Use]]

    def sum(self, what: str, roles: Iterable[str] = ROLES) -> float:
        """Return the sum over the processes of some roles."""
        return sum(getattr(use, what) for role in roles for use in self.uses[role].values())

    def typical(self, what: str) -> float:
        """Return what the query worker in the middle holds, 0 where there is none just now."""
        held = [getattr(use, what) for use in self.uses[QUERIES].values()]
        return median(held) if held else 0.0


def main() -> int:
    """Run, print what was seen, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=Path(".kzgraph"))
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--publish-seconds", type=float, default=20.0)
    parser.add_argument("--kill-seconds", type=float, default=15.0)
    parser.add_argument("--pause", type=float, default=0.0, help="seconds between two requests")
    parser.add_argument("--samples", type=Path, default=Path(os.devnull))
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the service is ended then, too
    token, known = new_token()
    tally, stop = Tally(), Event()
    with tempfile.TemporaryDirectory(prefix="kzgraph-soak-") as folder:
        home = Home(Path(shutil.copytree(given.home, Path(folder) / "home", symlinks=True)))
        with served(home, given.workers, known) as (address, pid):
            jobs = [
                Thread(target=read, args=(address, given.pause, tally, stop, n))
                for n in range(given.connections)
            ]
            every = given.publish_seconds
            jobs.append(Thread(target=write, args=(address, home, token, every, tally, stop)))
            jobs.append(Thread(target=kill, args=(pid, given.kill_seconds, tally, stop)))
            for job in jobs:
                job.start()
            samples = list(sampled(pid, given.minutes * 60, given.samples))
            stop.set()
            for job in jobs:
                job.join()
    return told(samples, tally)


@contextmanager
def served(home: Home, workers: int, known: str) -> Iterator[tuple[str, int]]:
    """Start a service over a home and give its address and process id; end it afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "kzgraph", "serve", "--port", str(port)]
    settings = {
        "HOME": home.path,
        "WORKERS": workers,
        "DEADLINE": DEADLINE,
        "RATE": 0,
        "CACHE_BYTES": 4 * 2**20,  # full within the warm-up
        "WRITE_TOKENS": known,
        "LOG_LEVEL": "error",
    }
    environment = os.environ | {f"KZGRAPH_{name}": str(value) for name, value in settings.items()}
    with subprocess.Popen(command, env=environment) as process:
        address = f"http://127.0.0.1:{port}"
        while process.poll() is None:
            with suppress(httpx.TransportError):
                if httpx.get(f"{address}/readyz").is_success:
                    break
            time.sleep(0.1)
        try:
            yield address, process.pid
        finally:
            process.terminate()


def sampled(pid: int, seconds: float, file: Path) -> Iterator[Sample]:
    """Yield a sample of all processes every few seconds, and write it down."""
    began = time.monotonic()
    with file.open("w", encoding="utf-8") as lines:
        while (at := time.monotonic() - began) < seconds:
            uses: dict[str, dict[int, Use]] = {role: {} for role in ROLES}
            for one, role in roles(pid).items():
                if (use := measured(one)) is not None:
                    uses[role][one] = use
            sample = Sample(at, uses)
            print(json.dumps(asdict(sample)), file=lines, flush=True)
            yield sample
            time.sleep(SAMPLE_SECONDS)


def told(samples: list[Sample], tally: Tally) -> int:
    """Print the growth after the warm-up and the faults; return the exit code."""
    warm = samples[int(len(samples) * WARM_UP) :]
    processes = sum(len(uses) for uses in samples[-1].uses.values())
    print(f"{samples[-1].at / 60:.0f} minutes, {processes} processes at the end\n")
    print("| after the warm-up | first third | second | last | slope an hour | grows |")
    print("|---|--:|--:|--:|--:|---|")
    grown = [
        grows(warm, "memory of what lasts, MiB (Pss)", lambda one: one.sum("memory", LASTING), MIB),
        grows(warm, "of it in no file", lambda one: one.sum("anonymous", LASTING), MIB),
        *(
            grows(warm, f"memory of {role}", lambda one, role=role: one.sum("memory", (role,)), MIB)
            for role in LASTING
        ),
        grows(warm, "memory of a query worker", lambda one: one.typical("memory"), MIB),
        grows(warm, "open files", lambda one: one.sum("files"), FILES),
        grows(warm, "threads", lambda one: one.sum("threads"), THREADS),
    ]
    print("\n" + ", ".join(f"{number} {kind}" for kind, number in sorted(tally.answers.items())))
    print(f"{len(tally.faults)} requests lost or answered wrongly", *tally.faults[:20], sep="\n")
    return int(any(grown) or bool(tally.faults))


def grows(warm: list[Sample], title: str, held: Callable[[Sample], float], slack: int) -> bool:
    """Print the medians of the thirds and the slope, and tell whether there is growth."""
    values = [held(sample) for sample in warm]
    third = max(1, len(warm) // 3)
    parts = [median(part) for part in (values[:third], values[third:-third], values[-third:])]
    slope = linear_regression([sample.at / 3600 for sample in warm], values).slope
    found = parts[2] > parts[0] * SLACK + slack
    told = " | ".join(f"{part:.0f}" for part in parts)
    print(f"| {title} | {told} | {slope:+.1f} | {'yes' if found else 'no'} |")
    return found


if __name__ == "__main__":
    sys.exit(main())
