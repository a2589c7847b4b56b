"""Frozen values that cross modules: what REST, the command line and later faces show."""

from dataclasses import dataclass

DEFAULT_GRAPH = "urn:x-rdflib:default"
"""The name that rdflib has for the default graph."""


@dataclass(frozen=True)
class Dataset:
    """The graphs that a query sees: IRIs, of which the default graph is merged, and of named ones.

    ``DEFAULT_GRAPH`` among the first means the stored default graph.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True)
class Value:
    """A term as people and programs read it.

    ``iri`` is set for things; ``text`` is the label of a thing or the lexical form of a literal.
    """

    text: str
    iri: str | None = None
    datatype: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Span:
    """A position in a text: Unicode code points of the NFC text, end not included."""

    start: int
    end: int


@dataclass(frozen=True)
class Evidence:
    """Where a claim stands: the document and, where its text was read, the position."""

    document: Value
    span: Span | None
    sha256: str | None


@dataclass(frozen=True)
class Claim:
    """That a document says something: statement, evidence, speaker, status and both clocks."""

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
    valid_at: str | None
    valid_from: str | None
    valid_until: str | None
    published: str | None
    paraphrase: dict[str, str]
    qualifiers: dict[str, tuple[Value, ...]]
    note: str | None


@dataclass(frozen=True)
class Saying:
    """A claim that is no fact, in short: its id, status, speakers, and what it says."""

    claim: str
    modality: str
    speakers: tuple[Value, ...]
    paraphrase: str


@dataclass(frozen=True)
class Fact:
    """A direct triple with its reasons: the claims, and how many independent documents."""

    subject: Value
    predicate: Value
    object: Value
    claims: tuple[str, ...]
    corroboration: int


@dataclass(frozen=True)
class EntitySummary:
    """An entity in a list."""

    id: str
    iri: str
    label: str
    types: tuple[str, ...]


@dataclass(frozen=True)
class Entity:
    """An entity: names, identifiers, facts, and what points to it."""

    id: str
    iri: str
    types: tuple[Value, ...]
    names: dict[str, str]
    other_names: dict[str, tuple[str, ...]]
    description: dict[str, str]
    same_as: tuple[str, ...]
    attributes: dict[str, tuple[Value, ...]]
    facts: tuple[Fact, ...]
    incoming: tuple[Fact, ...]
    unasserted: tuple[Saying, ...]


@dataclass(frozen=True)
class SourceSummary:
    """A document as a source: what it is, and how many claims cite it."""

    id: str
    iri: str
    title: str
    publisher: Value
    issued: str
    date_basis: str
    language: str
    kind: str
    claims: int


@dataclass(frozen=True)
class SentenceCoverage:
    """A sentence by position, the claims whose evidence lies in it, or why there is none."""

    number: int
    span: Span
    claims: tuple[str, ...]
    no_claim: str | None
