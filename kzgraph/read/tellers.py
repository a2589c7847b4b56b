"""Claims that tell of stages, with the dates that they give."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from kzgraph.identifiers import TERMS, slug_of
from kzgraph.read.graph import Graph
from kzgraph.read.lines import End, numbered, terms
from kzgraph.read.periods import given
from kzgraph.read.stage_table import ACTING, DATING, LASTING
from kzgraph.statements import View
from kzgraph.statements.index import Row
from kzgraph.statements.view import Values

_TOLD: Final = """SELECT s.subject, s.object, '{end}', s.predicate, c.name, c.modality,
        c.valid_first, c.valid_last, c.published_first, c.published_last,
        d.origin, d.document, d.primary_origin, c.id
    FROM statement AS s JOIN claim AS c ON c.statement = s.id
    JOIN claim_source AS d ON d.claim = c.id
    WHERE s.{end} IN ({things}) AND s.predicate IN ({properties}) AND {condition}"""
# Asked for apart, since hardly any claim has ends: in the question above they take half as long again.
_ENDS: Final = """SELECT f.claim, f.name, v.text FROM claim_detail AS f JOIN term AS v ON v.id = f.value
    WHERE f.claim IN (SELECT value FROM json_each(:claims)) AND f.name IN ('validFrom', 'validUntil')"""


class Teller(NamedTuple):
    """A claim that tells of a stage, as one of its documents has it.

    ``when`` is set where it says when that was, and ``dates`` says that this is its very object;
    ``as_of`` is set where it only holds when its document came out. ``who`` is the number of who
    signed, ratified, asked for approval, pays or is chosen.
    """

    claim: str
    modality: str
    when: str | None
    dates: bool
    as_of: str | None
    origin: int
    source: str
    primary: int | None
    who: int | None


class Told(NamedTuple):
    """A teller, with the thing that was asked for, what is at the other end, property and value."""

    thing: int
    other: int
    property: str
    value: str
    teller: Teller


def told_of(
    graph: Graph, view: View, things: Iterable[int], asked: Mapping[End, Iterable[str]]
) -> list[Told]:
    """Return who tells of some things, by properties of which they are one end, in one question."""
    ids, values, parts = numbered(things), view.values(), []
    for end, properties in asked.items():
        named: Values = {f"{end}_{at}": TERMS + name for at, name in enumerate(properties)}
        values |= named
        parts.append(_question(view, end, ids, named))
    rows = graph.statements.rows(f"{' UNION ALL '.join(parts)} ORDER BY 5", values)
    ends = _ends(graph, {row[-1] for row in rows if row[6] is not None})
    names: dict[int, str] = dict(graph.statements.counts("SELECT id, name FROM document", {}))
    # The same few properties and values come up in every row.
    known = graph.statements.terms(number for row in rows for number in (row[1], row[3]))
    texts = {number: value.iri or value.text for number, value in known.items()}
    told = ((row, names.get(row[11]), ends.get(row[-1], {})) for row in rows)
    return [_told(row, texts, source, own) for row, source, own in told if source is not None]


def telling(tellers: Iterable[Teller]) -> list[Teller]:
    """Return those who assert, or where nobody does all: a plan gives no date of what was done."""
    every = list(tellers)
    return [teller for teller in every if teller.modality == "Asserted"] or every


def stated(tellers: Iterable[Teller]) -> list[str]:
    """Return when a stage was reached as those who tell of it have it.

    What has the date as its object counts before the time of another claim: where a wrong date of
    signing is deprecated, it would come back with the signatories that its document names.
    """
    told = [(teller.when, teller.dates) for teller in telling(tellers) if teller.when]
    return [when for when, dates in told if dates] or [when for when, _ in told]


def _question(view: View, end: End, things: str, named: Values) -> str:
    properties, condition = terms(*named), view.condition()
    return _TOLD.format(end=end, things=things, properties=properties, condition=condition)


def _ends(graph: Graph, claims: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return the ends of the times of some claims as they have them, those that have any."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for claim, name, text in graph.statements.rows(_ENDS, {"claims": json.dumps([*claims])}):
        found[claim][name] = text
    return found


def _told(row: Row, texts: Mapping[int, str], source: str, ends: Mapping[str, str]) -> Told:
    thing, other = row[:2] if row[2] == "subject" else row[1::-1]
    prop, value = slug_of(texts[row[3]]), texts[row[1]]
    claim, modality, *held = row[4:10]
    time, is_stated = _when(prop, value, held, ends)
    when, as_of = (time, None) if is_stated else (None, time)
    who = other if prop in ACTING else None
    teller = Teller(claim, modality, when, prop in DATING, as_of, row[10], source, row[12], who)
    return Told(thing, other, prop, value, teller)


def _when(
    prop: str, value: str, held: list[str | None], ends: Mapping[str, str]
) -> tuple[str | None, bool]:
    """Return a date, and whether it is that of the stage and not only that of the document."""
    if prop in DATING:
        return value, True
    first, last, *published = held
    if first is None or last is None:
        return None, False
    written = given(first, last, ends.get("validFrom"), ends.get("validUntil"))
    if [first, last] == published:
        return written, False
    # What is on a list in the month of the document got there by then, and maybe long before.
    around = not ends and _covers(first, last, *published)
    return written, not (prop in LASTING and around)


def _covers(first: str, last: str, begun: str | None, ended: str | None) -> bool:
    return begun is not None and ended is not None and first <= begun and ended <= last
