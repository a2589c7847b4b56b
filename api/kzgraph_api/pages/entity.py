"""What the page of any entity shows: names, identifiers, statements, time, neighbours."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from kzgraph.identifiers import TERMS
from kzgraph.model import Claim, Entity, Page, Part, Value
from kzgraph.model.links import Link
from kzgraph.model.offices import Tenure
from kzgraph.read import entities
from kzgraph.read.about import timeline_about
from kzgraph.read.claims_named import claims_named
from kzgraph.read.graph import Graph
from kzgraph.read.network import network
from kzgraph.read.offices import OfficeFilter, list_offices
from kzgraph.statements import View
from kzgraph.values import by_language
from kzgraph.vocab import DCTERMS, SCHEMA, SKOS
from kzgraph_api.pages import jsonld
from kzgraph_api.pages.band import band
from kzgraph_api.pages.blocks import blocks
from kzgraph_api.pages.languages import translatable, translations
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.sections import Section, directed, groups_of
from kzgraph_api.pages.star import NEIGHBOURS, star
from kzgraph_api.pages.viewed import Asked

_ENTRIES: Final = 40
"""Entries of a timeline that the page has."""

_TENURES: Final = 50
"""Terms of office that the page has."""

_OFFICES: Final = {
    "person": "holder",
    "state": "body",
    "organisation": "body",
    "company": "body",
    "office": "office",
}
"""Kinds of things that offices have to do with, and as what."""

_OTHERS: Final = {
    DCTERMS + "publisher": translatable("Publisher"),
    SKOS + "broader": translatable("Part of"),
    SKOS + "example": translatable("Example"),
    SKOS + "inScheme": translatable("In the list"),
    SKOS + "broadMatch": translatable("Elsewhere, wider"),
    SKOS + "closeMatch": translatable("Elsewhere, close"),
}
"""Properties of other vocabularies that a page tells, and what they are called on it."""


@dataclass(frozen=True)
class Judged:
    """Judgements on links by their outcome: links, and what was looked at and is none."""

    linked: tuple[Link, ...]
    rejected: tuple[Link, ...]
    unsure: tuple[Link, ...]
    searched: tuple[Link, ...]

    @classmethod
    def of(cls, links: Iterable[Link]) -> "Judged":
        """Return judgements sorted out."""
        by: dict[str, list[Link]] = {"match": [], "no-match": [], "unsure": [], "none-found": []}
        for link in links:
            by[link.verdict].append(link)
        return cls(*(tuple(group) for group in by.values()))


def shown(graph: Graph, name: str, view: View, reader: Reader) -> dict[str, Any]:
    """Return all that is known of an entity such as ``state/kaz``, as a view sees it."""
    entity = entities.get_entity(graph, name, view)
    entries = timeline_about(graph, name, view, Part(_ENTRIES))
    return {
        "entity": entity,
        "json_ld": partial(jsonld.document, entity),
        "asked": Asked.of(view),
        "sections": _sections(graph, name, view, reader),
        "said": _said(graph, entity),
        "entries": entries,
        "band": band(entries.items),
        "star": star(network(graph, name, view, 1, NEIGHBOURS + 1), reader),
        "offices": _offices(graph, name, view),
        "judged": Judged.of(entity.judgements),
        "types": _types(entity),
        "description": _description(entity),
        "identifiers": _codes(entity),
        "curated": _curated(entity, reader),
    }


def _sections(graph: Graph, name: str, view: View, reader: Reader) -> list[Section]:
    say = translations(reader.language).gettext
    told, groups = blocks(name.partition("/")[0], groups_of(graph, name, view, reader), reader)
    general = (
        Section("facts", say("Facts"), directed(groups, "out")),
        Section("incoming", say("What points here"), directed(groups, "in")),
    )
    return [section for section in (*told, *general) if section.groups]


def _offices(graph: Graph, name: str, view: View) -> Page[Tenure] | None:
    """Return who held which office: those of a person, or those in a state or an organisation."""
    end = _OFFICES.get(name.partition("/")[0])
    found = end and list_offices(graph, OfficeFilter(**{end: name}), view, Part(_TENURES))
    return found if found and found.items else None


def _said(graph: Graph, entity: Entity) -> tuple[Claim, ...]:
    """Return the claims that are no facts, by status and time."""
    told = claims_named(graph, (saying.claim for saying in entity.unasserted))
    return tuple(sorted(told.values(), key=lambda one: (one.modality, one.published or "", one.id)))


def _curated(entity: Entity, reader: Reader) -> dict[str, tuple[Value, ...]]:
    """Return what is told without claims and is no code, by the name of the property."""
    say = translations(reader.language).gettext
    ours = {name: v for name, v in entity.attributes.items() if name.startswith("kz:")}
    told = {reader.names.of(name).text: v for name, v in ours.items() if not _is_code(v)}
    others = {say(label): entity.attributes.get(name, ()) for name, label in _OTHERS.items()}
    return told | {label: values for label, values in others.items() if values}


def _codes(entity: Entity) -> dict[str, tuple[Value, ...]]:
    """Return the codes by which others know an entity, by what they are codes of."""
    ours = {name: v for name, v in entity.attributes.items() if name.startswith("kz:")}
    lei = entity.attributes.get(SCHEMA + "leiCode", ())
    return {name: v for name, v in ours.items() if _is_code(v)} | ({"LEI": lei} if lei else {})


def _is_code(values: tuple[Value, ...]) -> bool:
    return all(not (value.iri or value.datatype or value.language) for value in values)


def _description(entity: Entity) -> dict[str, str]:
    """Return the description of an entity, or the definition of a concept, by language."""
    return entity.description or by_language(entity.attributes.get(SKOS + "definition", ()))


def _types(entity: Entity) -> tuple[Value, ...]:
    """Return the classes of an entity; those of other vocabularies only where there are no others."""
    ours = tuple(value for value in entity.types if (value.iri or "").startswith(TERMS))
    return ours or entity.types
