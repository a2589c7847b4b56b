"""Conflicts: values that cannot all be true, side by side, each with who says it."""

from collections.abc import Iterable
from dataclasses import dataclass

from kzgraph.model.page import Page
from kzgraph.model.values import Value


@dataclass(frozen=True)
class Witness:
    """A claim as a party to a conflict: who says it, in which document, of when.

    ``documents`` are the sources that the claim cites, ``published`` when they appeared. ``holds`` is
    the time of which the claim speaks, as written: a date, or two with a slash between them (ISO 8601)
    and ``..`` for an open end. ``stated_as`` are the document's own words for the value. Where the rank
    is not the normal one, ``rank_reason``, ``ranked_by`` and ``ranked_on`` say why, by whom and when.
    """

    claim: str
    speakers: tuple[Value, ...]
    documents: tuple[Value, ...]
    published: str | None
    holds: str | None
    modality: str
    stated_as: tuple[str, ...]
    rank: str
    rank_reason: str | None
    ranked_by: Value | None
    ranked_on: str | None
    paraphrase: dict[str, str]


@dataclass(frozen=True)
class ConflictValue:
    """One of the values: the claims for it, and how many independent documents stand behind it.

    ``primary`` counts those of the documents that are primary. ``prevails`` says that its rank makes
    it the value that counts, in a conflict that is resolved.
    """

    value: Value
    prevails: bool
    corroboration: int
    primary: int
    sources: tuple[str, ...]
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True)
class Conflict:
    """Values of one property of one thing that differ.

    ``kinds`` say how its claims differ, the gravest first: Contradiction, RevisionOverTime, Rounding,
    TransliterationOrTranslation, DifferenceOfScope, PreliminaryAndFinal, CurrencyDifference.
    ``status`` is OpenConflict or ResolvedConflict; ``why`` says what settles it, or that nothing does.
    """

    id: str
    iri: str
    subject: Value
    property: Value
    kinds: tuple[str, ...]
    status: str
    why: str
    values: tuple[ConflictValue, ...]


@dataclass(frozen=True)
class ConflictLine:
    """A witness of a value of a conflict, as a line of a table."""

    conflict: str
    subject: Value
    property: Value
    kinds: tuple[str, ...]
    status: str
    value: Value
    prevails: bool
    corroboration: int
    primary: int
    witness: Witness


@dataclass(frozen=True)
class ConflictPage(Page[Conflict]):
    """A part of a list of conflicts; as a table it has a line for each witness."""

    items: tuple[Conflict, ...]

    def lines(self) -> Iterable[ConflictLine]:
        """Return the witnesses of every value, in the order in which they are told."""
        for conflict in self.items:
            head = (
                conflict.id,
                conflict.subject,
                conflict.property,
                conflict.kinds,
                conflict.status,
            )
            for value in conflict.values:
                told = (value.value, value.prevails, value.corroboration, value.primary)
                yield from (ConflictLine(*head, *told, witness) for witness in value.witnesses)
