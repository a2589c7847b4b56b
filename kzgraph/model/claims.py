"""Claims, and what is shown of them."""

from dataclasses import dataclass

from kzgraph.model.values import Span, Value


@dataclass(frozen=True)
class Evidence:
    """Where a claim stands: the document and, where its text was read, the position."""

    document: Value
    span: Span | None
    sha256: str | None


@dataclass(frozen=True)
class Claim:
    """That a document says something: statement, evidence, speaker, status and both clocks.

    ``conflicts`` are the ids of the conflicts that the claim is party to.
    """

    id: str
    iri: str
    subject: Value
    predicate: Value
    object: Value
    evidence: tuple[Evidence, ...]
    evidence_level: str
    speakers: tuple[Value, ...]
    speech_mode: str
    modality: str
    rank: str
    rank_reason: str | None
    ranked_by: Value | None
    ranked_on: str | None
    valid_at: str | None
    valid_from: str | None
    valid_until: str | None
    published: str | None
    paraphrase: dict[str, str]
    qualifiers: dict[str, tuple[Value, ...]]
    note: str | None
    conflicts: tuple[str, ...]


@dataclass(frozen=True)
class Saying:
    """A claim that is no fact, in short: its id, status, speakers, and what it says."""

    claim: str
    modality: str
    speakers: tuple[Value, ...]
    paraphrase: str
