"""Finding the one entity that an address names: the IRI, its successor, or a name that is near."""

from rapidfuzz import fuzz, process

from kzgraph.errors import NotFoundError, ReplacedError
from kzgraph.identifiers import THINGS, compact, thing
from kzgraph.names.compare import SHORTEST
from kzgraph.rdf import NamedNode
from kzgraph.read.graph import Graph
from kzgraph.store import Store
from kzgraph.vocab import DCTERMS, SKOS

_NAME = NamedNode(SKOS + "prefLabel")
_SUCCESSOR = NamedNode(DCTERMS + "isReplacedBy")
_LIKELY = 0.6
"""The score from which a name is near, and not only begins alike."""

_NEAR = 80
"""Per cent of an id that a near one shares with it."""


def entity_iri(graph: Graph, name: str) -> str:
    """Return the IRI of an entity such as ``state/kaz``.

    Raises ``ReplacedError`` for one that another has replaced, and ``NotFoundError`` for one that
    nobody has named; both say where to look.
    """
    iri = _iri(name)
    if is_entity(graph, name):
        return iri
    successor = successor_of(graph.store, iri)
    if successor is not None:
        raise ReplacedError("entity", name, compact(successor))
    raise NotFoundError("entity", name, _near(graph, name))


def is_entity(graph: Graph, name: str) -> bool:
    """Tell whether an entity bears an id; quick, and without a reason."""
    return any(True for _ in graph.store.about(NamedNode(_iri(name)), _NAME))


def _iri(name: str) -> str:
    """Return the IRI that an id stands for; for what is no id, one that nothing can have."""
    kind, _, slug = name.partition("/")
    try:
        return thing(kind, slug)
    except ValueError:
        return f"{THINGS}none"


def successor_of(store: Store, iri: str) -> str | None:
    """Return what has replaced a thing in the end, or None; a circle of successors leads nowhere."""
    seen = [iri]
    while True:
        told = (triple.object for triple in store.about(NamedNode(seen[-1]), _SUCCESSOR))
        follows = next((node.value for node in told if isinstance(node, NamedNode)), None)
        if follows is None:
            return seen[-1] if len(seen) > 1 else None
        if follows in seen:
            return None
        seen.append(follows)


def _near(graph: Graph, name: str) -> str | None:
    """Return the entity that may have been meant: one so named, of the same kind if there is one.

    Where no name is near, the nearest id.
    """
    kind, _, slug = name.rpartition("/")
    words = slug.replace("-", " ").replace(".", " ")
    matches = graph.names.search(words) if len(words) >= SHORTEST else []
    found = [compact(match.iri) for match in matches if match.score >= _LIKELY]
    same = (other for other in found if other.startswith(f"{kind}/"))
    best = next(same, found[0] if found else None)
    return best or _nearest_id(graph, name)


def _nearest_id(graph: Graph, name: str) -> str | None:
    ids = [compact(entity.iri) for entity in graph.entities.entities]
    found = process.extractOne(name, ids, scorer=fuzz.ratio, score_cutoff=_NEAR)
    return found[0] if found else None
