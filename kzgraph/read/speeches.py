"""What was said at a visit, as the documents have it that came out with it."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from kzgraph.dates import from_text
from kzgraph.model import Statement, Value
from kzgraph.model.visits import Speech, Utterance
from kzgraph.read.graph import Graph
from kzgraph.read.lines import Lines, lines, numbered
from kzgraph.statements import Selection, View
from kzgraph.statements.index import Row

FRESH: Final = timedelta(days=31)
"""A document belongs to a visit where it came out by so long after the visit's last day."""


def own_sources(graph: Graph, view: View, visit: int, day: str | None) -> list[int]:
    """Return the documents that speak of a visit and came out with it, by their numbers.

    ``day`` is the visit's date as it is written; where nobody tells it, the first document counts.
    """
    rows = graph.statements.rows(
        f"""SELECT source.id, source.issued_first FROM statement AS s
        JOIN claim AS c ON c.statement = s.id JOIN claim_source AS d ON d.claim = c.id
        JOIN document AS source ON source.id = d.document
        WHERE (s.subject = :visit OR s.object = :visit) AND {view.condition()}
            AND source.issued_first IS NOT NULL
        GROUP BY source.id ORDER BY source.issued_first, source.name""",
        {"visit": visit, **view.values()},
    )
    last = _last_day(day) if day is not None else _first_issued(rows)
    return [number for number, issued in rows if last and date.fromisoformat(issued) <= last]


def speeches(
    graph: Graph, view: View, own: list[int], people: Iterable[int], events: Iterable[int]
) -> tuple[Speech, ...]:
    """Return what each speaker says in some documents, by the speaker's name.

    Speakers are those who took part, and who is told to have spoken at one of the events; what a
    document tells on its own is no speech.
    """
    if not own:
        return ()
    asked = f"""c.mode <> 'Narration' AND d.document IN ({numbered(own)})
        AND (p.speaker IN ({numbered(people)}) OR EXISTS (
            SELECT 1 FROM claim_detail AS f WHERE f.claim = c.id
                AND f.name = 'duringEvent' AND f.value IN ({numbered(events)})))"""
    rows = graph.statements.rows(
        f"""SELECT DISTINCT p.speaker FROM claim_source AS d JOIN claim AS c ON c.id = d.claim
        JOIN claim_speaker AS p ON p.claim = c.id WHERE {asked} AND {view.condition()}""",
        view.values(),
    )
    speakers = graph.statements.terms(row[0] for row in rows)
    spoken = [_speech(graph, view, asked, number, who) for number, who in speakers.items()]
    heard = (speech for speech in spoken if speech.said)
    return tuple(sorted(heard, key=lambda speech: speech.speaker.text))


def narrated(graph: Graph, view: View, own: list[int], events: Iterable[int]) -> Lines:
    """Return what some documents tell on their own of what happened at some events."""
    condition = f"""c.mode = 'Narration' AND d.document IN ({numbered(own)})
        AND EXISTS (SELECT 1 FROM claim_detail AS f WHERE f.claim = c.id
            AND f.name = 'duringEvent' AND f.value IN ({numbered(events)}))"""
    return lines(graph, view, Selection((condition,)))


def _speech(graph: Graph, view: View, asked: str, number: int, speaker: Value) -> Speech:
    condition = f"""c.id IN (SELECT p.claim FROM claim_speaker AS p
        WHERE p.claim = c.id AND p.speaker = :speaker AND {asked})"""
    said = lines(graph, view, Selection((condition,), {"speaker": number}))
    ways = _ways(graph, [claim for statement in said for claim in statement.claims])
    return Speech(speaker, tuple(_utterance(statement, ways) for statement in said))


def _utterance(statement: Statement, ways: dict[str, tuple[str, str]]) -> Utterance:
    modes = {ways[claim][0] for claim in statement.claims}
    text: dict[str, str] = json.loads(ways[statement.claims[0]][1])
    return Utterance(statement, tuple(sorted(modes)), text)


def _ways(graph: Graph, claims: list[str]) -> dict[str, tuple[str, str]]:
    """Return how claims are reported, and their text by language as JSON."""
    values = {f"claim_{at}": name for at, name in enumerate(dict.fromkeys(claims))}
    places = ", ".join(f":{name}" for name in values)
    rows = graph.statements.rows(
        f"""SELECT c.name, c.mode, (SELECT json_group_object(t.language, t.text)
            FROM claim_text AS t WHERE t.claim = c.id)
        FROM claim AS c WHERE c.name IN ({places})""",
        {**values},
    )
    return {name: (mode, text) for name, mode, text in rows}


def _last_day(day: str) -> date:
    return from_text(day).last + FRESH


def _first_issued(rows: list[Row]) -> date | None:
    return date.fromisoformat(rows[0][1]) if rows else None
