"""Running the rules over a store, several at the same time: Oxigraph lets Python go on meanwhile."""

import logging
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING

from kzgraph.rdf import Literal, NamedNode, Term, text_of
from kzgraph.store import Store
from kzgraph.validation.asking import Narrow, rows
from kzgraph.validation.made import Check
from kzgraph.validation.report import VIOLATION, Finding, Report
from kzgraph.validation.rules import Rules
from kzgraph.vocab import RDFS

if TYPE_CHECKING:
    import rdflib

    from kzgraph.validation.checks import Compiled

# rdflib logs a traceback for each ill-typed literal; a shape reports it with its place instead.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


_AT_ONCE = min(os.cpu_count() or 1, 4)
"""Queries to ask at the same time; a remote store has others to answer too."""

_RARELY = 200
"""One of so many things at most is of a rare class; a look-up takes as long as reading ten triples."""

_NOTHING: Mapping[str, Narrow] = MappingProxyType({})

_Part = Callable[[], Iterator[Finding]]
"""What is asked at once."""


def validate(store: Store, rules: Rules, narrowed: Mapping[str, Narrow] = _NOTHING) -> Report:
    """Hold the default graph of a store to all rules.

    ``narrowed`` tells, by the name of a violation query, what is known of its lines at once.
    """
    shapes = rules.shapes()
    plan = _plan(store, shapes)
    # The last of few long queries would run alone; checks of shapes are many, and short.
    parts = [*_asked(store, rules.queries, narrowed), *_checked(store, plan)]
    return in_order({*_abreast(parts), *_left_over(store, shapes, plan)})


def hold_to_shapes(store: Store, shapes: "rdflib.Graph") -> Iterator[Finding]:
    """Yield what shapes find in the default graph: by queries, and by pySHACL what these do not cover."""
    plan = _plan(store, shapes)
    yield from _abreast(_checked(store, plan))
    yield from _left_over(store, shapes, plan)


def _plan(store: Store, shapes: "rdflib.Graph") -> "Compiled":
    """Compile shapes for what a store holds."""
    from rdflib.namespace import SH  # noqa: PLC0415

    from kzgraph.validation.checks import compiled  # noqa: PLC0415  # brings rdflib

    classes = classes_below(store)
    wanted = {str(one) for one in shapes.objects(None, SH.targetClass)}
    return compiled(shapes, classes, rare_among(store, wanted, classes))


def _checked(store: Store, plan: "Compiled") -> Iterator[_Part]:
    return (partial(run_check, store, check) for check in plan.checks)


def _left_over(store: Store, shapes: "rdflib.Graph", plan: "Compiled") -> Iterator[Finding]:
    """Yield what pySHACL finds for the shapes that are not covered."""
    if plan.uncovered:
        from kzgraph.validation.by_pyshacl import as_rdflib, run_shapes  # noqa: PLC0415  # slow, rare
        from kzgraph.validation.checks import left_over  # noqa: PLC0415  # brings rdflib

        yield from run_shapes(as_rdflib(store), left_over(shapes, plan.uncovered))


def classes_below(store: Store) -> dict[str, frozenset[str]]:
    """Return each class of the default graph with the classes below it, at any depth."""
    below: dict[str, set[str]] = defaultdict(set)
    for row in store.select(f"SELECT ?below ?above WHERE {{ ?below <{RDFS}subClassOf> ?above }}"):
        if row["below"] is not None and row["above"] is not None:
            below[text_of(row["above"])].add(text_of(row["below"]))
    return {above: frozenset(_closure(above, below)) for above in below}


def rare_among(store: Store, wanted: Iterable[str], below: Mapping[str, Set[str]]) -> set[str]:
    """Return the classes, of some, that few things are of: they are looked up, not read with all else."""
    counts: dict[str, int] = defaultdict(int)
    for row in store.select(
        "SELECT ?class (COUNT(*) AS ?n) WHERE { ?thing a ?class } GROUP BY ?class"
    ):
        if row["class"] is not None and isinstance(row["n"], Literal):
            counts[text_of(row["class"])] += int(row["n"].value)
    most = sum(counts.values()) // _RARELY
    return {
        one for one in wanted if sum(counts[kind] for kind in {one, *below.get(one, ())}) <= most
    }


def _closure(above: str, below: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = {above}
    while waiting:
        waiting = {lower for one in waiting for lower in below.get(one, ())} - found
        found |= waiting
    return found


def run_check(store: Store, check: Check) -> Iterator[Finding]:
    """Yield what a check finds, in the words of pySHACL."""
    for row in store.select(check.query):
        focus, value, path = row["focus"], row.get("value"), row.get("path")
        if focus is not None:
            yield Finding(
                severity=check.severity,
                focus=text_of(focus),
                rule=check.rule,
                message=check.message,
                path=check.path if path is None else text_of(path),
                value=_shown(value),
            )


def _shown(value: Term | None) -> str | None:
    """Return a value as rdflib, which writes some numbers in a form of its own, shows it."""
    if isinstance(value, Literal):
        import rdflib  # noqa: PLC0415  # few findings have such a value

        kind = rdflib.URIRef(value.datatype.value) if value.language is None else None
        return str(rdflib.Literal(value.value, datatype=kind))
    return value.value if isinstance(value, NamedNode) else None


def in_order(findings: Iterable[Finding]) -> Report:
    """Return a report with violations first."""
    return Report(tuple(sorted(findings, key=_order)))


def run_queries(store: Store, queries: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what the violation queries find."""
    yield from _abreast(_asked(store, queries))


def _asked(
    store: Store, queries: Mapping[str, str], narrowed: Mapping[str, Narrow] = _NOTHING
) -> Iterator[_Part]:
    for name, query in queries.items():
        yield partial(_run_query, store, name, query, narrowed.get(name))


def _run_query(
    store: Store, name: str, query: str, narrow: Narrow | None = None
) -> Iterator[Finding]:
    """Yield what one violation query finds."""
    message = query.splitlines()[0].lstrip("# ").strip()
    for row in rows(store, query, narrow):
        focus, value = row["focus"], row.get("value")
        if focus is not None:
            shown = text_of(value) if value is not None else None
            yield Finding(VIOLATION, text_of(focus), name, message, value=shown)


def _abreast(parts: Iterable[_Part]) -> Iterator[Finding]:
    """Yield what is found in each part, in their order; several parts are looked at at once."""
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="kzgraph-rules") as pool:
        for found in pool.map(lambda part: list(part()), parts):
            yield from found


def _order(finding: Finding) -> tuple[bool, str, str, str, str, str]:
    return (
        finding.severity != VIOLATION,
        finding.focus,
        finding.rule,
        finding.message,
        finding.path or "",
        finding.value or "",
    )
