"""Finding statements and claims under a view: pages, totals, and what the view left out."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import chain
from typing import Final

from kzgraph.identifiers import slug_of
from kzgraph.model import LeftOut, Period, Statement, Value
from kzgraph.statements.counts import Counted, count
from kzgraph.statements.index import Row, StatementIndex
from kzgraph.statements.selection import ALONE, CLAIMS, SOURCES, Selection
from kzgraph.statements.view import View

_OPEN: Final = ("0001-01-01", "9999-12-31")
"""The days that stand for an open beginning and an open end."""


def total(index: StatementIndex, asked: Selection, view: View) -> int:
    """Return how many statements there are."""
    return _numbers(index, asked, view)[1]


def left_out(index: StatementIndex, asked: Selection, view: View, among: str = CLAIMS) -> LeftOut:
    """Return how many claims the view left out, each by its first reason.

    Where the view asks for more than one witness, also how many statements have too few. ``among``
    is ``ALONE`` where the conditions are on claims alone.
    """
    out = counted(index, asked, view, among).left_out
    if view.min_corroboration <= 1:
        return out
    every, enough = _numbers(index, asked, view)
    return replace(out, corroboration=every - enough)


def counted(index: StatementIndex, asked: Selection, view: View, among: str = CLAIMS) -> Counted:
    """Return how many claims the view sees and leaves out; corroboration does not count here."""
    # Without conditions none has to be joined with its statement.
    tables = among if asked.conditions else ALONE
    return count(index, f"FROM {tables} WHERE {asked.where()}", asked.values, view)


def tell(index: StatementIndex, numbers: Iterable[int], view: View) -> dict[int, Statement]:
    """Return statements by their numbers, with the claims that the view sees."""
    listed = {"told": json.dumps([*numbers])}
    asked = Selection(("s.id IN (SELECT value FROM json_each(:told))",), {**listed})
    return dict(told(index, asked, view))


def told(index: StatementIndex, asked: Selection, view: View) -> list[tuple[int, Statement]]:
    """Return statements with their numbers, in the order of their keys.

    Each has the claims that the selection keeps, by conditions on ``s``, ``c`` and the source ``d``,
    and that the view sees, however few documents those are.
    """
    rows = index.rows(
        f"""SELECT s.id, s.subject, s.predicate, s.object, c.name, c.modality, c.valid_first,
            c.valid_last, d.origin, d.primary_origin,
            (SELECT text FROM term WHERE id = d.document)
        FROM {SOURCES} WHERE {asked.where(view.condition())} ORDER BY s.key, c.name""",
        {**asked.values, **view.values()},
    )
    grouped: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row)
    terms = index.terms(chain.from_iterable(group[0][1:4] for group in grouped.values()))
    return [(number, _statement(group, terms)) for number, group in grouped.items()]


def keys(index: StatementIndex, view: View, among: Collection[str] | None = None) -> set[str]:
    """Return the keys of all statements that a view sees, or of those among some keys."""
    if among is not None:
        asked = f"s.key IN (SELECT value FROM json_each(:among)) AND {view.sees()}"
        values = {**view.values(), "among": json.dumps([*among])}
        return {
            key for (key,) in index.rows(f"SELECT s.key FROM statement AS s WHERE {asked}", values)
        }
    seen = f"SELECT c.statement FROM witness AS c WHERE {view.condition()}"
    # One text: to fetch as many rows takes longer.
    question = f"""SELECT json_group_array(s.key) FROM statement AS s
        WHERE s.id IN ({seen}) AND {view.corroborates()}"""
    return set(json.loads(index.rows(question, view.values())[0][0]))


def corroboration(index: StatementIndex, numbers: Iterable[int], view: View) -> dict[int, int]:
    """Return how many independent documents make each of some statements, as the view sees them."""
    listed = ",".join(str(int(number)) for number in numbers)
    rows = index.rows(
        f"""SELECT c.statement, COUNT(DISTINCT c.origin) FROM witness AS c
        WHERE c.statement IN ({listed}) AND {view.condition()} GROUP BY c.statement""",
        view.values(),
    )
    return dict(rows)


def _numbers(index: StatementIndex, asked: Selection, view: View) -> tuple[int, int]:
    """Return how many statements a view sees, and how many of them with enough documents."""
    among, origin = (SOURCES, "d.origin") if asked.conditions else ("witness AS c", "c.origin")
    enough = f"COUNT(DISTINCT {origin}) >= :min_corroboration"
    if view.min_corroboration <= 1:
        among, enough = (CLAIMS if asked.conditions else among), "1"
    question = f"""SELECT COUNT(*), coalesce(SUM(enough), 0) FROM (SELECT {enough} AS enough
        FROM {among} WHERE {asked.where(view.condition())} GROUP BY c.statement)"""
    ((every, witnessed),) = index.counts(question, {**asked.values, **view.values()})
    return every, witnessed


def _statement(rows: list[Row], terms: dict[int, Value]) -> Statement:
    # As columns: to go through the rows once for each part takes longer, and a page has hundreds.
    _, subjects, predicates, values, names, modalities, *days, origins, primary, documents = zip(
        *rows, strict=True
    )
    return Statement(
        terms[subjects[0]],
        terms[predicates[0]],
        terms[values[0]],
        claims=tuple(dict.fromkeys(names)),
        modalities=tuple(sorted({*modalities})),
        corroboration=len({*origins}),
        primary=len({*primary} - {None}),
        sources=tuple(sorted(map(slug_of, {*documents}))),
        period=period(*days),
    )


def period(firsts: Iterable[str | None], lasts: Iterable[str | None]) -> Period | None:
    """Return the days from the first to the last of several times; None where none is told."""
    begun, ended = [*filter(None, firsts)], [*filter(None, lasts)]
    if not begun or not ended:
        return None
    first, last = min(begun), max(ended)
    return Period(None if first == _OPEN[0] else first, None if last == _OPEN[1] else last)
