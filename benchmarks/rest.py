"""How fast REST answers: look-ups side by side with SPARQL, and the latency of every list call.

Look-ups: ``/v1/entities/{kind}/{slug}`` over all entities of the shipped data, one connection (wrk),
against `oxigraph serve` and rdflib-endpoint that answer the same by one SPARQL query (names, facts
with claims, sources and times, what points to the entity, what is only said), or no more than the
entity's own triples. Once with addresses that come back (our bytes are kept), once with each new.

Lists: every list call with varied filters on a graph of a million quads (``generate.py``), each
address for the first time (cold) and again (warm). The files are in the page cache of the system, and
the service has been ready for some seconds: what it prepares beside its first answers is done.

Run with ``python benchmarks/rest.py --lists DIR``.
"""

import argparse
import http.client
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote

from addresses import CALLS, Pool
from build import count
from common import Results, parsed
from servers import Peer, kzgraph, started
from service import Measured, keep_rounds, peers_of, wrk

from kzgraph.client import Client

SETTLED = 5.0
"""Seconds from a service's being ready to the first list."""

TARGET_MS = 50.0
TARGETS = {"oxigraph serve": 0.6, "rdflib-endpoint": 10.0}
"""How many times the rate of a peer that answers the same ours should be."""
PREFIXES = """PREFIX kz: <https://w3id.org/kzgraph/ontology#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX prov: <http://www.w3.org/ns/prov#>
"""
# Without OPTIONAL, and without the labels of other things, which both peers answer more slowly.
FACTS = """{ ?fact rdf:%s <ENTITY> ; a kz:Fact ; rdf:predicate ?p ; rdf:%s ?o ;
  kz:corroboration ?n ; kz:supportedBy ?claim . ?claim kz:modality ?modality ; kz:earliest ?first ;
  kz:latest ?last ; kz:evidence ?evidence . ?evidence oa:hasSource ?source }"""
SAID = """{ ?claim rdf:subject <ENTITY> ; a kz:Claim ; kz:modality ?unasserted ;
  kz:paraphrase ?text ; prov:wasAttributedTo ?speaker .
  FILTER(?unasserted != kz:Asserted && LANG(?text) = "en") }"""
OWN = "{ <ENTITY> ?own ?value }"
SAME = "the same"
QUERIES = {
    SAME: " UNION ".join((OWN, FACTS % ("subject", "object"), FACTS % ("object", "subject"), SAID)),
    "its triples alone": OWN,
}
SCRIPT = """
local paths, number, thread = {%s}, 0, 0
init = function() thread = math.random(1, 1000000) end
request = function()
  number = number + 1
  local path = paths[number %% #paths + 1]
  return wrk.format("GET", path .. %s)
end
wrk.headers["Accept"] = "application/sparql-results+json, application/json;q=0.5"
"""
# A day in the far future sees everything, and makes another address.
NEW_VIEW = """string.format("?known_on=%d-%02d-%02d", 2100 + thread % 5000 + math.floor(number / 336),
    1 + math.floor(number / 28) % 12, 1 + number % 28)"""
NEW_TEXT = """"%20%23" .. thread .. "x" .. number"""


@dataclass(frozen=True)
class Latencies:
    """Milliseconds of a call: the first after the start, then each new address, then each again."""

    first: float
    cold: list[float]
    warm: list[float]


def main() -> None:
    """Measure and print."""
    parser = parsed(__doc__, sizes=None)
    parser.add_argument("--home", type=Path, default=Path(".kzgraph"), help="the shipped data")
    parser.add_argument("--lists", type=Path, help="home of the large graph; none: no lists")
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement")
    parser.add_argument("--requests", type=int, default=200, help="addresses of each list call")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-lookups", action="store_true")
    given = parser.parse_args()
    if not given.no_lookups:
        _lookups(Results("rest look-ups", given.out, size=count(given.home)), given)
    if given.lists:
        results = Results("rest lists", given.out, size=count(given.lists))
        _lists(results, given.lists, given.requests, given.seed)


def _lookups(results: Results, given: argparse.Namespace) -> None:
    results.heading()
    with Client(given.home) as client:
        names = [entity.id for entity in client.entities(limit=100).all()]
    with tempfile.TemporaryDirectory() as folder:
        peers = list(peers_of(given.home, Path(folder)))
        for asked in QUERIES:
            for new in (False, True):
                load = f"{asked}, {'every address new' if new else 'addresses come back'}"
                scripts = {peer.name: _script(peer, names, asked, new=new) for peer in peers}
                _compare(results, load, scripts, peers, given)


