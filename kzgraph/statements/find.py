"""Finding statements and claims under a view: pages, totals, and what the view left out."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from kzgraph.identifiers import slug_of
from kzgraph.model import LeftOut, Period, Statement, Value
from kzgraph.statements.index import Row, StatementIndex
from kzgraph.statements.view import Values, View

_OPEN: Final = ("0001-01-01", "9999-12-31")
"""The days that stand for an open beginning and an open end."""


@dataclass(frozen=True)
class Selection:
    """What is asked for: SQL conditions on a statement ``s`` and a claim ``c``, all of which hold."""

    conditions: tuple[str, ...] = ()
    values: Values = field(default_factory=dict)

    def where(self, *more: str) -> str:
        """Return the conditions, and some more, as one."""
        return " AND ".join((*self.conditions, *more)) or "TRUE"


def statements(
    index: StatementIndex, asked: Selection, view: View, *, after: str = "", limit: int = 100
) -> list[tuple[str, Statement]]:
    """Return the statements after a key, in the order of their keys, each with its key."""
    question = f"{_following(asked, view)} ORDER BY key LIMIT :limit"
    values = {**asked.values, **view.values(), "after": after, "limit": limit}
    found = index.rows(question, values)
    told = tell(index, [row[0] for row in found], view)
    return [(key, told[number]) for number, key in found]


def total(index: StatementIndex, asked: Selection, view: View) -> int:
    """Return how many statements there are."""
    question = f"SELECT COUNT(*) FROM ({_viewed(asked, view)})"
    return int(index.counts(question, {**asked.values, **view.values()})[0][0])


def left_out(index: StatementIndex, asked: Selection, view: View) -> LeftOut:
    """Return how many claims the view left out, each by its first reason.

    Where the view asks for more than one witness, also how many statements have too few.
    """
    counted = {reason: n for reason, n in by_reason(index, asked, view).items() if reason}
    few = 0
    if view.min_corroboration > 1:
        least = View(view.valid_on, view.known_on, 1, view.modalities, view.ranks)
        few = total(index, asked, least) - total(index, asked, view)
    modality = {
        reason.partition(":")[2]: number
        for reason, number in sorted(counted.items())
        if reason.startswith("modality:")
    }
    single = {name: counted.get(name, 0) for name in ("rank", "known_on", "valid_on")}
    return LeftOut(**single, modality=modality, corroboration=few)


def by_reason(index: StatementIndex, asked: Selection, view: View) -> dict[str | None, int]:
    """Return how many claims the view left out for each reason, and for None how many it sees.

    Corroboration does not count here.
    """
    # Without conditions every claim counts, and none has to be joined with its statement.
    among = (
        "statement AS s JOIN claim AS c ON c.statement = s.id" if asked.conditions else "claim AS c"
    )
    question = (
        f"SELECT {view.reason()} AS reason, COUNT(*) FROM {among} "
        f"WHERE {asked.where()} GROUP BY reason"
    )
    rows = index.counts(question, {**asked.values, **view.values()})
    return {reason: int(number) for reason, number in rows}


def tell(
    index: StatementIndex, numbers: Iterable[int], view: View, asked: Selection | None = None
) -> dict[int, Statement]:
    """Return statements by their numbers, with the claims that the view sees.

    A selection keeps some of the claims, by conditions on ``s``, ``c`` and the source ``d``.
    """
    kept = asked or Selection()
    rows = index.rows(
        f"""SELECT s.id, s.subject, s.predicate, s.object, c.name, c.modality, c.valid_first,
            c.valid_last, d.document, d.origin
        FROM statement AS s JOIN claim AS c ON c.statement = s.id
        JOIN claim_source AS d ON d.claim = c.id
        WHERE s.id IN (SELECT value FROM json_each(:told)) AND {kept.where(view.condition())}
        ORDER BY s.id, c.name, d.document""",
        {**kept.values, **view.values(), "told": json.dumps([*numbers])},
    )
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row)
    terms = index.terms(number for row in rows for number in (*row[1:4], row[8]))
    return {number: _statement(group, terms) for number, group in grouped.items()}


def keys(index: StatementIndex, view: View) -> set[str]:
    """Return the keys of all statements that a view sees."""
    rows = index.rows(f"SELECT key FROM ({_viewed(Selection(), view)})", view.values())
    return {key for (key,) in rows}


def corroboration(index: StatementIndex, numbers: Iterable[int], view: View) -> dict[int, int]:
    """Return how many independent documents make each of some statements, as the view sees them."""
    listed = ",".join(str(int(number)) for number in numbers)
    rows = index.rows(
        f"""SELECT c.statement, COUNT(DISTINCT d.origin)
        FROM claim AS c JOIN claim_source AS d ON d.claim = c.id
        WHERE c.statement IN ({listed}) AND {view.condition()} GROUP BY c.statement""",
        view.values(),
    )
    return dict(rows)


def _following(asked: Selection, view: View) -> str:
    """Return the question for the statements that a view sees after a key."""
    if asked.conditions:
        return f"SELECT id, key FROM ({_viewed(asked, view, 's.key > :after')})"
    # In the order of the keys, so that it ends with the last that is wanted.
    return f"SELECT s.id, s.key AS key FROM statement AS s WHERE s.key > :after AND {view.sees()}"


def _viewed(asked: Selection, view: View, *more: str) -> str:
    """Return the question for the statements that a view sees: number and key."""
    if view.min_corroboration <= 1:
        return f"""SELECT DISTINCT s.id AS id, s.key AS key FROM statement AS s
            JOIN claim AS c ON c.statement = s.id WHERE {asked.where(view.condition(), *more)}"""
    return f"""SELECT s.id AS id, s.key AS key FROM statement AS s
        JOIN claim AS c ON c.statement = s.id
        JOIN claim_source AS d ON d.claim = c.id
        WHERE {asked.where(view.condition(), view.corroborates(), *more)}
        GROUP BY s.id HAVING COUNT(DISTINCT d.origin) >= :min_corroboration"""


def _statement(rows: list[Row], terms: dict[int, Value]) -> Statement:
    subject, predicate, value = (terms[number] for number in rows[0][1:4])
    documents = {terms[row[8]].iri or "" for row in rows}
    return Statement(
        subject,
        predicate,
        value,
        claims=tuple(dict.fromkeys(row[4] for row in rows)),
        modalities=tuple(sorted({row[5] for row in rows})),
        corroboration=len({row[9] for row in rows}),
        sources=tuple(sorted(slug_of(document) for document in documents)),
        period=period(row[6:8] for row in rows),
    )


def period(days: Iterable[Row]) -> Period | None:
    """Return the days from the first to the last of several times; None where none is told."""
    told = [(first, last) for first, last in days if first is not None]
    if not told:
        return None
    first, last = min(first for first, _ in told), max(last for _, last in told)
    return Period(None if first == _OPEN[0] else first, None if last == _OPEN[1] else last)
