"""Running the rules over a store."""

import logging
from collections.abc import Iterable, Mapping

import pyshacl
import rdflib
from rdflib.namespace import SH as RDFLIB_SH

from kzgraph.identifiers import slug_of
from kzgraph.rdf import RdfFormat, text_of, write_bytes
from kzgraph.store import Store
from kzgraph.validation.report import VIOLATION, Finding, Report
from kzgraph.validation.rules import Rules
from kzgraph.validation.together import together

# rdflib logs a traceback for each ill-typed literal; a shape reports it with its place instead.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


def validate(store: Store, rules: Rules) -> Report:
    """Hold the default graph of a store to all rules."""
    shaped = run_shapes(_as_rdflib(store), rules.shapes())
    return in_order({*shaped, *run_queries(store, rules.queries)})


def in_order(findings: Iterable[Finding]) -> Report:
    """Return a report with violations first."""
    return Report(tuple(sorted(findings, key=_order)))


def _as_rdflib(store: Store) -> rdflib.Graph:
    triples = store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    return rdflib.Graph().parse(data=write_bytes(triples, RdfFormat.N_TRIPLES), format="nt")


def run_shapes(data: rdflib.Graph, shapes: rdflib.Graph) -> Iterable[Finding]:
    """Yield what the shapes find."""
    _, results, _ = pyshacl.validate(
        data, shacl_graph=together(shapes), inference="none", advanced=False
    )
    for result in results.objects(None, RDFLIB_SH.result):
        yield Finding(
            severity=slug_of(str(results.value(result, RDFLIB_SH.resultSeverity))),
            focus=str(results.value(result, RDFLIB_SH.focusNode)),
            rule=_rule_name(results, result, shapes),
            message=str(results.value(result, RDFLIB_SH.resultMessage)),
            path=_text(results.value(result, RDFLIB_SH.resultPath)),
            value=_text(results.value(result, RDFLIB_SH.value)),
        )


def _rule_name(results: rdflib.Graph, result: rdflib.term.Node, shapes: rdflib.Graph) -> str:
    """Name the node shape: a property shape inside of it has no name of its own."""
    source = results.value(result, RDFLIB_SH.sourceShape)
    owner = source
    while isinstance(owner, rdflib.BNode):
        parents = sorted(shapes.subjects(None, owner), key=str)
        if not parents:
            break
        owner = parents[0]
    return slug_of(str(owner))


def _text(term: rdflib.term.Node | None) -> str | None:
    return None if term is None or isinstance(term, rdflib.BNode) else str(term)


def run_queries(store: Store, queries: Mapping[str, str]) -> Iterable[Finding]:
    """Yield what the violation queries find."""
    for name, query in queries.items():
        message = query.splitlines()[0].lstrip("# ").strip()
        for row in store.select(query):
            focus, value = row["focus"], row.get("value")
            if focus is not None:
                shown = text_of(value) if value is not None else None
                yield Finding(VIOLATION, text_of(focus), name, message, value=shown)


def _order(finding: Finding) -> tuple[bool, str, str, str, str, str]:
    return (
        finding.severity != VIOLATION,
        finding.focus,
        finding.rule,
        finding.message,
        finding.path or "",
        finding.value or "",
    )
