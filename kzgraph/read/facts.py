"""Facts: statements with their claims, found by subject, property and value."""

from dataclasses import dataclass

from kzgraph.model import Page, Part, Statement
from kzgraph.read import cursor as cursors
from kzgraph.read.graph import Graph
from kzgraph.read.names import term_iri, thing_iri
from kzgraph.statements import Selection, View, coverage_of, find


@dataclass(frozen=True)
class Pattern:
    """A triple pattern; None leaves a part open.

    ``subject`` and ``object`` are ids such as ``state/kaz`` or IRIs, ``predicate`` is a property such
    as ``visitor``.
    """

    subject: str | None = None
    predicate: str | None = None
    object: str | None = None


def list_facts(graph: Graph, pattern: Pattern, view: View, part: Part) -> Page[Statement]:
    """Return the statements that match a pattern and that a view sees, by subject and property.

    Raises ``BadRequestError`` for what is no id, and for a foreign cursor.
    """
    index, asked, limit = graph.statements, selection(graph, pattern), part.limit
    after = cursors.decode(part.cursor, "facts", pattern, view)
    found = find.statements(index, asked, view, after=after, limit=limit + 1)
    more = len(found) > limit
    following = cursors.encode(found[limit - 1][0], "facts", pattern, view) if more else None
    items = tuple(statement for _, statement in found[:limit])
    left_out = find.left_out(index, asked, view)
    total = find.total(index, asked, view)
    return Page(items, total, following, left_out, coverage_of(index, view))


def selection(graph: Graph, pattern: Pattern) -> Selection:
    """Return the selection of the statements that match a pattern."""
    named = {
        "subject": pattern.subject and thing_iri(pattern.subject),
        "predicate": pattern.predicate and term_iri(pattern.predicate),
        "object": pattern.object and thing_iri(pattern.object),
    }
    given = {name: iri for name, iri in named.items() if iri}
    # A thing that the index does not name has the number 0, which no term has.
    numbers = {name: graph.statements.number_of(iri) or 0 for name, iri in given.items()}
    return Selection(tuple(f"s.{name} = :{name}" for name in numbers), {**numbers})
