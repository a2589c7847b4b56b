"""Lists of things: those of some classes that a view sees, filtered by what they are linked with."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kzgraph.identifiers import TERMS
from kzgraph.model import Coverage, LeftOut, Part
from kzgraph.read import cursor as cursors
from kzgraph.read.graph import Graph
from kzgraph.read.lines import numbered, terms
from kzgraph.read.names import term_iri
from kzgraph.statements import Selection, View, coverage_of, find
from kzgraph.statements.pages import page
from kzgraph.statements.view import Values

_NAMED: Final = 1000
"""Things that a name is taken to mean at the most."""


@dataclass(frozen=True)
class Link:
    """That a thing has one of some properties, with one of some other things at the other end.

    ``others`` are numbers of the index; None stands for anything. ``incoming`` turns it round, and
    ``asserted`` keeps what is asserted, whatever else a view sees.
    """

    properties: tuple[str, ...]
    others: frozenset[int] | None = None
    incoming: bool = False
    asserted: bool = False


@dataclass(frozen=True)
class Wanted:
    """Which things are listed: of some classes, of a type, of a name, with some links.

    Of each group of links one holds. ``among`` are numbers of the index; None stands for all things.
    """

    classes: tuple[str, ...]
    type_name: str | None = None
    name: str | None = None
    links: tuple[tuple[Link, ...], ...] = ()
    among: frozenset[int] | None = None


@dataclass(frozen=True)
class Listed:
    """A part of a list of things: their numbers, and what a page tells of the whole."""

    numbers: tuple[int, ...]
    total: int
    next: str | None
    left_out: LeftOut
    coverage: Coverage


def listed(graph: Graph, wanted: Wanted, view: View, part: Part) -> Listed:
    """Return a page of the things that a view sees, by name. Raises ``BadRequestError``.

    A view sees a thing where it sees a claim about it.
    """
    narrow = [ids for ids in (wanted.among, _named(graph, wanted.name)) if ids is not None]
    conditions, values = _conditions(wanted, view, narrow)
    asked: tuple[object, ...] = ("things", wanted, view)
    after = cursors.decode(part.cursor, *asked)
    question = f"SELECT e.sorting AS place, e.id FROM entity AS e WHERE {' AND '.join(conditions)}"
    rows, total = page(graph.statements, question, values, after, part.limit + 1)
    more = len(rows) > part.limit
    following = cursors.encode(rows[part.limit - 1][0], *asked) if more else None
    numbers = tuple(number for _, number in rows[: part.limit])
    left_out = _left_out(graph, wanted, view, narrow)
    coverage = coverage_of(graph.statements, view)
    return Listed(numbers, total, following, left_out, coverage)


def _left_out(
    graph: Graph, wanted: Wanted, view: View, narrow: Iterable[frozenset[int]]
) -> LeftOut:
    """Return what the view leaves out of what is said of such things, whatever they are linked with."""
    conditions, values = _of_kind(wanted, "s.subject", narrow)
    return find.left_out(graph.statements, Selection(tuple(conditions), values), view)


def _conditions(
    wanted: Wanted, view: View, narrow: Iterable[frozenset[int]]
) -> tuple[list[str], Values]:
    conditions, values = _of_kind(wanted, "e.id", narrow)
    values |= view.values()
    conditions.append(f"({_seen(view, 's.subject = e.id')} OR {_seen(view, 's.object = e.id')})")
    for at, group in enumerate(wanted.links):
        held = []
        for nth, link in enumerate(group):
            condition, more = _linked(link, f"link_{at}_{nth}")
            held.append(_seen(view, condition))
            values |= more
        conditions.append(f"({' OR '.join(held)})")
    return conditions, values


def _of_kind(
    wanted: Wanted, entity: str, narrow: Iterable[frozenset[int]]
) -> tuple[list[str], Values]:
    """Return the conditions on an entity, the SQL of its number, that hang on no claim.

    It is one of each of the ``narrow`` sets.
    """
    names = {f"class_{at}": TERMS + name for at, name in enumerate(wanted.classes)}
    values: Values = {**names}
    conditions = [_of_class(entity, *names)]
    if wanted.type_name is not None:
        conditions.append(_of_class(entity, "type"))
        values["type"] = term_iri(wanted.type_name)
    conditions += [f"{entity} IN ({numbered(ids)})" for ids in narrow]
    return conditions, values


def _of_class(entity: str, *parameters: str) -> str:
    return f"{entity} IN (SELECT entity FROM entity_class WHERE class IN ({terms(*parameters)}))"


def _named(graph: Graph, name: str | None) -> frozenset[int] | None:
    if name is None:
        return None
    iris = (match.iri for match in graph.names.search(name, limit=_NAMED))
    return frozenset(graph.statements.numbers_of(iris).values())


def _linked(link: Link, name: str) -> tuple[str, Values]:
    values: Values = {f"{name}_{at}": TERMS + prop for at, prop in enumerate(link.properties)}
    own, other = ("object", "subject") if link.incoming else ("subject", "object")
    condition = f"s.{own} = e.id AND s.predicate IN ({terms(*values)})"
    if link.asserted:
        condition += " AND c.modality = 'Asserted'"
    if link.others is not None:
        # The plus keeps SQLite from going through all that points to a state for each entity.
        condition += f" AND +s.{other} IN ({numbered(link.others)})"
    return condition, values


def _seen(view: View, condition: str) -> str:
    """Return the SQL condition that a view sees a statement ``s`` of which another condition holds."""
    # Few statements have so many documents under whatever view: those alone are counted.
    enough = """AND c.origins >= :min_corroboration
        GROUP BY s.id HAVING COUNT(DISTINCT c.origin) >= :min_corroboration"""
    return f"""EXISTS (SELECT 1 FROM statement AS s JOIN witness AS c ON c.statement = s.id
        WHERE {condition} AND {view.condition()} {enough if view.min_corroboration > 1 else ""})"""
