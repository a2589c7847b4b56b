"""What is next to things in the index: the best of it, how much there is, and of what kinds."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kzgraph.model.explored import Count
from kzgraph.read.graph import Graph
from kzgraph.read.names import term_iri
from kzgraph.statements import View
from kzgraph.statements.index import Row
from kzgraph.statements.view import Values
from kzgraph.vocab import ID

_AMONG: Final = "IN (SELECT value FROM json_each(:{name}))"
_KIND: Final = "substr(t.text, {start}, instr(substr(t.text, {start}), '/') - 1)".format(
    start=len(ID) + 1
)
_DOCUMENTS: Final = """(SELECT MAX(w.origins) FROM witness AS w WHERE w.statement = {statement})"""
_JOINED: Final = """SELECT s.id AS statement, s.predicate, s.subject AS thing, s.object AS other
    FROM statement AS s WHERE s.subject IN things AND {seen}
    UNION ALL SELECT s.id, s.predicate, s.object, s.subject
    FROM statement AS s WHERE s.object IN things AND {seen}"""
# Literals and amounts have no label, and codes such as a stage are no things: neither is next to one.
_NEAR: Final = f"""WITH things AS MATERIALIZED (SELECT value FROM json_each(:things))
    {{select}} FROM ({_JOINED}) AS n JOIN term AS t ON t.id = n.other
    WHERE n.other <> n.thing AND t.text GLOB '{ID}*' AND {{chosen}}
        AND EXISTS (SELECT 1 FROM label WHERE label.term = n.other)"""
_EDGES: Final = f"""SELECT s.id, COUNT(*) OVER () FROM statement AS s
    WHERE s.subject {_AMONG.format(name="shown")} AND s.object {_AMONG.format(name="shown")}
        AND s.subject <> s.object AND {{chosen}} AND {{seen}}
    ORDER BY {_DOCUMENTS.format(statement="s.id")} DESC, s.key LIMIT :room"""


@dataclass(frozen=True)
class Surroundings:
    """What statements join things with, as a view sees them.

    ``kinds`` are those of the other things, such as ``company``, and ``properties`` those of the
    statements, such as ``signedBy``; none means all.
    """

    graph: Graph
    view: View
    kinds: frozenset[str] = frozenset()
    properties: frozenset[str] = frozenset()

    def best(self, thing: int, shown: Iterable[int], room: int) -> list[int]:
        """Return what is next to a thing and not shown: first what most documents tell of."""
        select = "SELECT n.other"
        rows = self._rows(
            f"""{self._near(select)} AND n.other NOT {_AMONG.format(name="shown")}
            GROUP BY n.other ORDER BY MAX({_DOCUMENTS.format(statement="n.statement")}) DESC,
            COUNT(*) DESC, t.text LIMIT :room""",
            {"things": json.dumps([thing]), "shown": json.dumps([*shown]), "room": max(room, 0)},
        )
        return [number for (number,) in rows]

    def counted(self, shown: Iterable[int]) -> dict[int, tuple[int, int]]:
        """Return how many things are next to each that is shown, and how many of them are not shown."""
        listed = json.dumps([*shown])
        near = self._near("SELECT DISTINCT n.thing AS thing, n.other AS other")
        rows = self._rows(
            f"""SELECT thing, COUNT(*), SUM(other NOT {_AMONG.format(name="shown")}) FROM ({near})
            GROUP BY thing""",
            {"things": listed, "shown": listed},
        )
        return {thing: (number, hidden) for thing, number, hidden in rows}

    def by_kind(self, things: Iterable[int]) -> tuple[Count, ...]:
        """Return the kinds of what is next to things, the commonest first, whatever is chosen."""
        near = self._near(f"SELECT {_KIND}, COUNT(DISTINCT n.other)", kinds=False)
        return self._counts(near, things)

    def by_property(self, things: Iterable[int]) -> tuple[Count, ...]:
        """Return the IRIs of the properties that join things with others, whatever is chosen."""
        name = "(SELECT p.text FROM term AS p WHERE p.id = n.predicate)"
        near = self._near(f"SELECT {name}, COUNT(DISTINCT n.statement)", properties=False)
        return self._counts(near, things)

    def between(self, shown: Iterable[int], room: int) -> tuple[list[int], int]:
        """Return statements that join what is shown, those with room, and the number of all."""
        chosen = f"s.predicate {_AMONG.format(name='properties')}" if self.properties else "TRUE"
        question = _EDGES.format(chosen=chosen, seen=self.view.sees())
        rows = self._rows(question, {"shown": json.dumps([*shown]), "room": room})
        return [row[0] for row in rows], rows[0][1] if rows else 0

    def _counts(self, near: str, things: Iterable[int]) -> tuple[Count, ...]:
        question = f"{near} GROUP BY 1 ORDER BY 2 DESC, 1"
        return tuple(
            Count(value, count)
            for value, count in self._rows(question, {"things": json.dumps([*things])})
        )

    def _near(self, select: str, *, kinds: bool = True, properties: bool = True) -> str:
        """Return the beginning of a question about what is next to things, to be gone on with."""
        chosen = ["TRUE"]
        if kinds and self.kinds:
            chosen.append(f"{_KIND} {_AMONG.format(name='kinds')}")
        if properties and self.properties:
            chosen.append(f"n.predicate {_AMONG.format(name='properties')}")
        return _NEAR.format(select=select, seen=self.view.sees(), chosen=" AND ".join(chosen))

    def _rows(self, question: str, values: Values) -> list[Row]:
        numbers = (self.graph.statements.number_of(term_iri(name)) for name in self.properties)
        chosen: Values = {
            "kinds": json.dumps(sorted(self.kinds)),
            "properties": json.dumps([number for number in numbers if number is not None]),
        }
        return self.graph.statements.rows(question, self.view.values() | chosen | values)
