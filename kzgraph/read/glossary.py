"""The terms of the ontology: the list of all, and one with its definition and its place."""

from collections.abc import Iterable
from typing import Final, cast

from kzgraph.errors import NotFoundError
from kzgraph.identifiers import TERMS
from kzgraph.model import Value
from kzgraph.model.glossary import Entry, Role, Term
from kzgraph.queries import load
from kzgraph.rdf import NamedNode, text_of, text_or_empty
from kzgraph.read.graph import Graph
from kzgraph.values import Properties, by_language, properties_of, value_of
from kzgraph.vocab import RDF_TYPE, RDFS, SCHEMA, SKOS

_ABOVE: Final = (RDFS + "subClassOf", RDFS + "subPropertyOf", SKOS + "broader")
_MATCHES: Final = tuple(
    f"{SKOS}{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")
)


def list_terms(graph: Graph) -> tuple[Entry, ...]:
    """Return every term of our own ontology, sorted by IRI."""
    found = {}
    for row in graph.store.select(load("glossary")):
        role = cast("Role", text_or_empty(row["role"]))
        scheme = row["scheme"]
        iri = text_or_empty(row["term"])
        found[iri] = Entry(iri, role, text_of(scheme) if scheme is not None else None)
    return tuple(found[iri] for iri in sorted(found))


def get_term(graph: Graph, name: str) -> Term:
    """Return a term by its local name, such as ``visitor``. Raises ``NotFoundError``."""
    iri = TERMS + name
    said = properties_of(graph.store, iri) if _is_name(name) else {}
    if RDF_TYPE not in said:
        raise NotFoundError("term", name)
    return Term(
        iri,
        name,
        roles=tuple(value.iri or value.text for value in said[RDF_TYPE]),
        labels=by_language(said[RDFS + "label"] or said[SKOS + "prefLabel"]),
        definition=by_language(said[SKOS + "definition"]),
        example=by_language(said[SKOS + "example"]),
        above=_things(said, _ABOVE),
        below=_below(graph, iri),
        of=said[SCHEMA + "domainIncludes"],
        to=said[SCHEMA + "rangeIncludes"],
        scheme=said[SKOS + "inScheme"],
        matches=tuple(
            (value_of(NamedNode(match)), value) for match in _MATCHES for value in said[match]
        ),
    )


def _is_name(name: str) -> bool:
    return name.isidentifier() and name.isascii()


def _things(said: Properties, properties: Iterable[str]) -> tuple[Value, ...]:
    return tuple(value for name in properties for value in said[name] if value.iri)


def _below(graph: Graph, iri: str) -> tuple[Value, ...]:
    """Return what specialises a term, or is in the list that it is."""
    found = (
        triple.subject
        for name in (*_ABOVE, SKOS + "inScheme")
        for triple in graph.store.pointing_to(NamedNode(iri), NamedNode(name))
    )
    return tuple(sorted((value_of(term) for term in found), key=lambda value: value.text))
