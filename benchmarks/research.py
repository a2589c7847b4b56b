"""How fast fifteen questions of researchers are answered, and that all engines answer alike.

The questions stand in ``queries/``. All engines hold the same triples, the default graph of a release
(in Virtuoso as a named graph, by ``default-graph-uri``), and are asked in turn over HTTP, each question
with a comment of its own at the end, so that no answer is kept; rdflib is asked in this process.

Run with ``python benchmarks/research.py --sizes 10000,100000``.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from math import exp, log
from pathlib import Path
from statistics import fmean, median
from time import perf_counter

import httpx
import rdflib
from common import DATA, Results, lines_in, parsed, rounds_of, sizes_of
from servers import Peer, kzgraph, load_oxigraph, oxigraph, rdflib_endpoint, started
from sized import home, triples
from virtuoso import GRAPH, available, virtuoso

QUERIES = Path(__file__).with_name("queries")
JSON = "application/sparql-results+json"
RDFLIB_MOST = 100_000
"""Quads beyond which rdflib is not asked: one answer takes minutes."""
SECONDS = 120.0

Row = tuple[str, ...]
Ask = Callable[[str], list[Row]]


def main() -> None:
    """Measure and print."""
    given = parsed(__doc__).parse_args()
    results = Results("research", given.out)
    results.heading()
    for size in sizes_of(given, results):
        _at(results, size, rounds_of(given, results))
    results.growth()


def _at(results: Results, size: int, rounds: int) -> None:
    number = lines_in(triples(size))
    texts = {path.stem: path.read_text("utf-8") for path in sorted(QUERIES.glob("*.rq"))}
    taken: dict[str, dict[str, float]] = {}
    wanted: dict[str, list[Row]] = {}
    for name, serve in engines(size):
        with serve() as ask:
            for query, text in texts.items():
                answer = sorted(row for row in ask(text) if any(row))
                if wanted.setdefault(query, answer) != answer:
                    raise RuntimeError(_differs(name, query, wanted[query], answer))
                times = [_milliseconds(ask, text, at) for at in range(rounds)]
                taken.setdefault(name, {})[query] = median(times)
                results.figure(name, query, number, times, "ms")
    empty = [query for query, rows in wanted.items() if not rows]
    if empty:
        print(f"\nwithout an answer at this size: {', '.join(empty)}")
    for name, times_of in taken.items():
        ratios = [taken["oxigraph serve"][query] / took for query, took in times_of.items()]
        print(f"{name}: {exp(fmean(log(one) for one in ratios)):.2f} times oxigraph serve (mean)")


def _milliseconds(ask: Ask, text: str, at: int) -> float:
    began = perf_counter()
    ask(f"{text}\n# {at} {began}")
    return (perf_counter() - began) * 1000


def _differs(name: str, query: str, wanted: list[Row], answer: list[Row]) -> str:
    only = [row for row in answer if row not in wanted][:3]
    missing = [row for row in wanted if row not in answer][:3]
    return f"{name} answers {query} otherwise: {len(answer)} rows, {only} and not {missing}"


def engines(size: int) -> Iterator[tuple[str, Callable[[], AbstractContextManager[Ask]]]]:
    """Yield the engines at a size: a name, and what serves it while it is asked."""
    file = triples(size)
    yield "oxigraph serve", lambda: _oxigraph(size)
    yield "kzgraph", lambda: _peer(kzgraph(home(size)))
    if size <= RDFLIB_MOST:
        yield "rdflib", lambda: _rdflib(file)
        yield "rdflib-endpoint", lambda: _peer(rdflib_endpoint(file))
    if available():
        yield "virtuoso", lambda: _virtuoso(file)


@contextmanager
def _oxigraph(size: int) -> Iterator[Ask]:
    location = DATA / f"{size}.oxigraph"
    if not location.exists():
        load_oxigraph(location, triples(size))
    with _peer(oxigraph(location)) as ask:
        yield ask


@contextmanager
def _peer(peer: Peer) -> Iterator[Ask]:
    with started(peer) as base, httpx.Client(timeout=SECONDS) as client:
        yield lambda text: _http(client, base + peer.path, {"query": text})


@contextmanager
def _virtuoso(file: Path) -> Iterator[Ask]:
    folder = DATA / "virtuoso-research"
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        server = stack.enter_context(virtuoso(folder, file.parent))
        server.load(file)
        client = stack.enter_context(httpx.Client(timeout=SECONDS))
        told = {"default-graph-uri": GRAPH, "format": JSON}
        yield lambda text: _http(client, server.endpoint, told | {"query": text})


def _http(client: httpx.Client, address: str, form: dict[str, str]) -> list[Row]:
    response = client.post(address, data=form, headers={"Accept": JSON})
    if response.status_code != httpx.codes.OK:
        raise RuntimeError(f"{address}: {response.status_code} {response.text[:500]}")
    answer = json.loads(response.text)
    names = answer["head"]["vars"]
    return [
        tuple(plain(row[name]["value"]) if name in row else "" for name in names)
        for row in answer["results"]["bindings"]
    ]


@contextmanager
def _rdflib(file: Path) -> Iterator[Ask]:
    graph = rdflib.Graph().parse(file, format="nt")
    yield lambda text: [
        tuple("" if term is None else plain(str(term)) for term in row) for row in graph.query(text)
    ]


def plain(text: str) -> str:
    """Return a value as all engines write it: numbers in six digits, since sums are rounded apart."""
    try:
        return f"{float(text):.6g}"
    except ValueError:
        return text


if __name__ == "__main__":
    main()
