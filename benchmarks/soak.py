"""An hour of mixed load on several service processes: whether memory grows or a request is lost.

Readers ask SPARQL (the same again, and new), REST, search, pages and runaway queries, each some hundred
requests on a connection; a writer publishes every so often and removes old releases; query workers are
killed now and then. An answer is right when it is the one that its address had before in a release.
Ends with 1 when the memory of a role, open files or threads grow, or a request was lost or wrong.

Run with `make soak`, or `python benchmarks/soak.py --home HOME --minutes 10`. Reads /proc. With
`--samples FILE` each sample is written there as a line of JSON when it is taken.
"""

import argparse
import hashlib
import json
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
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
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
LASTING = ("supervisor", "service processes", "fork servers", "writers")
QUERIES = "query workers"
"""They come and go: one that meets a runaway query holds much, and ends with it. So the one in the middle
is judged, and not how many there are of these."""
ROLES = (*LASTING, QUERIES)


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
class Use:
    """What a process holds: MiB (proportional set size), those of them in no file, files, threads."""

    memory: float
    anonymous: float
    files: int
    threads: int


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


def read(address: str, pause: float, tally: Tally, stop: Event, seed: int) -> None:
    """Ask until told to stop."""
    chance = random.Random(seed)
    number = 0
    while not stop.is_set():
        with httpx.Client(base_url=address, timeout=60) as client:
            for _ in range(ON_A_CONNECTION):
                number += 1
                ask(client, tally, chance, f"{seed}x{number}")
                if stop.wait(pause):
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
    """Kill a query worker every so many seconds."""
    chance = random.Random(0)
    while not stop.wait(every):
        workers = sorted(pid for pid, role in roles(pid).items() if role == QUERIES)
        if workers:
            with suppress(ProcessLookupError):
                os.kill(chance.choice(workers), signal.SIGKILL)
                tally.note("killed worker")


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


def measured(pid: int) -> Use | None:
    """Return what a process holds; None of one that has ended."""
    sizes = dict(re.findall(rb"^(Pss|Pss_Anon):\s+(\d+)", of(pid, "smaps_rollup"), re.MULTILINE))
    try:
        files, threads = (
            sum(1 for _ in Path(f"/proc/{pid}/{n}").iterdir()) for n in ("fd", "task")
        )
        return Use(int(sizes[b"Pss"]) / 1024, int(sizes[b"Pss_Anon"]) / 1024, files, threads)
    except (OSError, KeyError):
        return None


def roles(pid: int) -> dict[int, str]:
    """Return what each process of a service does: ``pid`` is the first of them."""
    found = family(pid)
    servers = {one for one in found if b"forkserver" in of(one, "cmdline")}
    return {one: "supervisor" if one == pid else _role(one, servers) for one in found}


def _role(pid: int, servers: set[int]) -> str:
    if pid in servers and parent(pid) in servers:
        # Both are forked: who writes reads indexes, for which a query worker has no module.
        return "writers" if b"_sqlite3" in of(pid, "maps") else QUERIES
    helps = pid in servers or b"resource_tracker" in of(pid, "cmdline")
    return "fork servers" if helps else "service processes"


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
