"""Facts of ours and statements of theirs under one property: how each stands to the other side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kzgraph.dates import Interval, interval
from kzgraph.identifiers import compact
from kzgraph.linking import theirs
from kzgraph.linking.comparable import Comparable, Moment, Unclear, agree
from kzgraph.linking.facts import Fact, Support
from kzgraph.linking.gap_report import Gap, Status
from kzgraph.linking.mappings import Mapping as Row
from kzgraph.rdf import Literal

_EVER: Final = Interval(date.min, date.max)


@dataclass(frozen=True)
class Held:
    """A fact of ours under a row of the table, with its value as it can be compared."""

    row: Row
    fact: Fact
    value: Comparable


@dataclass(frozen=True)
class Place:
    """A thing under one property of theirs, with the rows that lead there."""

    thing: str
    item: str
    target: str
    rows: Sequence[Row]


def compared(
    place: Place, here: Sequence[Held], there: Sequence[theirs.Statement]
) -> Iterator[Gap]:
    """Yield how facts and statements under one property of theirs stand to each other."""
    met: set[str] = set()
    for one in here:
        gap, used = _against(place, one, there)
        met |= used
        yield gap
    for statement in there:
        if statement.id not in met:
            status: Status = "deprecated-there" if statement.deprecated else "missing-here"
            single = place.rows[0] if len(place.rows) == 1 else None
            yield Gap(
                status,
                place.thing,
                place.item,
                property=single.property if single else "",
                back=single.back if single else False,
                target=place.target,
                theirs=str(statement.value),
                note=_when(statement.held),
            )


def _against(place: Place, one: Held, there: Sequence[theirs.Statement]) -> tuple[Gap, set[str]]:
    """Return the gap of one fact, and the statements that it accounts for."""
    if isinstance(one.value, Unclear):
        return _of(place, "not-comparable", one, note=one.value.reason), set()
    equal = [s for s in there if agree(one.value, s.value)]
    live = [s for s in equal if not s.deprecated and _together(one.fact, s.held)]
    if live:
        return _of(place, "same", one, live, _finer(one.value, live[0].value)), {s.id for s in live}
    deprecated = [s for s in equal if s.deprecated]
    if deprecated:
        return _of(place, "deprecated-there", one, deprecated), {s.id for s in deprecated}
    others = [s for s in there if not s.deprecated and s not in equal]
    if one.row.single and others:
        status, note = _of_single(one, others)
        return _of(place, status, one, others, note), {s.id for s in others}
    note = f"they state it for another time: {_when(equal[0].held)}" if equal else ""
    return _of(place, "missing-there", one, note=note), set()


def _of_single(one: Held, others: Sequence[theirs.Statement]) -> tuple[Status, str]:
    """Tell whether other values of a property with one value differ, or cannot be compared."""
    if any(agree(one.value, other.value) is False for other in others):
        return "different", ""
    return "not-comparable", "their value is of another unit, language or kind"


def _of(
    place: Place,
    status: Status,
    one: Held,
    there: Sequence[theirs.Statement] = (),
    note: str = "",
) -> Gap:
    shown = "; ".join(dict.fromkeys(str(statement.value) for statement in there))
    return gap_of(
        status, place.thing, place.item, one.fact, target=place.target, theirs=shown, note=note
    )


def gap_of(status: Status, thing: str, item: str, fact: Fact, **more: str) -> Gap:
    """Return a gap that tells a fact of ours; ``more`` are further fields."""
    value = fact.value
    return Gap(
        status,
        thing,
        item,
        property=fact.property,
        back=fact.back,
        value=str(value),
        ours=value.value if isinstance(value, Literal) else compact(str(value)[1:-1]),
        claims=tuple(dict.fromkeys(support.claim for support in fact.supports)),
        **more,
    )


def _finer(here: Comparable, there: Comparable) -> str:
    """Say which of two dates that agree is more precise."""
    if not (isinstance(here, Moment) and isinstance(there, Moment)):
        return ""
    if here.precision == there.precision:
        return ""
    return "more precise here" if here.precision > there.precision else "more precise there"


def _together(fact: Fact, held: Interval | None) -> bool:
    """Tell whether a statement may be about the time of a fact: nobody says otherwise."""
    times = [time for support in fact.supports if (time := _time(support)) is not None]
    return held is None or not times or any(time.overlaps(held) for time in times)


def _time(support: Support) -> Interval | None:
    first, last = support.since or support.at, support.until or support.at
    if first is None and last is None:
        return None
    start = interval(first.value, first.datatype.value).first if first else _EVER.first
    return Interval(start, interval(last.value, last.datatype.value).last if last else _EVER.last)


def _when(held: Interval | None) -> str:
    if held is None:
        return ""
    first = "" if held.first == _EVER.first else held.first.isoformat()
    last = "" if held.last == _EVER.last else held.last.isoformat()
    return f"from {first}" if not last else f"{first or '..'} to {last}"
