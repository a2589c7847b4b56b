"""The latest documents that speak of things."""

import json
from collections.abc import Iterable
from typing import NamedTuple

from kzgraph.model import Value
from kzgraph.read.graph import Graph
from kzgraph.statements import View
from kzgraph.statements.view import Values


class LastWord(NamedTuple):
    """A document and its date as it is written."""

    document: Value
    published: str


def last_words(graph: Graph, view: View, things: Iterable[int]) -> dict[int, LastWord]:
    """Return the latest document with a date that speaks of each of some things under a view."""
    ends = " UNION ".join(
        f"""SELECT n.value AS thing, s.id FROM json_each(:things) AS n
        JOIN statement AS s ON s.{end} = n.value"""
        for end in ("subject", "object")
    )
    rows = graph.statements.rows(
        f"""SELECT said.thing, source.id, source.issued, MAX(source.issued_last)
        FROM ({ends}) AS said JOIN witness AS c ON c.statement = said.id
        JOIN document AS source ON source.id = c.document
        WHERE source.issued_last IS NOT NULL AND {view.condition()} GROUP BY said.thing""",
        {"things": json.dumps([*things]), **view.values()},
    )
    named = graph.statements.terms(row[1] for row in rows)
    return {thing: LastWord(named[number], issued) for thing, number, issued, _ in rows}


def last_among(graph: Graph, names: Iterable[str]) -> LastWord | None:
    """Return the latest with a date of some documents, by their names."""
    rows = graph.statements.rows(
        """SELECT id, issued FROM document WHERE issued_last IS NOT NULL
        AND name IN (SELECT value FROM json_each(:names)) ORDER BY issued_last DESC, name LIMIT 1""",
        {"names": json.dumps([*names])},
    )
    if not rows:
        return None
    return LastWord(graph.statements.terms([rows[0][0]])[rows[0][0]], rows[0][1])


def known_until(graph: Graph, view: View) -> str | None:
    """Return the date of the latest document of all that was out by ``known_on``, as it is written."""
    values: Values = {}
    if view.known_on is not None:
        values["known_last"] = view.known_on.last.isoformat()
    among = "AND issued_last <= :known_last" if values else ""
    rows = graph.statements.counts(
        f"""SELECT issued FROM document WHERE issued_last IS NOT NULL {among}
        ORDER BY issued_last DESC, issued LIMIT 1""",
        values,
    )
    return rows[0][0] if rows else None
