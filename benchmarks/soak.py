"""An hour of mixed load on several service processes: whether memory grows or a request is lost.

Readers ask SPARQL (the same again, and new), REST, search, pages and runaway queries, each some hundred
requests on a connection; a writer publishes every so often and removes old releases; query workers are
killed now and then. An answer is right when it is the one that its address had before in a release.
Ends with 1 when memory, open files or threads grow, or a request was lost or answered wrongly.

Run with `make soak`, or `python benchmarks/soak.py --home HOME --minutes 10`. Reads /proc.
"""

import argparse
import hashlib
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import linear_regression, median
from threading import Event, Lock, Thread

import httpx

from kzgraph.access import new_token
from kzgraph.identifiers import ENTITIES_GRAPH
from kzgraph.release import Home
from kzgraph.release.keep import prune

DEADLINE = 1.0
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
LOOK_UP = "SELECT ?p ?o { <https://w3id.org/kzgraph/id/state/kaz> ?p ?o } ORDER BY ?p ?o LIMIT 100"
PATHS = (
    "/v1/entities?limit=20",
    "/v1/entities/state/kaz",
    "/v1/entities/state/kaz/timeline?limit=20",
    "/v1/claims?limit=20",
    "/v1/agreements?limit=20",
    "/v1/search?q=Kazakh",
    "/v1/suggest?q=Tok",
    "/v1/conflicts?limit=20",
    "/page/state/fra",
    "/agreements",
    "/sparql?format=csv&query=" + LOOK_UP.replace(" ", "+").replace("?", "%3F"),
)
POLITE = {429, 503}
ON_A_CONNECTION = 200
SAMPLE_SECONDS = 5.0
WARM_UP = 0.3
"""The part of the run after which caches are full and every page was made once."""
SLACK = 1.05
"""What the last third of the samples may have more than the first, and beside it:"""
MIB, FILES, THREADS = 15, 10, 5


@dataclass
class Tally:
    """What the readers and the writer saw, from all threads."""

    answers: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    known: dict[tuple[str, str], str] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def note(self, kind: str, fault: str | None = None) -> None:
        """Count an answer, and keep why it was none."""
        with self.lock:
            self.answers[kind] += 1
            if fault is not None:
                self.faults.append(f"{time.strftime('%H:%M:%S')} {kind}: {fault}")

    def is_known(self, path: str, release: str, body: bytes) -> bool:
        """Tell whether an address answers in a release as it did before."""
        digest = hashlib.sha256(body).hexdigest()
        with self.lock:
            return self.known.setdefault((path, release), digest) == digest


@dataclass(frozen=True)
class Sample:
    """MiB (proportional set size), files and threads of all processes, seconds from the start."""

    at: float
    memory: float
    files: int
    threads: int
    processes: int


