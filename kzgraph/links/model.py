"""What a link judgement is: somebody says, with evidence, how a thing of ours stands to one of theirs."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

Verdict = Literal["match", "no-match", "unsure", "none-found"]

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)

SURE = Decimal("0.5")
"""The lowest confidence of a judgement that becomes a triple."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row of an SSSOM table; only a ``match`` becomes a triple, every one becomes a record."""

    subject: str
    """IRI of our thing or term."""
    predicate: str
    """IRI of a mapping relation, e.g. skos:exactMatch; a negative has the same, with verdict no-match."""
    object: str | None
    """IRI of theirs; None for none-found, which is sssom:NoTermFound in the table."""
    verdict: Verdict
    """unsure is a confidence below `SURE`, and never becomes a triple."""
    justification: str
    """IRI of semapv:, e.g. semapv:ManualMappingCuration."""
    confidence: Decimal | None
    """From 0 to 1, that the judgement is right as it stands; None where nobody said."""
    evidence: tuple[str, ...]
    """Sources that name the identifier beside the entity, as text."""
    author: str
    """Who judged: an IRI or a name."""
    date: date
    """The day of the judgement; ``date.min`` where a table of others does not tell."""
    subject_label: str = ""
    object_label: str = ""
    comment: str = ""
    object_source: str = ""
    """IRI of the set that was searched, e.g. https://www.wikidata.org/; the table's own where empty."""
    extra: tuple[tuple[str, str], ...] = ()
    """Columns of the table that are not read here, with their text, in the table's order."""
