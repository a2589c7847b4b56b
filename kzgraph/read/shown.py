"""How things are shown in short: label, classes and description, in the language asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kzgraph.identifiers import compact, slug_of
from kzgraph.rdf import Literal, NamedNode, text_of
from kzgraph.read.classes import class_number
from kzgraph.read.graph import Graph
from kzgraph.read.names import term_iri
from kzgraph.vocab import RDF_TYPE, SCHEMA, SKOS

_LABEL: Final = NamedNode(SKOS + "prefLabel")
_DESCRIPTION: Final = NamedNode(SCHEMA + "description")
_TYPE: Final = NamedNode(RDF_TYPE)
_FIRST: Final = "en"


@dataclass(frozen=True)
class Shown:
    """A thing in short; ``types`` are the local names of its own classes."""

    id: str
    iri: str
    label: str
    types: tuple[str, ...]
    description: str | None


def show(graph: Graph, iri: str, language: str | None) -> Shown:
    """Return a thing in short, in a language, or else in English."""
    node = NamedNode(iri)
    types = sorted(slug_of(text_of(triple.object)) for triple in graph.store.about(node, _TYPE))
    label = _in_language(graph, node, _LABEL, language) or compact(iri)
    description = _in_language(graph, node, _DESCRIPTION, language)
    return Shown(compact(iri), iri, label, tuple(types), description)


def members(graph: Graph, type_name: str) -> frozenset[str]:
    """Return the IRIs of all things of a class and of its subclasses. Raises ``BadRequestError``."""
    number = class_number(graph, type_name)
    question = """SELECT t.text FROM entity_class AS k JOIN term AS t ON t.id = k.entity
        WHERE k.class = :class"""
    entities = graph.statements.counts(question, {"class": number})
    if entities:
        return frozenset(iri for (iri,) in entities)
    # Sectors and the like are concepts, of which the index of statements knows no class.
    concepts = graph.store.pointing_to(NamedNode(term_iri(type_name)), _TYPE)
    return frozenset(text_of(triple.subject) for triple in concepts)


def _in_language(
    graph: Graph, node: NamedNode, prop: NamedNode, language: str | None
) -> str | None:
    values = (triple.object for triple in graph.store.about(node, prop))
    texts = {text.language or "": text.value for text in values if isinstance(text, Literal)}
    return next((texts[tag] for tag in _tags(texts, language)), None)


def _tags(known: Iterable[str], language: str | None) -> list[str]:
    """Return the tags that there are, the best first; ``kk`` takes ``kk-cyrl``."""
    wanted = (language or _FIRST).lower()

    def order(tag: str) -> tuple[int, str]:
        exact = (tag.lower(), tag.lower().partition("-")[0])
        places = (wanted == exact[0], wanted == exact[1], tag == _FIRST, True)
        return places.index(True), tag

    return sorted(known, key=order)
