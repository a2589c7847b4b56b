"""Which claims rest on what is said of a document: its own, and those of whatever goes back to it."""

from collections.abc import Iterator, Sequence

from kzgraph.rdf import NamedNode
from kzgraph.store import Store
from kzgraph.vocab import KZ, OA, PROV, RDF_TYPE

_TYPE, _CLAIM = NamedNode(RDF_TYPE), NamedNode(KZ + "Claim")
_EVIDENCE, _SOURCE = NamedNode(KZ + "evidence"), NamedNode(OA + "hasSource")
_ORIGIN = NamedNode(PROV + "wasDerivedFrom")


def pointing(node: NamedNode, prop: NamedNode, stores: Sequence[Store]) -> set[NamedNode]:
    """Return what points to a node by a property in any of some stores."""
    found = (triple.subject for store in stores for triple in store.pointing_to(node, prop))
    return {subject for subject in found if isinstance(subject, NamedNode)}


def is_claim(node: NamedNode, stores: Sequence[Store]) -> bool:
    """Tell whether a node is a claim in any of some stores."""
    return any(t.object == _CLAIM for store in stores for t in store.about(node, _TYPE))


def relaying(document: NamedNode, stores: Sequence[Store]) -> set[NamedNode]:
    """Return a document or an origin, and all documents and claims that go back to it."""
    found, new = {document}, {document}
    while new:
        new = {relay for one in new for relay in pointing(one, _ORIGIN, stores)} - found
        found |= new
    return found


def resting_on(node: NamedNode, stores: Sequence[Store]) -> Iterator[NamedNode]:
    """Yield the claims that a document makes; of a claim itself, it alone."""
    if is_claim(node, stores):
        yield node
    yield from pointing(node, _EVIDENCE, stores)
    for passage in pointing(node, _SOURCE, stores):
        yield from pointing(passage, _EVIDENCE, stores)
