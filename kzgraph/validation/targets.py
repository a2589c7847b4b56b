"""Shapes that look at given nodes and at nothing else of the data around them.

pySHACL's own choice of focus nodes is of no use here: it keeps it for nested shapes as well, and so
misses what those find. Instead a node is marked, in the data, as a target of each shape that is
meant for it, and the shapes take marked nodes alone.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from kzgraph.validation.rules import parsed

_MARKER = rdflib.URIRef("urn:kzgraph:target")
_KINDS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf)


@lru_cache(maxsize=4)
def aimed(files: tuple[Path, ...]) -> rdflib.Graph:
    """Return the shapes of some files with marks for targets, as ``mark`` sets them."""
    shapes = rdflib.Graph() + parsed(files)
    targets = [triple for kind in _KINDS for triple in shapes.triples((None, kind, None))]
    for shape, kind, target in targets:
        shapes.remove((shape, kind, target))
        shapes.add((shape, SH.targetObjectsOf, _mark(kind, target)))
    return shapes


def mark(data: rdflib.Graph, nodes: Iterable[str], files: tuple[Path, ...]) -> None:
    """Mark some nodes of the data as the targets that they are for the shapes of some files."""
    targets = {kind: set(parsed(files).objects(None, kind)) for kind in _KINDS}
    for iri in nodes:
        node = rdflib.URIRef(iri)
        known: dict[Node, set[Node | None]] = {
            SH.targetClass: set(_classes(data, node)),
            SH.targetSubjectsOf: set(data.predicates(node, None)),
            SH.targetObjectsOf: set(data.predicates(None, node)),
        }
        for kind in _KINDS:
            for target in targets[kind] & known[kind]:
                data.add((_MARKER, _mark(kind, target), node))


def _classes(data: rdflib.Graph, node: Node) -> Iterator[Node | None]:
    for own in list(data.objects(node, RDF.type)):
        yield from data.transitive_objects(own, RDFS.subClassOf)


def _mark(kind: Node, target: Node) -> rdflib.URIRef:
    return rdflib.URIRef(f"{_MARKER}:{kind}:{target}")
