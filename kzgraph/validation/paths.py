"""Property paths of SHACL in the words of SPARQL (SHACL, section 2.3.1)."""

import rdflib
from rdflib.namespace import RDF, SH
from rdflib.term import Node

from kzgraph.validation.uncovered import Uncovered

_REPEATED = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}


def sparql_path(shapes: rdflib.Graph, path: Node) -> str:
    """Return a path of SHACL as a property path of SPARQL.

    Raises ``Uncovered`` for what is no path of the SHACL core.
    """
    if isinstance(path, rdflib.URIRef):
        return path.n3()
    if (path, RDF.first, None) in shapes:
        return _joined(shapes, path, "/")
    alternatives = shapes.value(path, SH.alternativePath)
    if alternatives is not None:
        return _joined(shapes, alternatives, "|")
    inverse = shapes.value(path, SH.inversePath)
    if inverse is not None:
        return "^" + sparql_path(shapes, inverse)
    for kind, sign in _REPEATED.items():
        inner = shapes.value(path, kind)
        if inner is not None:
            return f"({sparql_path(shapes, inner)}){sign}"
    raise Uncovered(f"not a path: {path}")


def is_one_step(shapes: rdflib.Graph, path: Node) -> bool:
    """Tell whether a path is one triple long, so that no value is reached twice."""
    step = shapes.value(path, SH.inversePath) or path
    return isinstance(step, rdflib.URIRef)


def may_be_empty(path: str) -> bool:
    """Tell whether a path of SPARQL may lead from a node to itself without any triple."""
    return ")*" in path or ")?" in path


def _joined(shapes: rdflib.Graph, members: Node, sign: str) -> str:
    return "(" + sign.join(sparql_path(shapes, member) for member in shapes.items(members)) + ")"
