"""How long single requests take at scale, and how much memory the service and its workers have.

Look-ups of entities, their relations and timelines, and lists of entities with facets: each address
is asked for once (nothing of it is kept), on one connection. Memory is what the service and its
workers have resident together after that, shared pages counted once.

Run with ``python benchmarks/latency.py --sizes 1000000``.
"""

import http.client
import sys
import time
from collections.abc import Callable
from statistics import median, quantiles
from urllib.parse import quote

from addresses import Pool, address
from build import count
from common import Results, parsed, resident, sizes_of
from servers import kzgraph, running
from sized import home

from kzgraph.client import Client

TARGET_MS = 20.0
TARGET_AT = 10_000_000
TARGET_MIB = 4096.0
SETTLED = 5.0
"""Seconds from a service's being ready to the first request."""

FACETS = ("type", "country", "sector")

CALLS: dict[str, Callable[[Pool], str]] = {
    "entity look-up": lambda p: f"/v1/entities/{quote(p.any())}",
    "relations": lambda p: f"/v1/entities/{quote(p.any())}/relations",
    "timeline": lambda p: f"/v1/entities/{quote(p.any())}/timeline",
    "facets": lambda p: address("entities", {"facets": FACETS, "country": p.any("State")}),
}


def main() -> None:
    """Measure and print."""
    parser = parsed(__doc__)
    parser.add_argument("--requests", type=int, default=200)
    given = parser.parse_args()
    results = Results("latency", given.out)
    results.heading()
    for size in sizes_of(given, results):
        _at(results, size, given.requests)
    results.growth()


def _at(results: Results, size: int, requests: int) -> None:
    where = home(size)
    quads = count(where)
    with Client(where) as client:
        pool = Pool(client, 1)
    with running(kzgraph(where)) as server:
        time.sleep(SETTLED)
        connection = http.client.HTTPConnection(server.base.removeprefix("http://"), timeout=60)
        for name, make in CALLS.items():
            asked = list(dict.fromkeys(make(pool) for _ in range(requests)))
            taken = [milliseconds(connection, one) for one in asked]
            results.figure("kzgraph", f"{name}: p50", quads, [median(taken)], "ms")
            slowest = quantiles(taken, n=100, method="inclusive")[-1]
            results.figure("kzgraph", f"{name}: p99", quads, [slowest], "ms")
            _tell_slow(asked, taken)
            if size >= TARGET_AT:
                wanted = f"{name} p99 under {TARGET_MS:g} ms at {quads:,} quads"
                results.target(wanted, f"{slowest:.1f} ms", met=slowest < TARGET_MS)
        most = resident(server.pid)
    results.figure("kzgraph", "all of these: memory", quads, [most], "MiB")
    if size >= TARGET_AT:
        wanted = f"service and workers under {TARGET_MIB:,.0f} MiB"
        results.target(wanted, f"{most:,.0f} MiB", met=most < TARGET_MIB)


def _tell_slow(asked: list[str], taken: list[float]) -> None:
    for took, one in sorted(zip(taken, asked, strict=True), reverse=True)[:3]:
        if took > TARGET_MS:
            print(f"{took:.0f} ms {one}", file=sys.stderr)


def milliseconds(connection: http.client.HTTPConnection, asked: str) -> float:
    """Ask for an address, and return how long the whole answer took."""
    began = time.perf_counter()
    connection.request("GET", asked)
    response = connection.getresponse()
    body = response.read()
    if response.status != http.client.OK:
        raise RuntimeError(f"{asked}: {response.status} {body[:500]!r}")
    return (time.perf_counter() - began) * 1000


if __name__ == "__main__":
    main()
