"""Entities: names, identifiers, facts with their reasons, and what points to them."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby

from kzgraph.errors import BadRequestError, NotFoundError
from kzgraph.identifiers import TERMS, compact, slug_of, thing
from kzgraph.model import Entity, EntitySummary, Fact, Saying, Value
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, text_of, text_or_empty
from kzgraph.store import Row, Store
from kzgraph.values import Properties, by_language, label_of, properties_of, value_of
from kzgraph.vocab import RDF_TYPE, RDFS, SCHEMA, SKOS

PAGE = 100
"""Entities in one page of a list."""

_NAMES = {SKOS + "prefLabel", SKOS + "altLabel", RDFS + "label", SCHEMA + "description"}
_LINKS = {SKOS + "exactMatch"}


def get_entity(store: Store, kind: str, slug: str) -> Entity:
    """Return an entity by kind and slug, such as ``state`` and ``kaz``. Raises ``NotFoundError``."""
    try:
        iri = thing(kind, slug)
    except ValueError as exc:
        raise NotFoundError("entity", f"{kind}/{slug}") from exc
    said = properties_of(store, iri)
    if not said[SKOS + "prefLabel"]:
        raise NotFoundError("entity", f"{kind}/{slug}")
    facts = _facts(store, "facts_outgoing", iri)
    return Entity(
        id=compact(iri),
        iri=iri,
        types=said[RDF_TYPE],
        names=by_language(said[SKOS + "prefLabel"]),
        other_names=_texts(said[SKOS + "altLabel"]),
        description=by_language(said[SCHEMA + "description"]),
        same_as=tuple(value.iri or value.text for value in said[SKOS + "exactMatch"]),
        attributes=_attributes(said, facts),
        facts=facts,
        incoming=_facts(store, "facts_incoming", iri),
        unasserted=_unasserted(store, iri),
    )


def _texts(values: Iterable[Value]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for value in values:
        found[value.language or ""].append(value.text)
    return {language: tuple(texts) for language, texts in sorted(found.items())}


def _attributes(said: Properties, facts: Iterable[Fact]) -> dict[str, tuple[Value, ...]]:
    """Return what is curated about an entity beyond its names: amounts, dimensions, identifiers."""
    derived = {fact.predicate.iri for fact in facts}
    shown = set(said) - _NAMES - _LINKS - derived - {RDF_TYPE}
    return {compact(name): said[name] for name in sorted(shown)}


def _facts(store: Store, query: str, iri: str) -> tuple[Fact, ...]:
    rows = store.select(load(query), {"thing": NamedNode(iri)})
    grouped = groupby(rows, key=lambda row: row["fact"])
    return tuple(_fact(list(group)) for _, group in grouped)


def _fact(rows: list[Row]) -> Fact:
    row = rows[0]
    subject, predicate, value = (
        value_of(row[name], row[name + "Label"]) for name in ("subject", "predicate", "object")
    )
    claims = tuple(slug_of(text_of(r["claim"])) for r in rows if r["claim"] is not None)
    witnesses = row["corroboration"]
    return Fact(subject, predicate, value, claims, int(text_of(witnesses)) if witnesses else 0)


def _unasserted(store: Store, iri: str) -> tuple[Saying, ...]:
    rows = store.select(load("claims_unasserted"), {"thing": NamedNode(iri)})
    grouped = groupby(rows, key=lambda row: row["claim"])
    return tuple(_saying(list(group)) for _, group in grouped)


def _saying(rows: list[Row]) -> Saying:
    row = rows[0]
    claim, modality, paraphrase = (
        text_or_empty(row[name]) for name in ("claim", "modality", "paraphrase")
    )
    speakers = dict.fromkeys(value_of(r["speaker"], r["speakerLabel"]) for r in rows)
    return Saying(slug_of(claim), slug_of(modality), tuple(speakers), paraphrase)


def list_entities(
    store: Store, type_name: str | None = None, after: str = "", limit: int = PAGE
) -> tuple[list[EntitySummary], str | None]:
    """Return a page of entities in the order of their IRIs, and where the next page begins.

    ``type_name`` is the local name of a class, such as ``Company``; its subclasses count as well.
    Raises ``BadRequestError`` for a class that the ontology does not have.
    """
    wanted = TERMS + type_name if type_name else RDFS + "Resource"
    if type_name and not properties_of(store, wanted):
        raise BadRequestError(f"There is no class {type_name!r} in the ontology.")
    bindings: dict[str, NamedNode | Literal] = {
        "wanted": NamedNode(wanted),
        "after": Literal(after),
    }
    rows = list(store.select(load("entities"), bindings))
    page = [_summary(row) for row in rows[: min(limit, PAGE)]]
    return page, page[-1].iri if len(rows) > len(page) and page else None


def _summary(row: Row) -> EntitySummary:
    entity, label, types = (text_or_empty(row[name]) for name in ("entity", "label", "types"))
    names = tuple(sorted(slug_of(name) for name in types.split()))
    return EntitySummary(compact(entity), entity, label, names)


def summarise(store: Store, iri: str) -> EntitySummary:
    """Return a thing as it stands in a list."""
    types = tuple(slug_of(value.iri or "") for value in properties_of(store, iri)[RDF_TYPE])
    return EntitySummary(compact(iri), iri, label_of(store, iri), types)
