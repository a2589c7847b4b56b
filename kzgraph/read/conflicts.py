"""Conflicts: the values that cannot all be true, side by side, and what settles them."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from kzgraph.errors import NotFoundError
from kzgraph.model import LeftOut, Part
from kzgraph.model.conflicts import Conflict, ConflictPage
from kzgraph.read import cursor as cursors
from kzgraph.read.graph import Graph
from kzgraph.read.names import term_iri, thing_iri
from kzgraph.statements import Selection, View, coverage_of, find
from kzgraph.statements.corroborated import corroborated
from kzgraph.statements.pages import page
from kzgraph.statements.selection import ALONE
from kzgraph.statements.view import ALWAYS

KindWord = Literal[
    "contradiction",
    "revision",
    "rounding",
    "transliteration-or-translation",
    "scope",
    "preliminary-and-final",
    "currency",
]
StatusWord = Literal["open", "resolved"]
STATUSES: Final[dict[StatusWord, str]] = {"open": "OpenConflict", "resolved": "ResolvedConflict"}
KIND_WORDS: Final[dict[KindWord, str]] = {
    "contradiction": "Contradiction",
    "revision": "RevisionOverTime",
    "rounding": "Rounding",
    "transliteration-or-translation": "TransliterationOrTranslation",
    "scope": "DifferenceOfScope",
    "preliminary-and-final": "PreliminaryAndFinal",
    "currency": "CurrencyDifference",
}
"""The words for kinds of conflicts, which are their notations in the ontology."""

_SIDES: Final = """min(c.statement) < max(c.statement)
    OR min(c.modality = 'Denied') < max(c.modality = 'Denied')"""
_UNLIKE: Final = """count(DISTINCT (SELECT min(value) FROM claim_detail
    WHERE claim = c.id AND name = 'statedAs')) > 1"""
_KEY: Final = "x.status || ' ' || t.label || ' ' || x.name"


@dataclass(frozen=True)
class ConflictFilter:
    """Which conflicts are wanted; None leaves a part open.

    ``subject`` is an id such as ``state/kaz`` or an IRI, ``property`` one such as ``visitKind``,
    ``status`` a key of ``STATUSES``, ``kind`` one of ``KIND_WORDS``.
    """

    subject: str | None = None
    property: str | None = None
    status: StatusWord | None = None
    kind: KindWord | None = None


def list_conflicts(graph: Graph, filters: ConflictFilter, view: View, part: Part) -> ConflictPage:
    """Return the conflicts of which a view sees two sides: open ones first, then by subject.

    Claims of every rank are seen, since ranks are what settles a conflict; the status is that of the
    release. Raises ``BadRequestError`` for what is no id, and for a foreign cursor.
    """
    view = replace(view, ranks=None)
    after = cursors.decode(part.cursor, "conflicts", filters, view)
    asked = _selection(graph, filters)
    enough, statements = corroborated(graph.statements, view)
    values = {**asked.values, **view.values(), **statements}
    question = seen(asked, view, enough)
    found, total = page(graph.statements, question, values, after, part.limit + 1)
    shown = found[: part.limit]
    more = len(found) > part.limit
    following = cursors.encode(shown[-1][0], "conflicts", filters, view) if more else None
    items = graph.conflicts.tell([number for _, number in shown], view)
    left_out, coverage = _left_out(graph, asked, view), coverage_of(graph.statements, view)
    return ConflictPage(items, total, following, left_out, coverage)


def get_conflict(graph: Graph, conflict: str, view: View) -> Conflict:
    """Return a conflict by its id, with the values that a view sees.

    Raises ``NotFoundError`` where there is none, and where the view sees no two values.
    """
    view = replace(view, ranks=None)
    asked = Selection(("x.name = :name",), {"name": conflict})
    enough, statements = corroborated(graph.statements, view)
    values = {**asked.values, **view.values(), **statements}
    rows = graph.statements.rows(seen(asked, view, enough), values)
    if not rows:
        raise NotFoundError("conflict", conflict)
    (found,) = graph.conflicts.tell([rows[0][1]], view)
    return found


def _selection(graph: Graph, filters: ConflictFilter) -> Selection:
    """Return the selection of conflicts ``x``."""
    values: dict[str, str | int | None] = {}
    if filters.subject:
        values["subject"] = graph.statements.number_of(thing_iri(filters.subject)) or 0
    if filters.property:
        values["property"] = graph.statements.number_of(term_iri(filters.property)) or 0
    if filters.status:
        values["status"] = STATUSES[filters.status]
    conditions = tuple(f"x.{name} = :{name}" for name in values) or ("TRUE",)
    if filters.kind:
        values["kind"] = KIND_WORDS[filters.kind]
        conditions += ("x.id IN (SELECT conflict FROM conflict_kind WHERE kind = :kind)",)
    return Selection(conditions, values)


def seen(asked: Selection, view: View, enough: str = ALWAYS) -> str:
    """Return the question for the conflicts ``x`` of which a view sees two sides: place and number.

    Two values, or one that somebody denies, or one that documents give by unlike names. ``enough`` is
    the SQL condition of corroboration on a claim ``c``.
    """
    sides = f"""FROM conflict_claim AS party JOIN claim AS c ON c.id = party.claim
        WHERE party.conflict = x.id AND {view.condition()} AND {enough}"""
    # Names are looked at where nothing else differs.
    return f"""SELECT {_KEY} AS place, x.id FROM conflict AS x JOIN term AS t ON t.id = x.subject
        WHERE {asked.where()} AND ((SELECT {_SIDES} {sides}) OR (SELECT {_UNLIKE} {sides}))"""


def _left_out(graph: Graph, asked: Selection, view: View) -> LeftOut:
    """Return the claims that are party to these conflicts and that the view left out."""
    parties = f"""c.id IN (SELECT claim FROM conflict_claim JOIN conflict AS x ON x.id = conflict
        WHERE {asked.where()})"""
    asked = Selection((parties,), asked.values)
    return find.left_out(graph.statements, asked, view, ALONE)
