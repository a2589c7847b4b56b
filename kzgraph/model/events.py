"""Events: visits, meetings, ceremonies, announcements, referendums."""

from dataclasses import dataclass

from kzgraph.model.statements import LeftOut, Statement
from kzgraph.model.values import Value


@dataclass(frozen=True)
class EventSummary:
    """An event in a list; ``date`` is the most precise beginning that is told, as it is written."""

    id: str
    iri: str
    label: str
    types: tuple[str, ...]
    date: str | None
    places: tuple[Value, ...]
    participants: tuple[Value, ...]
    part_of: tuple[Value, ...]
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class EventPart:
    """An event as it stands in another: what is said of it, each with its claims.

    ``outcomes`` is what it approves, announces or brings about; ``others`` is the rest.
    """

    id: str
    iri: str
    label: str
    types: tuple[str, ...]
    date: str | None
    kinds: tuple[Statement, ...]
    dates: tuple[Statement, ...]
    places: tuple[Statement, ...]
    participants: tuple[Statement, ...]
    topics: tuple[Statement, ...]
    outcomes: tuple[Statement, ...]
    part_of: tuple[Statement, ...]
    others: tuple[Statement, ...]


@dataclass(frozen=True)
class Event(EventPart):
    """An event with its names, the events that are part of it, and the documents behind it."""

    names: dict[str, str]
    description: dict[str, str]
    parts: tuple[Statement, ...]
    documents: tuple[Value, ...]
    left_out: LeftOut