def _script(peer: Peer, names: list[str], asked: str, *, new: bool) -> str:
    if peer.name == "kzgraph":
        paths = [f"/v1/entities/{name}" for name in names]
        return SCRIPT % (_table(paths), NEW_VIEW if new else '""')
    query = f"{PREFIXES}SELECT * WHERE {{ {QUERIES[asked]} }}"
    texts = [query.replace("ENTITY", f"https://w3id.org/kzgraph/id/{name}") for name in names]
    paths = [f"{peer.path}?query={quote(text, safe='')}" for text in texts]
    return SCRIPT % (_table(paths), NEW_TEXT if new else '""')


def _table(paths: list[str]) -> str:
    return ", ".join(json.dumps(path) for path in paths)


def _compare(
    results: Results,
    load: str,
    scripts: dict[str, str],
    peers: list[Peer],
    given: argparse.Namespace,
) -> None:
    """Measure the servers in turn, some rounds, on one connection."""
    rounds: list[dict[str, Measured]] = []
    for _ in range(given.rounds):
        measured = {}
        for peer in peers:
            with started(peer) as base:
                wrk(base, scripts[peer.name], 1, 2)  # each server has met every address
                measured[peer.name] = wrk(base, scripts[peer.name], 1, given.seconds)
        rounds.append(measured)
    for peer in peers:
        keep_rounds(results, peer.name, load, [one[peer.name] for one in rounds])
    for name, least in TARGETS.items() if load.startswith(SAME) else ():
        ratio = median(one["kzgraph"].rate / one[name].rate for one in rounds)
        wanted = f"look-up, {load}: at least {least:g} of {name}"
        results.target(wanted, f"{ratio:.2f}", met=ratio >= least)


def _lists(results: Results, home: Path, requests: int, seed: int) -> None:
    results.heading()
    with Client(home) as client:
        pool = Pool(client, seed)
    missed = []
    with started(kzgraph(home)) as base:
        time.sleep(SETTLED)
        connection = http.client.HTTPConnection(base.removeprefix("http://"), timeout=60)
        for name, make in CALLS.items():
            asked = list(dict.fromkeys(make(pool) for _ in range(requests)))
            slowest = _keep(results, name, _latencies(connection, asked))
            if slowest >= TARGET_MS:
                missed.append(f"{name} {slowest:.1f} ms")
    wanted = f"every list call at {results.size:,} quads: p99 under {TARGET_MS:g} ms"
    results.target(wanted, "; ".join(missed) or f"all {len(CALLS)}", met=not missed)


def _keep(results: Results, name: str, found: Latencies) -> float:
    """Keep what was measured of a list call; return the larger 99th percentile."""
    figures = {
        "first": found.first,
        "cold p50": median(found.cold),
        "cold p99": _p99(found.cold),
        "warm p50": median(found.warm),
        "warm p99": _p99(found.warm),
    }
    for measure, took in figures.items():
        results.figure("kzgraph", f"{name}: {measure}", results.size, [took], "ms")
    return max(figures["cold p99"], figures["warm p99"])


def _latencies(connection: http.client.HTTPConnection, asked: list[str]) -> Latencies:
    """Ask for each address, then for each again; the slowest new ones are told on stderr."""
    first, *cold = (_milliseconds(connection, address) for address in asked)
    warm = [_milliseconds(connection, address) for address in asked]
    for took, address in sorted(zip(cold, asked[1:], strict=True), reverse=True)[:3]:
        if took > TARGET_MS:
            print(f"{took:.0f} ms {address}", file=sys.stderr)
    return Latencies(first, cold or [first], warm)


def _milliseconds(connection: http.client.HTTPConnection, address: str) -> float:
    began = time.perf_counter()
    connection.request("GET", address)
    response = connection.getresponse()
    body = response.read()
    took = (time.perf_counter() - began) * 1000
    if response.status != http.client.OK:
        raise RuntimeError(f"{address}: {response.status} {body[:500]!r}")
    return took


def _p99(values: list[float]) -> float:
    return quantiles(values, n=100, method="inclusive")[-1] if len(values) > 1 else values[0]


if __name__ == "__main__":
    main()
