"""How fast the service answers, side by side with `oxigraph serve` and rdflib-endpoint.

All serve the same triples to the same client (wrk) in one run. Two loads: one query again and again,
and a cheap look-up whose text differs each time, so that no cache can help. Then a runaway query on
our service alone: how long after its deadline it ends, and when a new worker answers.

Run with ``python benchmarks/service.py``. Needs wrk (Debian's package).
"""

import argparse
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import quote

import httpx
from build import count
from common import Results, parsed
from servers import Peer, kzgraph, load_oxigraph, oxigraph, rdflib_endpoint, started

from kzgraph.release import Home

CONNECTIONS = (1, 8, 32)
QUERY = (
    "SELECT ?p ?o WHERE { <https://w3id.org/kzgraph/id/project/nuclear-power-plant> ?p ?o } "
    "ORDER BY ?p ?o"
)
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
DEADLINE = 2.0
LATE = 0.3
"""Seconds after its deadline in which a runaway query is ended, and in which a worker answers then."""
REPEATED, DISTINCT = "one query again and again", "every text different"
REPEAT_SCRIPT = """
wrk.headers["Accept"] = "application/sparql-results+json"
request = function() return wrk.format("GET", "%s?query=%s") end
"""
DISTINCT_SCRIPT = """
wrk.headers["Accept"] = "application/sparql-results+json"
local number, thread = 0, 0
init = function() thread = math.random(1, 1000000000) end
request = function()
  number = number + 1
  return wrk.format("GET", "%s?query=%s%%20%%23" .. thread .. "x" .. number)
end
"""


TARGETS = {
    REPEATED: {"oxigraph serve": 2.0},
    DISTINCT: {"oxigraph serve": 0.3, "rdflib-endpoint": 3.0},
}
"""How many times the rate of a peer ours should be."""


@dataclass(frozen=True)
class Measured:
    """Requests a second, and milliseconds at the 99th percentile."""

    rate: float
    slowest: float


def main() -> None:
    """Measure and print."""
    parser = parsed(__doc__, sizes=None, rounds=5)
    parser.add_argument("--home", type=Path, default=Path(".kzgraph"))
    parser.add_argument("--seconds", type=int, default=2)
    given = parser.parse_args()
    results = Results("service", given.out, size=count(given.home))
    results.heading()
    with tempfile.TemporaryDirectory() as folder:
        peers = list(peers_of(given.home, Path(folder)))
        for load, script in ((REPEATED, REPEAT_SCRIPT), (DISTINCT, DISTINCT_SCRIPT)):
            _compare(results, load, script, peers, given)
    _runaway(results, given.home)


def peers_of(home: Path, folder: Path) -> Iterator[Peer]:
    """Yield our service and its peers over the default graph of a release."""
    triples = folder / "data.nt"
    if not triples.exists():
        store = Home(home).current().open_store()
        triples.write_bytes(b"".join(store.lines(None)))
        load_oxigraph(folder / "oxigraph", triples)
    yield oxigraph(folder / "oxigraph")
    yield kzgraph(home)
    yield rdflib_endpoint(triples)


def _compare(
    results: Results, load: str, script: str, peers: list[Peer], given: argparse.Namespace
) -> None:
    """Measure the servers in turn, some rounds at each number of connections.

    What else the machine does then hits all alike, and an odd round counts for nothing.
    """
    ratios: dict[str, list[float]] = {peer.name: [] for peer in peers}
    with ExitStack() as running:
        bases = {peer.name: running.enter_context(started(peer)) for peer in peers}
        for connections in CONNECTIONS:
            rounds = [
                {
                    peer.name: wrk(
                        bases[peer.name],
                        script % (peer.path, quote(QUERY, safe="")),
                        connections,
                        given.seconds,
                    )
                    for peer in peers
                }
                for _ in range(given.rounds)
            ]
            for peer in peers:
                what = f"{load}, {connections} at once"
                keep_rounds(results, peer.name, what, [one[peer.name] for one in rounds])
                ratios[peer.name].append(
                    median(one["kzgraph"].rate / one[peer.name].rate for one in rounds)
                )
    for name, least in TARGETS[load].items():
        found = ratios[name]
        told = f"{min(found):.2f} to {max(found):.2f}"
        results.target(f"{load}: at least {least:g} of {name}", told, met=min(found) >= least)


def keep_rounds(results: Results, system: str, what: str, rounds: Sequence[Measured]) -> None:
    """Keep the rate of a load and its slowest requests."""
    size = results.size
    results.figure(system, what, size, [one.rate for one in rounds], "requests/s")
    results.figure(system, f"{what}: p99", size, [one.slowest for one in rounds], "ms")


def wrk(base: str, script: str, connections: int, seconds: int) -> Measured:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        command = [
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "--latency",
            "--timeout",
            "30s",
            "-s",
            file.name,
            base,
        ]
        text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in text:
        raise RuntimeError(text)
    rate = float(_found(r"Requests/sec:\s+([\d.]+)", text))
    return Measured(rate, _milliseconds(text, "99%"))


def _milliseconds(text: str, name: str) -> float:
    match = re.search(rf"{name}\s+([\d.]+)(us|ms|s)\b", text)
    if match is None:
        raise ValueError(text)
    return float(match[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[match[2]]


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    if match is None:
        raise ValueError(text)
    return match[1]


def _runaway(results: Results, home: Path) -> None:
    """Ask runaway queries, and look when they end and when a cheap query is answered after that."""
    late, anew = [], []
    with started(kzgraph(home, QUERY_WORKERS="1", DEADLINE=str(DEADLINE))) as base:
        for number in range(3):
            ended: list[float] = []

            def run(text: str, ended: list[float] = ended) -> None:
                httpx.get(base + "/sparql", params={"query": text}, timeout=30)
                ended.append(time.perf_counter())

            began = time.perf_counter()
            thread = threading.Thread(target=run, args=(f"{RUNAWAY} #{number}",))
            thread.start()
            time.sleep(0.2)
            httpx.get(base + "/sparql", params={"query": f"ASK {{}} #{number}"}, timeout=30)
            answered = time.perf_counter()
            thread.join()
            late.append(ended[0] - began - DEADLINE)
            anew.append(answered - ended[0])
    wanted = (
        f"a runaway query ended within {LATE:g} s of its deadline, an answer within {LATE:g} s more"
    )
    told = f"at most {max(late):.3f} and {max(anew):.3f} s"
    results.target(wanted, told, met=max(*late, *anew) <= LATE)


if __name__ == "__main__":
    main()
