"""A thing as JSON-LD within its page: names, identifiers, and what documents assert of it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from kzgraph.identifiers import TERMS, compact
from kzgraph.model import Entity, Statement, Value
from kzgraph.statements.view import ASSERTED
from kzgraph.vocab import DCTERMS, RDFS, SCHEMA, SKOS, XSD

_CONTEXT: Final = {
    "@version": 1.1,
    "kz": TERMS,
    "dcterms": DCTERMS,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "xsd": XSD,
}
"""Prefixes; nothing of it is fetched."""


def document(entity: Entity, page: str, dataset: str) -> dict[str, Any]:
    """Return what a page at an address tells of an entity of a dataset, as a JSON-LD document."""
    thing: dict[str, Any] = {
        "@id": entity.iri,
        "@type": [compact(value.iri or value.text) for value in entity.types],
        "skos:prefLabel": _texts(entity.names),
        "skos:altLabel": [
            {"@value": text, "@language": tag}
            for tag, texts in entity.other_names.items()
            for text in texts
        ],
        "schema:description": _texts(entity.description),
        "skos:exactMatch": [{"@id": iri} for iri in entity.same_as],
        **{name: [_value(one) for one in values] for name, values in entity.attributes.items()},
        **_stated(entity.facts),
    }
    return {
        "@context": _CONTEXT,
        "@graph": [
            {name: value for name, value in thing.items() if value},
            {
                "@id": page,
                "@type": "schema:WebPage",
                "schema:about": {"@id": entity.iri},
                "dcterms:isPartOf": {"@id": dataset},
            },
        ],
    }


def _texts(by_language: dict[str, str]) -> list[dict[str, str]]:
    return [{"@value": text, "@language": tag} for tag, text in by_language.items()]


def _stated(statements: Iterable[Statement]) -> dict[str, list[dict[str, str]]]:
    """Return what is asserted, by property."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for one in statements:
        if ASSERTED.intersection(one.modalities):
            found[compact(one.predicate.iri or "")].append(_value(one.object))
    return found


def _value(value: Value) -> dict[str, str]:
    if value.iri is not None:
        return {"@id": value.iri}
    told = {"@value": value.text}
    if value.language:
        return told | {"@language": value.language}
    return told | {"@type": value.datatype} if value.datatype else told
