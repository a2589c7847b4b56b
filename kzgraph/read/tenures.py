"""Times in office: what claims state, what they only tell of, and who else is told to be there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from kzgraph.dates import Interval
from kzgraph.identifiers import TERMS
from kzgraph.model import Statement, Value
from kzgraph.model.offices import Tenure
from kzgraph.read.graph import Graph
from kzgraph.read.lines import End, about, numbers, selection
from kzgraph.read.periods import GIVEN_ENDS, given
from kzgraph.read.spans import between, meet
from kzgraph.statements import View, find
from kzgraph.statements.view import ASSERTED

HEADS: Final = ("headOfState", "chiefExecutive")
"""Properties from a state or an organisation to the person who is at its head."""

_TIMES: Final = """SELECT s.id, c.valid_first, c.valid_last, {ends}
    FROM statement AS s JOIN claim AS c ON c.statement = s.id
    WHERE {asked} AND c.valid_first IS NOT NULL ORDER BY c.valid_first, c.valid_last, s.key, c.name"""


@dataclass(frozen=True)
class _Time:
    """The days for which a claim tells of somebody in office, as it is written, and its own ends."""

    days: Interval
    written: str
    since: str | None
    until: str | None


_HEADS: Final = frozenset(TERMS + name for name in HEADS)

_Post = tuple[str | None, str | None]
"""What tells an office from others: the body and the property that names its head, or the office."""


@dataclass(frozen=True)
class _Held:
    """A statement by which somebody holds an office, with the times of its claims."""

    statement: Statement
    times: tuple[_Time, ...]

    @property
    def is_head(self) -> bool:
        """Whether a state or an organisation names its head."""
        return self.statement.predicate.iri in _HEADS

    @property
    def person(self) -> Value:
        """Who holds it."""
        return self.statement.object if self.is_head else self.statement.subject

    @property
    def post(self) -> _Post:
        """What tells this office from others."""
        body = self.statement.subject.iri if self.is_head else None
        return (body, self.statement.predicate.iri if body else self.statement.object.iri)


def tenures(graph: Graph, view: View, shown: Sequence[int]) -> tuple[Tenure, ...]:
    """Return the times in office that some statements make, by their numbers, in that order."""
    own = [_Held(statement, ()) for statement in find.tell(graph.statements, shown, view).values()]
    offices = numbers(graph, (held.statement.object for held in own if not held.is_head))
    bodies = numbers(graph, (held.statement.subject for held in own if held.is_head))
    every = {
        **_held(graph, view, offices, "object", ("holdsOffice",)),
        **_held(graph, view, bodies, "subject", HEADS),
    }
    # Where an office is does not change with who holds it.
    always = replace(view, valid_on=None, min_corroboration=1, modalities=ASSERTED)
    places = about(graph, always, offices, "subject", "officeIn").by("subject")
    where = {iri: lines.objects("officeIn") for iri, lines in places.items()}
    together: dict[_Post, list[_Held]] = defaultdict(list)
    for held in every.values():
        together[held.post].append(held)
    return tuple(_tenure(every[number], together[every[number].post], where) for number in shown)


def _held(
    graph: Graph, view: View, things: Collection[int], end: End, properties: Iterable[str]
) -> dict[int, _Held]:
    """Return the statements at some offices or bodies by which anybody holds them."""
    if not things:
        return {}
    asked = selection(things, end, properties)
    question = _TIMES.format(ends=GIVEN_ENDS, asked=asked.where(view.condition()))
    times: dict[int, list[_Time]] = defaultdict(list)
    for number, *told in graph.statements.rows(question, {**asked.values, **view.values()}):
        times[number].append(_time(*told))
    found = find.told(graph.statements, asked, view)
    return {number: _Held(statement, tuple(times[number])) for number, statement in found}


def _time(first: str, last: str, since: str | None, until: str | None) -> _Time:
    days = Interval(date.fromisoformat(first), date.fromisoformat(last))
    return _Time(days, given(first, last, since, until), since, until)


def _tenure(
    held: _Held, together: Iterable[_Held], where: Mapping[str, tuple[Value, ...]]
) -> Tenure:
    """Tell of one who holds a post, given all who hold it."""
    said, days = held.statement, [time.days for time in held.times]
    others = (one for one in together if one.person != held.person)
    return Tenure(
        held.person,
        said.predicate if held.is_head else said.object,
        (said.subject,) if held.is_head else where.get(said.object.iri or "", ()),
        _stated(time.since for time in held.times),
        _stated(time.until for time in held.times),
        told=tuple(dict.fromkeys(time.written for time in held.times)),
        silent=between(days),
        overlaps=tuple(
            one.person for one in others if meet(days, (time.days for time in one.times))
        ),
        claims=said.claims,
        modalities=said.modalities,
        corroboration=said.corroboration,
        primary=said.primary,
        sources=said.sources,
    )


def _stated(ends: Iterable[str | None]) -> str | None:
    """Return the most precise of the dates that claims state, the earliest of these."""
    return min((end for end in ends if end), key=lambda text: (-len(text), text), default=None)
