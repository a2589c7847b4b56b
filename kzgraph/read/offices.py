"""Offices: who held which, found among the claims that tell of it."""

from dataclasses import dataclass
from typing import Final

from kzgraph.identifiers import TERMS
from kzgraph.model import Page, Part
from kzgraph.model.offices import Tenure
from kzgraph.read import cursor as cursors
from kzgraph.read.graph import Graph
from kzgraph.read.lines import terms
from kzgraph.read.names import thing_iri
from kzgraph.read.tenures import HEADS, tenures
from kzgraph.statements import Selection, View, coverage_of, find
from kzgraph.statements.pages import page
from kzgraph.statements.view import Values

_NAMES: Final[Values] = {
    "holds": f"{TERMS}holdsOffice",
    **{f"head_{at}": TERMS + name for at, name in enumerate(HEADS)},
}
_HOLDS: Final = f"s.predicate IN ({terms('holds')})"
_HEAD: Final = f"s.predicate IN ({terms(*(name for name in _NAMES if name != 'holds'))})"
# Where an office is does not change with who holds it, so that neither the time nor the status that
# a view asks for counts here.
_HELD_IN: Final = f"""s.object IN (SELECT held.subject FROM statement AS held
    JOIN witness AS w ON w.statement = held.id
    WHERE held.predicate IN ({terms("in")}) AND held.object = :body
    AND w.modality = 'Asserted' AND w.rank <> 'DeprecatedRank')"""
_FOUND: Final = """SELECT lower(office.label) || ' ' || coalesce(MIN(c.valid_first), '') || ' '
        || s.key AS place, s.id
    FROM statement AS s JOIN witness AS c ON c.statement = s.id
    JOIN term AS office ON office.id = CASE WHEN {holds} THEN s.object ELSE s.predicate END
    WHERE {asked} GROUP BY s.id {enough}"""
_ENOUGH: Final = "HAVING COUNT(DISTINCT c.origin) >= :min_corroboration"


@dataclass(frozen=True)
class OfficeFilter:
    """Whose time in office is listed; None leaves a part open.

    ``holder`` is a person, ``body`` the state or organisation in which the office is, ``office`` the
    office itself: ids such as ``person/macron``.
    """

    holder: str | None = None
    body: str | None = None
    office: str | None = None


def list_offices(graph: Graph, asked: OfficeFilter, view: View, part: Part) -> Page[Tenure]:
    """Return who held which office, by the name of the office and then in the order of time.

    Raises ``BadRequestError`` for what is no id, and for a foreign cursor.
    """
    index, binding = graph.statements, ("offices", asked, view)
    after = cursors.decode(part.cursor, *binding)
    selection = _selection(graph, asked)
    question = _FOUND.format(
        holds=_HOLDS,
        asked=selection.where(view.condition()),
        enough=_ENOUGH if view.min_corroboration > 1 else "",
    )
    values: Values = {**selection.values, **view.values()}
    rows, total = page(index, question, values, after, part.limit + 1)
    more = len(rows) > part.limit
    following = cursors.encode(rows[part.limit - 1][0], *binding) if more else None
    items = tenures(graph, view, [number for _, number in rows[: part.limit]])
    left_out = find.left_out(index, selection, view)
    return Page(items, total, following, left_out, coverage_of(index, view))


def _selection(graph: Graph, asked: OfficeFilter) -> Selection:
    """Return the selection of the statements by which somebody holds an office."""
    holds, head, values = [_HOLDS], [_HEAD], {**_NAMES, "in": f"{TERMS}officeIn"}
    ways = (
        ("holder", asked.holder, "s.subject = :holder", "s.object = :holder"),
        ("body", asked.body, _HELD_IN, "s.subject = :body"),
        ("office", asked.office, "s.object = :office", "FALSE"),
    )
    for name, wanted, of_office, of_head in ways:
        if wanted is not None:
            values[name] = graph.statements.number_of(thing_iri(wanted)) or 0  # which nothing has
            holds.append(of_office)
            head.append(of_head)
    # Each of the two by its own index: with OR between them all statements were gone through.
    ways_of = (
        f"SELECT s.id FROM statement AS s WHERE {' AND '.join(way)}" for way in (holds, head)
    )
    return Selection((f"s.id IN ({' UNION '.join(ways_of)})",), values)
