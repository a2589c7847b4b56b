"""Facts: statements with their claims, found by subject, property and value."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kzgraph.model import Page, Part, Statement
from kzgraph.read import cursor as cursors
from kzgraph.read.graph import Graph
from kzgraph.read.names import term_iri, thing_iri
from kzgraph.statements import View, coverage_of, find


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
    index, limit, binding = graph.statements, part.limit, ("facts", pattern, view)
    ends, witnesses = graph.entities.ends, graph.entities.witnesses
    after = cursors.decode(part.cursor, *binding)
    subject, predicate, value = _numbers(graph, pattern)
    rows = ends.matching(subject, predicate, value)
    found = ends.in_order(rows[witnesses.seen(view, rows)])
    start = int(np.searchsorted(found, index.until(after))) if after else 0
    shown = ends.statements[found[start : start + limit]].tolist()
    more = start + limit < len(found)
    following = cursors.encode(index.key_of(shown[-1]), *binding) if more else None
    told = find.tell(index, shown, view)
    items = tuple(told[number] for number in shown)
    left_out = witnesses.left_out(view, rows)
    return Page(items, len(found), following, left_out, coverage_of(index, view))


def _numbers(graph: Graph, pattern: Pattern) -> Iterator[int | None]:
    """Yield the numbers of subject, property and value; None for what is left open."""
    named = (
        pattern.subject and thing_iri(pattern.subject),
        pattern.predicate and term_iri(pattern.predicate),
        pattern.object and thing_iri(pattern.object),
    )
    # A thing that the index does not name has the number 0, which no term has.
    return ((graph.statements.number_of(iri) or 0) if iri else None for iri in named)
