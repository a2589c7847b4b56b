"""The dossier of a visit."""

from dataclasses import dataclass

from kzgraph.model.coverage import Coverage
from kzgraph.model.events import EventPart
from kzgraph.model.stages import LifeCycle, StageReached
from kzgraph.model.statements import LeftOut, Statement
from kzgraph.model.values import Value


@dataclass(frozen=True)
class Utterance:
    """What somebody said: the statement, in our own words by language, and how it is reported.

    ``modes`` are ``DirectQuotation``, ``ReportedSpeech`` and ``Narration``.
    """

    statement: Statement
    modes: tuple[str, ...]
    text: dict[str, str]


@dataclass(frozen=True)
class Speech:
    """What one speaker said, as the visit's own documents have it."""

    speaker: Value
    said: tuple[Utterance, ...]


@dataclass(frozen=True)
class SignedAgreement:
    """An agreement of a visit: the statements that tie it to the visit, and how far it has come."""

    id: str
    iri: str
    label: str
    types: tuple[str, ...]
    is_set: bool
    ties: tuple[Statement, ...]
    stages: tuple[StageReached, ...]
    latest_stage: str | None
    life_cycle: LifeCycle


@dataclass(frozen=True)
class LaterDocument:
    """A document that came out after those of the visit, and what it says of what the visit brought."""

    document: Value
    published: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Dossier:
    """All that is known of a visit, each line with its claims.

    ``documents`` are the visit's own: those that speak of it and came out by a month after it.
    ``told_alongside`` are agreements whose signing these documents tell of, though no claim says
    that it was during the visit. ``later`` is what documents after them say of the agreements,
    projects, initiatives and events of the visit.
    """

    id: str
    iri: str
    label: str
    names: dict[str, str]
    date: str | None
    who: tuple[Statement, ...]
    when: tuple[Statement, ...]
    where: tuple[Statement, ...]
    kind: tuple[Statement, ...]
    invited_by: tuple[Statement, ...]
    met: tuple[EventPart, ...]
    other_parts: tuple[EventPart, ...]
    said: tuple[Speech, ...]
    signed: tuple[SignedAgreement, ...]
    told_alongside: tuple[SignedAgreement, ...]
    announced: tuple[Statement, ...]
    launched: tuple[Statement, ...]
    others: tuple[Statement, ...]
    later: tuple[LaterDocument, ...]
    documents: tuple[Value, ...]
    left_out: LeftOut
    coverage: Coverage
