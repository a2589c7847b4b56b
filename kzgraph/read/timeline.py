"""Timelines: what claims give a time of its own, in the order of time."""

import json
from collections import defaultdict
from collections.abc import Iterable

from kzgraph.dates import Interval, from_text
from kzgraph.errors import BadRequestError
from kzgraph.identifiers import slug_of
from kzgraph.model import Page, Part, Value
from kzgraph.model.timeline import TimelineEntry
from kzgraph.read import cursor as cursors
from kzgraph.read.dated import MEANING
from kzgraph.read.graph import Graph
from kzgraph.read.lines import numbered
from kzgraph.read.moments import Asked, Entry
from kzgraph.read.names import thing_iri
from kzgraph.read.periods import GIVEN_ENDS, given, period_of, precision
from kzgraph.statements import View, coverage_of
from kzgraph.statements.index import Row


def timeline(
    graph: Graph,
    view: View,
    part: Part,
    since: str | None = None,
    until: str | None = None,
    about: str | None = None,
) -> Page[TimelineEntry]:
    """Return what has a time of its own, from the earliest first day on.

    ``since`` and ``until`` are days, months or years, and keep what shares a day with the time
    between them. ``about`` is an id such as ``state/kaz``: statements about it, and the dates of
    what it takes part in (events with the visits that they belong to, agreements, undertakings,
    relations of states). Raises ``BadRequestError``.
    """
    moments, named = graph.moments, ("timeline", view, since, until, about)
    after = cursors.decode(part.cursor, *named)
    found, left_out = moments.found(_asked(graph, since, until, about), view)
    start = moments.after(found, after)
    shown = found[start : start + part.limit]
    more = len(found) > start + part.limit
    following = cursors.encode(moments.key(shown[-1]), *named) if more else None
    items = _told(graph, view, moments.entries(shown))
    coverage = coverage_of(graph.statements, view)
    return Page(items, len(found), following, left_out, coverage)


def _asked(graph: Graph, since: str | None, until: str | None, about: str | None) -> Asked:
    begun, ended = _days("from", since), _days("to", until)
    return Asked(
        begun.first.isoformat() if begun else "",
        ended.last.isoformat() if ended else "9999-12-31",
        None if about is None else graph.statements.number_of(thing_iri(about)) or 0,
    )


def _days(name: str, text: str | None) -> Interval | None:
    try:
        return from_text(text) if text is not None else None
    except ValueError as exc:
        raise BadRequestError(f"{name}: {exc}, as in 2024, 2024-11 or 2024-11-05.") from exc


def _told(graph: Graph, view: View, entries: list[Entry]) -> tuple[TimelineEntry, ...]:
    behind = _behind(graph, view, {entry.statement for entry in entries})
    named = graph.statements.terms(number for entry in entries for number in entry[1:4])
    claims = [behind[entry.statement, *_time_of(entry)] for entry in entries]
    said = _said(graph, {of_entry[0][7] for of_entry in claims})
    return tuple(
        _entry(entry, [named[n] for n in entry[1:4]], of_entry, said[of_entry[0][7]])
        for entry, of_entry in zip(entries, claims, strict=True)
    )


def _time_of(entry: Entry) -> tuple[str | None, str | None]:
    """Return the time by which the claims of an entry are told apart; none where the value is a date."""
    return (None, None) if entry.is_date else (entry.first, entry.last)


def _behind(
    graph: Graph, view: View, statements: Iterable[int]
) -> dict[tuple[int, str | None, str | None], list[Row]]:
    """Return the claims of some statements by statement and time, and by statement with no time."""
    rows = graph.statements.rows(
        f"""SELECT s.id, c.valid_first, c.valid_last, c.name, c.modality, d.origin, source.name, c.id,
            d.primary_origin
        FROM statement AS s JOIN claim AS c ON c.statement = s.id
        JOIN claim_source AS d ON d.claim = c.id JOIN document AS source ON source.id = d.document
        WHERE s.id IN ({numbered(statements)}) AND {view.condition()} ORDER BY c.name, source.name""",
        view.values(),
    )
    found: dict[tuple[int, str | None, str | None], list[Row]] = defaultdict(list)
    for row in rows:
        found[row[0], row[1], row[2]].append(row)
        found[row[0], None, None].append(row)
    return found


def _said(graph: Graph, claims: Iterable[int]) -> dict[int, Row]:
    """Return the texts of claims by language, as JSON, and the ends of their times as they have them."""
    rows = graph.statements.rows(
        f"""SELECT c.id,
            (SELECT json_group_object(t.language, t.text) FROM claim_text AS t WHERE t.claim = c.id),
            {GIVEN_ENDS}
        FROM claim AS c WHERE c.id IN ({numbered(claims)})"""
    )
    return {row[0]: row[1:] for row in rows}


def _entry(entry: Entry, parts: list[Value], behind: list[Row], said: Row) -> TimelineEntry:
    text, since, until = said
    first, last = entry.first, entry.last
    date = parts[2].text if entry.is_date else given(first, last, since, until)
    return TimelineEntry(
        date,
        period_of(first, last),
        precision(date),
        MEANING[slug_of(parts[1].iri or "")] if entry.is_date else "holds",
        parts[0],
        parts[1],
        parts[2],
        text=json.loads(text),
        claims=tuple(dict.fromkeys(claim[3] for claim in behind)),
        modalities=tuple(sorted({claim[4] for claim in behind})),
        corroboration=len({claim[5] for claim in behind}),
        primary=len({claim[8] for claim in behind} - {None}),
        sources=tuple(sorted({claim[6] for claim in behind})),
    )
