"""How fast the service answers, side by side with `oxigraph serve` and rdflib-endpoint.

All serve the same triples to the same client (wrk) in one run. Two loads: one query again and again,
and a cheap look-up whose text differs each time, so that no cache can help. Then a runaway query on
our service alone: how long after its deadline it ends, and when a new worker answers.

Run with `make bench`. Needs wrk (Debian's package). Prints a table in Markdown.
"""

import argparse
import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import quote

import httpx
from common import machine_name
from servers import Peer, kzgraph, load_oxigraph, oxigraph, rdflib_endpoint, started

from kzgraph.release import Home

CONNECTIONS = (1, 8, 32)
QUERY = (
    "SELECT ?p ?o WHERE { <https://w3id.org/kzgraph/id/project/nuclear-power-plant> ?p ?o } "
    "ORDER BY ?p ?o"
)
RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
DEADLINE = 2.0
REPEATED = """
wrk.headers["Accept"] = "application/sparql-results+json"
request = function() return wrk.format("GET", "%s?query=%s") end
"""
DISTINCT = """
wrk.headers["Accept"] = "application/sparql-results+json"
local number, thread = 0, 0
init = function() thread = math.random(1, 1000000000) end
request = function()
  number = number + 1
  return wrk.format("GET", "%s?query=%s%%20%%23" .. thread .. "x" .. number)
end
"""


@dataclass(frozen=True)
class Measured:
    """Requests a second, and milliseconds at the median and at the 99th percentile."""

    rate: float
    median: float
    slowest: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, default=Path(".kzgraph"))
    parser.add_argument("--seconds", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(machine_name())
        print(
            "\n| load | server | connections | requests/s | median ms | p99 ms | ratio to oxigraph |"
        )
        print("|---|---|---:|---:|---:|---:|---:|")
        for name, script in (("repeated", REPEATED), ("every text different", DISTINCT)):
            _compare(name, script, list(peers_of(given.home, Path(folder))), given)
        print()
        _runaway(given.home)


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


def _compare(load: str, script: str, peers: list[Peer], given: argparse.Namespace) -> None:
    """Measure the servers in turn, some rounds at each number of connections, and print medians.

    What else the machine does then hits all alike, and an odd round counts for nothing.
    """
    with ExitStack() as running:
        bases = {peer.name: running.enter_context(started(peer)) for peer in peers}
        for connections in CONNECTIONS:
            rounds = [
                [
                    wrk(
                        bases[peer.name],
                        script % (peer.path, quote(QUERY, safe="")),
                        connections,
                        given.seconds,
                    )
                    for peer in peers
                ]
                for _ in range(given.rounds)
            ]
            for number, peer in enumerate(peers):
                print(
                    f"| {load} | {peer.name} | {connections} | {_cells(rounds, number)} |",
                    flush=True,
                )


def _cells(rounds: list[list[Measured]], number: int) -> str:
    """Return the medians of one server, and of its ratio to the first within a round."""
    found = [measured[number] for measured in rounds]
    ratio = median(measured[number].rate / measured[0].rate for measured in rounds)
    figures = (median(one.median for one in found), median(one.slowest for one in found), ratio)
    rate = f"{median(one.rate for one in found):,.0f}"
    return " | ".join([rate, *(f"{figure:.2f}" for figure in figures)])


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
    return Measured(rate, _milliseconds(text, "50%"), _milliseconds(text, "99%"))


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


def _runaway(home: Path) -> None:
    """Run one runaway query a worker, and look when they end and when a cheap query is answered."""
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
            late, new = ended[0] - began - DEADLINE, answered - ended[0]
            print(
                f"runaway {number + 1}: ended {late:.3f} s after its deadline of {DEADLINE:g} s; "
                f"the new worker answered {new:.3f} s after that"
            )


if __name__ == "__main__":
    main()
