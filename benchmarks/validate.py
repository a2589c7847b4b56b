"""How fast a release is held to the shapes, beside pySHACL alone, and that both find the same.

Ours is ``hold_to_shapes`` over the store of a release, in a process of its own; pySHACL is
``pyshacl.validate`` over the same triples in rdflib, without the time that reading them takes. What
both find is compared by focus node, path, value, message and severity. The violation queries, which
pySHACL cannot hold, are timed apart.

Run with ``python benchmarks/validate.py --sizes 10000,100000``.
"""

import logging
from time import perf_counter

import pyshacl
import rdflib
from common import ROOT, Results, lines_in, parsed, rounds_of, sizes_of
from rdflib.namespace import SH
from sized import home, triples

from kzgraph.release import Home
from kzgraph.validation.rules import Rules
from kzgraph.validation.run import hold_to_shapes, run_queries

logging.getLogger("rdflib.term").setLevel(logging.ERROR)

TARGET = 12.0
TARGET_AT = 1_000_000
"""Triples, of the default graph: half as many as quads."""

Found = frozenset[tuple[str | None, ...]]


def main() -> None:
    """Measure and print."""
    parser = parsed(__doc__)
    parser.add_argument("--no-peer", action="store_true", help="leave pySHACL alone out")
    given = parser.parse_args()
    results = Results("validate", given.out)
    results.heading()
    for size in sizes_of(given, results):
        _held(results, size, rounds_of(given, results), peer=not given.no_peer)
    results.growth()


def _held(results: Results, size: int, rounds: int, *, peer: bool) -> None:
    rules = Rules.read(ROOT / "shapes")
    number = lines_in(triples(size))
    ours, asked, found = [], [], Found()
    for _ in range(rounds):
        store = Home(home(size)).current().open_store()
        began = perf_counter()
        found = Found(
            (one.focus, one.path, one.value, one.message, one.severity)
            for one in hold_to_shapes(store, rules.shapes())
        )
        shaped = perf_counter()
        list(run_queries(store, rules.queries))
        ours.append(shaped - began)
        asked.append(perf_counter() - shaped)
        store.close()
    seconds = results.figure("hold_to_shapes", "shapes", number, ours, "s")
    results.figure("run_queries", "violation queries", number, asked, "s")
    if peer:
        theirs, report = _pyshacl(size, rules.shapes())
        results.figure("pyshacl", "shapes", number, [theirs], "s")
        if number >= TARGET_AT * 0.9:
            wanted = f"validation of {number:,} triples at least {TARGET:g} times pySHACL"
            results.target(wanted, f"{theirs / seconds:.1f} times", met=theirs / seconds >= TARGET)
        same = f"{len(found)} findings, {len(found ^ report)} of them differ"
        results.target(f"{number:,} triples: the same report as pySHACL", same, met=found == report)


def _pyshacl(size: int, shapes: rdflib.Graph) -> tuple[float, Found]:
    """Return the seconds of pySHACL alone, and what it found."""
    data = rdflib.Graph().parse(triples(size), format="nt")
    began = perf_counter()
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    seconds = perf_counter() - began
    parts = (SH.focusNode, SH.resultPath, SH.value, SH.resultMessage)
    return seconds, Found(
        (
            *(_text(report.value(one, part)) for part in parts),
            str(report.value(one, SH.resultSeverity)).rpartition("#")[2],
        )
        for one in report.objects(None, SH.result)
    )


def _text(term: rdflib.term.Node | None) -> str | None:
    """Return a term as a finding of ours has it: a path that is no IRI is none."""
    return None if term is None or isinstance(term, rdflib.BNode) else str(term)


if __name__ == "__main__":
    main()
