"""One entity: names, identifiers, facts with their reasons, and what points to it."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kzgraph.identifiers import compact, slug_of
from kzgraph.model import Entity, EntitySummary, LeftOut, Saying, Statement, Value
from kzgraph.model.entities import Totals
from kzgraph.queries import load
from kzgraph.rdf import NamedNode, text_or_empty
from kzgraph.read.edges import DIRECTIONS, Edges
from kzgraph.read.graph import Graph
from kzgraph.read.judgements import links_of
from kzgraph.read.lookup import entity_iri
from kzgraph.read.sayings import UNASSERTED, sayings
from kzgraph.statements import View, find
from kzgraph.store import Store
from kzgraph.values import Properties, by_language, label_of, properties_of, value_of
from kzgraph.vocab import RDF_TYPE, RDFS, SCHEMA, SKOS

MOST: Final = 100
"""Facts, facts that point here, and sayings, that come with an entity at the most."""

_SAME: Final = SKOS + "exactMatch"
_SHOWN: Final = frozenset(
    (
        RDF_TYPE,
        RDFS + "label",
        SCHEMA + "description",
        SKOS + "prefLabel",
        SKOS + "altLabel",
        _SAME,
    )
)
"""Properties that have a member of their own, so that they are no attributes."""

_LABELS: Final = """SELECT text, label FROM term
    WHERE text IN (SELECT value FROM json_each(:iris)) AND datatype IS NULL AND language IS NULL"""
_STATED: Final = """SELECT DISTINCT t.text FROM statement AS s JOIN term AS t ON t.id = s.predicate
    WHERE s.subject = :thing"""


@dataclass(frozen=True)
class _Stated:
    """What claims say of an entity under a view; ``properties`` are all that any claim states."""

    facts: tuple[Statement, ...]
    incoming: tuple[Statement, ...]
    unasserted: tuple[Saying, ...]
    totals: Totals
    left_out: LeftOut
    properties: frozenset[str]


def get_entity(graph: Graph, name: str, view: View = View()) -> Entity:  # noqa: B008  # frozen
    """Return an entity such as ``state/kaz``, with what a view sees of it.

    Raises ``NotFoundError``, which names the nearest one, and ``ReplacedError`` for a retired one.
    """
    iri = entity_iri(graph, name)
    # No statement has the number 0.
    stated = _stated(graph, graph.statements.number_of(iri) or 0, view)
    said = _said(graph, iri, stated.properties - _SHOWN)
    attributes = set(said) - _SHOWN
    return Entity(
        id=compact(iri),
        iri=iri,
        types=said[RDF_TYPE],
        names=by_language(said[SKOS + "prefLabel"]),
        other_names=_texts(said[SKOS + "altLabel"]),
        description=by_language(said[SCHEMA + "description"]),
        same_as=tuple(value.iri or value.text for value in said[_SAME]),
        judgements=links_of(graph, iri),
        attributes={compact(name): said[name] for name in sorted(attributes)},
        facts=stated.facts,
        incoming=stated.incoming,
        unasserted=stated.unasserted,
        totals=stated.totals,
        left_out=stated.left_out,
    )


def _stated(graph: Graph, thing: int, view: View) -> _Stated:
    out, into = (Edges(graph, thing, direction, view) for direction in DIRECTIONS)
    counts = [edges.counts() for edges in (out, into)]
    firsts = [edges.first(MOST) for edges in (out, into)]
    told = find.tell(graph.statements, (n for numbers in firsts for n in numbers), view)
    facts, incoming = (tuple(told[number] for number in numbers) for numbers in firsts)
    about = graph.entities.ends.about(thing)
    unseen = graph.entities.witnesses.left_out(view, about)
    said = sum(unseen.modality.get(name, 0) for name in UNASSERTED)
    return _Stated(
        facts,
        incoming,
        sayings(graph, about, view, MOST) if said else (),
        Totals(sum(counts[0].values()), sum(counts[1].values()), said),
        unseen,
        frozenset(iri for (iri,) in graph.statements.rows(_STATED, {"thing": thing})),
    )


def _said(graph: Graph, iri: str, stated: Collection[str]) -> Properties:
    """Return what is said directly about a thing, but for what claims state; with labels if shown."""
    rows = graph.store.select(load("curated"), {"thing": NamedNode(iri)})
    said = [(text_or_empty(row["property"]), value_of(row["value"])) for row in rows]
    told = [(name, value) for name, value in said if name not in stated]
    shown = {value.iri for name, value in told if value.iri and name != _SAME}
    labels = _labels(graph, shown)
    found: dict[str, list[Value]] = defaultdict(list)
    for name, value in told:
        label = labels.get(value.iri or "")
        found[name].append(Value(label, value.iri) if label else value)
    ordered = {name: tuple(sorted(values, key=_order)) for name, values in found.items()}
    return defaultdict(tuple, ordered)


def _labels(graph: Graph, iris: Collection[str]) -> Mapping[str, str]:
    """Return labels from the index, which has them at hand; the store is asked for those it lacks."""
    rows = graph.statements.rows(_LABELS, {"iris": json.dumps(sorted(iris))})
    known: dict[str, str] = dict(rows)
    return {iri: known.get(iri) or label_of(graph.store, iri) for iri in iris}


def _order(value: Value) -> tuple[str, str, str]:
    return (value.language or "", value.iri or "", value.text)


def _texts(values: Iterable[Value]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for value in values:
        found[value.language or ""].append(value.text)
    return {language: tuple(texts) for language, texts in sorted(found.items())}


def summarise(store: Store, iri: str) -> EntitySummary:
    """Return a thing in short."""
    types = tuple(slug_of(value.iri or "") for value in properties_of(store, iri)[RDF_TYPE])
    return EntitySummary(compact(iri), iri, label_of(store, iri), types)
