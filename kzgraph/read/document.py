"""One document in full: what it is, where it comes from, how much of it was seen, its coverage."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kzgraph.identifiers import TERMS, THINGS, thing
from kzgraph.model import Value
from kzgraph.model.sources import Source
from kzgraph.rdf import NamedNode, text_of
from kzgraph.read.graph import Graph
from kzgraph.read.sources import get_source
from kzgraph.values import by_language, first, label_of, properties_of
from kzgraph.vocab import DCTERMS, PROV, SCHEMA, SKOS

_DERIVED: Final = PROV + "wasDerivedFrom"


@dataclass(frozen=True)
class Document:
    """A document as a reader wants to judge it.

    ``names`` and ``description`` are by language. ``derived_from`` is what its text goes back to,
    ``relays`` are the documents that go back to it. ``seen_whole`` is false where only a part was
    seen, the first ``characters_seen``; None where nothing is said of that.
    """

    source: Source
    names: dict[str, str]
    description: dict[str, str]
    address: str | None
    derived_from: tuple[Value, ...]
    relays: tuple[Value, ...]
    characters_seen: int | None
    seen_whole: bool | None


def get_document(graph: Graph, source: str) -> Document:
    """Return a document by its id, such as ``eonergie-2024-11``. Raises ``NotFoundError``."""
    told = get_source(graph, source)
    said = properties_of(graph.store, thing("document", source))
    seen, whole = first(said[TERMS + "charactersSeen"]), first(said[TERMS + "seenWhole"])
    address = said[SCHEMA + "url"]
    return Document(
        source=told,
        names=by_language(said[SKOS + "prefLabel"]),
        description=by_language(said[DCTERMS + "description"]),
        address=(address[0].iri or address[0].text) if address else None,
        derived_from=tuple(value for value in said[_DERIVED] if value.iri),
        relays=_named(graph, _pointing(graph, told.source.iri)),
        characters_seen=int(seen) if seen else None,
        seen_whole=None if whole is None else whole == "true",
    )


def _pointing(graph: Graph, iri: str) -> Iterable[str]:
    triples = graph.store.pointing_to(NamedNode(iri), NamedNode(_DERIVED))
    found = {text_of(triple.subject) for triple in triples}
    return sorted(name for name in found if name.startswith(THINGS + "document/"))


def _named(graph: Graph, iris: Iterable[str]) -> tuple[Value, ...]:
    return tuple(Value(label_of(graph.store, iri), iri) for iri in iris)
