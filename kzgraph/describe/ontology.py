"""The ontology of a release as one document."""

from collections.abc import Iterator

from kzgraph.errors import NotFoundError
from kzgraph.identifiers import BASE, ontology_graph
from kzgraph.queries import load
from kzgraph.rdf import NamedNode, Triple, text_or_empty
from kzgraph.store import Store

ONTOLOGY = BASE + "ontology"


def ontology_triples(store: Store, version: str | None = None) -> list[Triple]:
    """Return the terms, the vocabularies and the alignments, those of the ontology itself first.

    Raises ``NotFoundError`` when the release has no ontology, or not the version that is asked for.
    """
    found = _version(store)
    if found is None or version not in (None, found.removeprefix(ONTOLOGY + "/")):
        raise NotFoundError("ontology", version or ONTOLOGY)
    return list(_triples(store))


def _version(store: Store) -> str | None:
    row = next(store.select(load("ontology_version"), {"ontology": NamedNode(ONTOLOGY)}), None)
    return text_or_empty(row["version"]) if row else None


def _triples(store: Store) -> Iterator[Triple]:
    graphs = [name for name in store.graphs() if name.startswith(ontology_graph(""))]
    first = NamedNode(ONTOLOGY)
    quads = [quad for graph in graphs for quad in store.quads(graph)]
    for quad in sorted(quads, key=lambda quad: (quad.subject != first, str(quad))):
        yield Triple(quad.subject, quad.predicate, quad.object)
