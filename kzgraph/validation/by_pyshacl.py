"""pySHACL, for shapes that the queries do not cover; it reads all data into memory of its own."""

from collections.abc import Iterator

import pyshacl
import rdflib
from rdflib.namespace import SH

from kzgraph.identifiers import slug_of
from kzgraph.rdf import RdfFormat, write_bytes
from kzgraph.store import Store
from kzgraph.validation.checks import rule_name
from kzgraph.validation.report import Finding


def as_rdflib(store: Store) -> rdflib.Graph:
    """Return the default graph of a store as pySHACL reads it."""
    triples = store.construct("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    return rdflib.Graph().parse(data=write_bytes(triples, RdfFormat.N_TRIPLES), format="nt")


def run_shapes(data: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[Finding]:
    """Yield what the shapes find."""
    _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    for result in results.objects(None, SH.result):
        yield Finding(
            severity=slug_of(str(results.value(result, SH.resultSeverity))),
            focus=str(results.value(result, SH.focusNode)),
            rule=rule_name(shapes, results.value(result, SH.sourceShape)),
            message=str(results.value(result, SH.resultMessage)),
            path=_text(results.value(result, SH.resultPath)),
            value=_text(results.value(result, SH.value)),
        )


def _text(term: rdflib.term.Node | None) -> str | None:
    return None if term is None or isinstance(term, rdflib.BNode) else str(term)
