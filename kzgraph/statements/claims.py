"""Telling claims whole, and how many documents stand behind them, from the index alone."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from kzgraph.identifiers import thing
from kzgraph.model import Claim, Evidence, Span, Value
from kzgraph.statements.index import Row, StatementIndex

QUALIFIERS: Final = (
    *("scope", "duringEvent", "statedAs", "comparedWith", "share"),
    *("amount", "role", "hedge", "figureStatus"),
)

Grouped = dict[int, list[Row]]
"""Number of a claim to the rows that tell of it, without that number."""


def tell_claims(index: StatementIndex, numbers: Iterable[int]) -> dict[int, Claim]:
    """Return claims by their numbers: a few questions, however many claims there are."""
    listed = ",".join(str(int(number)) for number in numbers)
    parts = _Parts(index, listed)
    heads = index.rows(
        f"""SELECT c.id, c.name, s.subject, s.predicate, s.object, c.level, c.mode, c.modality,
            c.rank
        FROM claim AS c JOIN statement AS s ON s.id = c.statement WHERE c.id IN ({listed})"""
    )
    terms = index.terms({*parts.terms(), *(number for head in heads for number in head[2:5])})
    return {head[0]: _claim(head, parts, terms) for head in heads}


class _Parts:
    """What some claims have more than one of."""

    def __init__(self, index: StatementIndex, listed: str) -> None:
        def rows(columns: str, table: str, order: str) -> Grouped:
            return _grouped(
                index.rows(
                    f"SELECT claim, {columns} FROM {table} WHERE claim IN ({listed}) "
                    f"ORDER BY claim, {order}"
                )
            )

        self.evidence = rows("document, first, last, sha256", "claim_evidence", "document, first")
        self.speakers = rows("speaker", "claim_speaker", "speaker")
        self.details = rows("name, value", "claim_detail", "name, value")
        self.texts = rows("language, text", "claim_text", "language")
        self.conflicts = rows(
            "conflict.name",
            "conflict_claim JOIN conflict ON conflict.id = conflict",
            "conflict.name",
        )

    def terms(self) -> Iterable[int]:
        """Return the numbers of all that is named."""
        for group in (*self.evidence.values(), *self.speakers.values()):
            yield from (row[0] for row in group)
        yield from (row[1] for group in self.details.values() for row in group)


def _grouped(rows: Iterable[Row]) -> Grouped:
    grouped: Grouped = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(row[1:])
    return grouped


def _claim(head: Row, parts: _Parts, terms: dict[int, Value]) -> Claim:
    number, name, subject, predicate, value, level, mode, modality, rank = head
    details: dict[str, list[Value]] = defaultdict(list)
    for detail, term in parts.details.get(number, ()):
        details[detail].append(terms[term])
    return Claim(
        id=name,
        iri=thing("claim", name),
        subject=terms[subject],
        predicate=terms[predicate],
        object=terms[value],
        evidence=tuple(_evidence(row, terms) for row in parts.evidence.get(number, ())),
        evidence_level=level,
        speakers=tuple(terms[row[0]] for row in parts.speakers.get(number, ())),
        speech_mode=mode,
        modality=modality,
        rank=rank,
        rank_reason=_first(details.get("rankReason")),
        ranked_by=next(iter(details.get("rankedBy", ())), None),
        ranked_on=_first(details.get("rankedOn")),
        valid_at=_first(details.get("validAt")),
        valid_from=_first(details.get("validFrom")),
        valid_until=_first(details.get("validUntil")),
        published=_first(details.get("published")),
        paraphrase=dict(parts.texts.get(number, ())),
        qualifiers={key: tuple(details[key]) for key in QUALIFIERS if key in details},
        note=_first(details.get("editorialNote")),
        conflicts=tuple(row[0] for row in parts.conflicts.get(number, ())),
    )


def _evidence(row: Row, terms: dict[int, Value]) -> Evidence:
    document, start, end, sha256 = row
    span = Span(start, end) if start is not None and end is not None else None
    return Evidence(terms[document], span, sha256)


def _first(values: list[Value] | None) -> str | None:
    """Return the first by its text: which one it is does not hang on how terms are numbered."""
    return min(value.text for value in values) if values else None
