"""Claims: one by its id, and lists of them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from kzgraph.errors import NotFoundError
from kzgraph.model import Claim, LeftOut, Page, Part
from kzgraph.read import cursor as cursors
from kzgraph.read.entity_pairs import Column
from kzgraph.read.graph import Graph
from kzgraph.read.names import document_iri, term_iri, thing_iri
from kzgraph.statements import Selection, View, coverage_of
from kzgraph.statements.claims import tell_claims
from kzgraph.statements.corroborated import corroborated
from kzgraph.statements.selection import CLAIMS
from kzgraph.statements.view import Values

RANKS: Final = {
    "preferred": frozenset({"PreferredRank"}),
    "normal": frozenset({"NormalRank"}),
    "deprecated": frozenset({"DeprecatedRank"}),
    "all": None,
}
LEVELS: Final = {"passage": "PassageLevel", "document": "DocumentLevel"}

_CONDITIONS: Final = {
    "source": "c.id IN (SELECT claim FROM claim_source WHERE document = :source)",
    "speaker": "c.id IN (SELECT claim FROM claim_speaker WHERE speaker = :speaker)",
    "property": "s.predicate = :property",
    "subject": "s.subject = :subject",
    "object": "s.object = :object",
    "about": "(s.subject = :about OR s.object = :about)",
}

_CLAIMS_OF: Final = {
    "source": "SELECT json_group_array(claim) FROM claim_source WHERE document = :source",
    "speaker": "SELECT json_group_array(claim) FROM claim_speaker WHERE speaker = :speaker",
    "level": "SELECT json_group_array(id) FROM claim WHERE level = :level",
}


@dataclass(frozen=True)
class ClaimFilter:
    """Which claims are wanted; None leaves a part open.

    ``source`` is the id of a document; ``speaker``, ``subject``, ``object`` and ``about`` (either end)
    are ids such as ``state/kaz`` or IRIs; ``property`` is one such as ``visitor``; ``rank`` is a key
    of ``RANKS`` and takes the place of the view's, ``evidence_level`` is a key of ``LEVELS``.
    """

    source: str | None = None
    speaker: str | None = None
    property: str | None = None
    subject: str | None = None
    object: str | None = None
    about: str | None = None
    rank: str | None = None
    evidence_level: str | None = None


def get_claim(graph: Graph, claim_id: str) -> Claim:
    """Return a claim by its id, such as ``eonergie-2024-11-001``. Raises ``NotFoundError``."""
    index = graph.statements
    rows = index.rows("SELECT id FROM claim WHERE name = :name", {"name": claim_id})
    if not rows:
        raise NotFoundError("claim", claim_id)
    (claim,) = tell_claims(index, [rows[0][0]]).values()
    return claim


def list_claims(graph: Graph, filters: ClaimFilter, view: View, part: Part) -> Page[Claim]:
    """Return the claims that filters let pass and that a view sees, in the order of their ids.

    ``min_corroboration`` keeps the claims whose statement so many documents make. Raises
    ``BadRequestError`` for what is no id, and for a foreign cursor.
    """
    if filters.rank:
        view = replace(view, ranks=RANKS[filters.rank])
    after = cursors.decode(part.cursor, "claims", filters, view)
    asked, index = _selection(graph, filters), graph.statements
    enough, corroborating = corroborated(index, view)
    condition = asked.where(view.condition(), enough)
    question = (
        f"SELECT c.id, c.name FROM {CLAIMS} WHERE {condition} AND c.name > :after "
        "ORDER BY c.name LIMIT :limit"
    )
    values = {**asked.values, **view.values(), **corroborating}
    found = index.rows(question, {**values, "after": after, "limit": part.limit + 1})
    told = tell_claims(index, [number for number, _ in found[: part.limit]])
    items = tuple(sorted(told.values(), key=lambda claim: claim.id))
    more = len(found) > part.limit
    following = cursors.encode(items[-1].id, "claims", filters, view) if more else None
    total, left_out = _counted(graph, asked, view)
    source = asked.values.get("source")
    coverage = coverage_of(index, view, int(source) if source is not None else None)
    return Page(items, total, following, left_out, coverage)


def _selection(graph: Graph, filters: ClaimFilter) -> Selection:
    conditions, values = [], {}
    for name, iri in _named(filters):
        conditions.append(_CONDITIONS[name])
        # A thing that the index does not name has the number 0, which no term has.
        values[name] = graph.statements.number_of(iri) or 0
    selection = Selection(tuple(conditions), {**values})
    if filters.evidence_level is None:
        return selection
    level = {"level": LEVELS[filters.evidence_level]}
    return Selection((*conditions, "c.level = :level"), {**values, **level})


def _named(filters: ClaimFilter) -> Iterator[tuple[str, str]]:
    """Yield the filters that are set and the IRIs that they name."""
    if filters.source:
        yield "source", document_iri(filters.source)
    if filters.property:
        yield "property", term_iri(filters.property)
    for name in ("speaker", "subject", "object", "about"):
        given = getattr(filters, name)
        if given:
            yield name, thing_iri(given)


def _counted(graph: Graph, asked: Selection, view: View) -> tuple[int, LeftOut]:
    """Return how many claims there are, and what the view left out, too few documents included."""
    witnesses, rows = graph.entities.witnesses, _rows(graph, asked.values)
    counted = witnesses.counted(view, rows, witnessed=True)
    return counted.seen, replace(counted.left_out, corroboration=witnesses.few(view, rows))


def _rows(graph: Graph, asked: Values) -> Column:
    """Return a witness of each claim that is asked for."""
    ends, witnesses = graph.entities.ends, graph.entities.witnesses
    numbers = {name: value for name, value in asked.items() if isinstance(value, int)}
    among = ends.about(numbers["about"]) if "about" in numbers else None
    subject, predicate, value = (numbers.get(name) for name in ("subject", "property", "object"))
    rows = witnesses.once(ends.matching(subject, predicate, value, among))
    for name in _CLAIMS_OF.keys() & asked.keys():
        ((told,),) = graph.statements.rows(_CLAIMS_OF[name], {name: asked[name]})
        rows = rows[np.isin(witnesses.claims[rows], np.array(json.loads(told), dtype=np.int64))]
    return rows