def main() -> int:
    """Run, print what was seen, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=Path(".kzgraph"))
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--connections", type=int, default=4)
    parser.add_argument("--publish-seconds", type=float, default=20.0)
    parser.add_argument("--kill-seconds", type=float, default=15.0)
    given = parser.parse_args()
    token, known = new_token()
    tally, stop = Tally(), Event()
    with tempfile.TemporaryDirectory(prefix="kzgraph-soak-") as folder:
        home = Home(Path(shutil.copytree(given.home, Path(folder) / "home", symlinks=True)))
        with served(home, given.workers, known) as (address, pid):
            jobs = [
                Thread(target=read, args=(address, tally, stop, n))
                for n in range(given.connections)
            ]
            every = given.publish_seconds
            jobs.append(Thread(target=write, args=(address, home, token, every, tally, stop)))
            jobs.append(Thread(target=kill, args=(pid, given.kill_seconds, tally, stop)))
            for job in jobs:
                job.start()
            samples = list(sampled(pid, given.minutes * 60))
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


def read(address: str, tally: Tally, stop: Event, seed: int) -> None:
    """Ask until told to stop."""
    chance = random.Random(seed)
    number = 0
    while not stop.is_set():
        with httpx.Client(base_url=address, timeout=60) as client:
            for _ in range(ON_A_CONNECTION):
                number += 1
                ask(client, tally, chance, f"{seed}x{number}")
                if stop.is_set():
                    break


def ask(client: httpx.Client, tally: Tally, chance: random.Random, unique: str) -> None:
    """Make one request of some kind, and judge its answer."""
    kind = chance.choices(("known", "new", "runaway"), (90, 10, 0.3))[0]
    text = f"{RUNAWAY if kind == 'runaway' else LOOK_UP} # {unique}"
    path = chance.choice(PATHS) if kind == "known" else "/sparql"
    query = None if kind == "known" else {"query": text, "format": "csv"}
    try:
        answer = client.get(path, params=query)
    except httpx.TransportError as exc:
        tally.note(kind, f"{path} was lost: {exc!r}")
        return
    if answer.status_code in POLITE:
        polite = answer.headers.get("content-type", "").startswith("application/problem+json")
        polite = polite or "text/html" in answer.headers.get("content-type", "")
        tally.note(f"{kind} {answer.status_code}", None if polite else f"{path}: {answer.text}")
    elif answer.status_code != httpx.codes.OK:
        tally.note(kind, f"{path}: {answer.status_code} {answer.text[:300]}")
    elif not tally.is_known(path, answer.headers["kzgraph-release"], answer.content):
        tally.note(kind, f"{path} answers otherwise than before")
    else:
        tally.note(kind)


def write(address: str, home: Home, token: str, every: float, tally: Tally, stop: Event) -> None:
    """Publish a release that never was before, every so many seconds, and remove old ones."""
    number = 0
    while not stop.wait(every):
        number += 1
        name = f"GRAPH <{ENTITIES_GRAPH}> {{ state:kaz skos:altLabel"
        before = f'DELETE DATA {{ {name} "Soaked {number - 1}"@en }} }} ;' if number > 1 else ""
        update = f'{before} INSERT DATA {{ {name} "Soaked {number}"@en }} }}'
        headers = {"Authorization": f"Bearer {token}"}
        try:
            answer = httpx.post(
                f"{address}/sparql", data={"update": update}, headers=headers, timeout=120
            )
            fine = answer.is_success or answer.status_code in POLITE
            tally.note(f"write {answer.status_code}", None if fine else answer.text[:300])
        except httpx.TransportError as exc:
            tally.note("write", f"was lost: {exc!r}")
        prune(home, keep=3)
        with tally.lock:
            current = home.current().id
            tally.known = {key: seen for key, seen in tally.known.items() if key[1] == current}


def kill(pid: int, every: float, tally: Tally, stop: Event) -> None:
    """Kill a query worker every so many seconds: the child of a fork server."""
    chance = random.Random(0)
    while not stop.wait(every):
        servers = {p for p in family(pid) if b"forkserver" in of(p, "cmdline")}
        workers = sorted(p for p in servers if parent(p) in servers)
        if workers:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
                tally.note("killed worker")


def sampled(pid: int, seconds: float) -> Iterator[Sample]:
    """Yield a sample of all processes every few seconds."""
    began = time.monotonic()
    while (at := time.monotonic() - began) < seconds:
        found = [one for one in map(measured, family(pid)) if one is not None]
        memory, files, threads = (sum(column) for column in zip(*found, strict=True))
        yield Sample(at, memory / 1024, int(files), int(threads), len(found))
        time.sleep(SAMPLE_SECONDS)


def measured(pid: int) -> tuple[float, int, int] | None:
    """Return KiB, open files and threads of a process; None of one that has ended."""
    found = re.search(rb"^Pss:\s+(\d+)", of(pid, "smaps_rollup"), re.MULTILINE)
    try:
        counts = [sum(1 for _ in Path(f"/proc/{pid}/{name}").iterdir()) for name in ("fd", "task")]
    except OSError:
        return None
    return (float(found[1]), counts[0], counts[1]) if found else None


def family(pid: int) -> set[int]:
    """Return a process and all that descend from it."""
    parents = {int(path.name): parent(int(path.name)) for path in Path("/proc").glob("[0-9]*")}
    found = {pid}
    while more := {child for child, its in parents.items() if its in found} - found:
        found |= more
    return found


def parent(pid: int) -> int:
    """Return the parent of a process, 0 of one that has ended."""
    fields = of(pid, "stat").rpartition(b")")[2].split()
    return int(fields[1]) if fields else 0


def of(pid: int, name: str) -> bytes:
    """Return a file of /proc, nothing where the process has ended."""
    try:
        return Path(f"/proc/{pid}/{name}").read_bytes()
    except OSError:
        return b""


def told(samples: list[Sample], tally: Tally) -> int:
    """Print the growth after the warm-up and the faults; return the exit code."""
    warm = samples[int(len(samples) * WARM_UP) :]
    third = max(1, len(warm) // 3)
    grown = False
    print(f"{samples[-1].at / 60:.0f} minutes, {samples[-1].processes} processes at the end\n")
    print(
        "| all processes | first third | last third | slope an hour | grows |\n|---|--:|--:|--:|---|"
    )
    for name, slack in (("memory", MIB), ("files", FILES), ("threads", THREADS)):
        values = [float(getattr(sample, name)) for sample in warm]
        first, last = median(values[:third]), median(values[-third:])
        slope = linear_regression([sample.at / 3600 for sample in warm], values).slope
        grows = last > first * SLACK + slack
        grown |= grows
        unit = " MiB (Pss)" if name == "memory" else ""
        print(
            f"| {name}{unit} | {first:.0f} | {last:.0f} | {slope:+.1f} | {'yes' if grows else 'no'} |"
        )
    print("\n" + ", ".join(f"{number} {kind}" for kind, number in sorted(tally.answers.items())))
    print(f"{len(tally.faults)} requests lost or answered wrongly", *tally.faults[:20], sep="\n")
    return int(grown or bool(tally.faults))


if __name__ == "__main__":
    sys.exit(main())
