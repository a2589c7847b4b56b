"""How long a small SPARQL update takes: through our service, at `oxigraph serve` and at Virtuoso.

The same ``INSERT DATA`` of a person with two names, another person each time. Our service derives,
validates, indexes and publishes a new release with each; the peers only keep the triples, so that the
ratio is the price of that.

Run with ``python benchmarks/writes.py --sizes 10000,100000``.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import httpx
from build import count
from common import DATA, Results, lines_in, parsed, rounds_of, sizes_of
from servers import kzgraph, load_oxigraph, oxigraph, started
from sized import home, triples
from virtuoso import GRAPH, available, virtuoso

UPDATE = """PREFIX kz: <https://w3id.org/kzgraph/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
INSERT DATA {{ GRAPH <{graph}> {{ <https://w3id.org/kzgraph/id/person/written-{number}> a kz:Person ;
  skos:prefLabel "Written {number}"@en , "Écrit {number}"@fr }} }}"""
ENTITIES = "https://w3id.org/kzgraph/graph/entities"
SECONDS = 300.0


def main() -> None:
    """Measure and print."""
    given = parsed(__doc__).parse_args()
    results = Results("writes", given.out)
    results.heading()
    for size in sizes_of(given, results):
        rounds = rounds_of(given, results)
        _ours(results, size, rounds)
        _oxigraph(results, size, rounds)
        if available():
            _virtuoso(results, size, rounds)
    results.growth()


def _ours(results: Results, size: int, rounds: int) -> None:
    token = _token()
    copy = DATA / "writes.home"
    shutil.copytree(home(size), copy, symlinks=True)
    try:
        with started(kzgraph(copy, WRITE_TOKENS=token["hash"])) as base:
            allowed = {"Authorization": f"Bearer {token['token']}"}
            address = f"{base}/sparql"
            taken = _written(address, ENTITIES, rounds, allowed)
        results.figure("kzgraph", "small update", count(copy), taken, "s")
    finally:
        shutil.rmtree(copy)


def _token() -> dict[str, str]:
    """Make a token; return it and its hash."""
    command = [sys.executable, "-m", "kzgraph", "token", "new", "--json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    made: dict[str, str] = json.loads(done.stdout)
    return made


def _oxigraph(results: Results, size: int, rounds: int) -> None:
    location = DATA / "writes.oxigraph"
    load_oxigraph(location, triples(size))
    try:
        with started(oxigraph(location, write=True)) as base:
            taken = _written(f"{base}/update", ENTITIES, rounds)
        number = lines_in(triples(size))
        results.figure("oxigraph serve", "small update", number, taken, "s")
    finally:
        shutil.rmtree(location)


def _written(
    address: str, graph: str, rounds: int, headers: dict[str, str] | None = None
) -> list[float]:
    """Make some updates after a first one that does not count, and return the seconds of each."""
    return [_write(address, graph, number, headers) for number in range(rounds + 1)][1:]


def _write(address: str, graph: str, number: int, headers: dict[str, str] | None = None) -> float:
    """Make one update, and return its seconds."""
    field = "query" if address.endswith("/sparql") and headers is None else "update"
    form = {field: UPDATE.format(graph=graph, number=number)}
    began = perf_counter()
    response = httpx.post(address, data=form, headers=headers, timeout=SECONDS)
    if not response.is_success:
        raise RuntimeError(f"{address}: {response.status_code} {response.text[:500]}")
    return perf_counter() - began


def _virtuoso(results: Results, size: int, rounds: int) -> None:
    folder = DATA / "virtuoso-writes"
    file = Path(triples(size))
    try:
        with virtuoso(folder, file.parent) as server:
            server.load(file)
            server.execute('grant SPARQL_UPDATE to "SPARQL"')
            # Virtuoso takes updates by the parameter of queries.
            taken = _written(server.endpoint, GRAPH, rounds)
        results.figure("virtuoso", "small update", lines_in(file), taken, "s")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
