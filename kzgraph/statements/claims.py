"""Telling claims whole, and how many documents stand behind them, from the index alone."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from kzgraph.identifiers import thing
from kzgraph.model import Claim, Evidence, Span, Value
from kzgraph.statements.index import Row, StatementIndex
from kzgraph.statements.parts import Parts, in_order

QUALIFIERS: Final = (
    *("scope", "duringEvent", "statedAs", "comparedWith", "share"),
    *("amount", "role", "hedge", "figureStatus"),
)


def tell_claims(index: StatementIndex, numbers: Iterable[int]) -> dict[int, Claim]:
    """Return claims by their numbers, in the order of these.

    It takes a few questions, however many claims there are.
    """
    wanted = [*numbers]
    rows = index.rows(
        """SELECT c.id, c.name, s.subject, s.predicate, s.object, c.level, c.mode, c.modality,
            c.rank
        FROM claim AS c JOIN statement AS s ON s.id = c.statement
        WHERE c.id IN (SELECT value FROM json_each(:claims))""",
        {"claims": json.dumps(wanted)},
    )
    heads = {row[0]: row for row in rows}
    parts = _Parts(index, wanted)
    terms = index.terms({*parts.terms(), *(number for row in rows for number in row[2:5])})
    return {number: _claim(heads[number], parts, terms) for number in wanted if number in heads}


class _Parts(Parts):
    """The same with the passages of the evidence, and with the conflicts."""

    def __init__(self, index: StatementIndex, claims: list[int]) -> None:
        super().__init__(index, claims)
        self.evidence: dict[int, list[Row]] = defaultdict(list)
        for claim, *passage in self.columns(
            "claim_evidence", "document", "first", "last", "sha256"
        ):
            self.evidence[claim].append(tuple(passage))
        self.conflicts: dict[int, list[str]] = defaultdict(list)
        named = "(SELECT claim, x.name FROM conflict_claim JOIN conflict AS x ON x.id = conflict)"
        for claim, name in self.columns(named, "name"):
            self.conflicts[claim].append(name)

    def terms(self) -> set[int]:
        documents = (row[0] for rows in self.evidence.values() for row in rows)
        return super().terms().union(documents)


def _claim(head: Row, parts: _Parts, terms: dict[int, Value]) -> Claim:
    number, name, subject, predicate, value, level, mode, modality, rank = head
    details = {
        name: in_order(terms[value] for value in values)
        for name, values in parts.details[number].items()
    }
    return Claim(
        id=name,
        iri=thing("claim", name),
        subject=terms[subject],
        predicate=terms[predicate],
        object=terms[value],
        evidence=tuple(sorted((_evidence(row, terms) for row in parts.evidence[number]), key=_at)),
        evidence_level=level,
        speakers=tuple(in_order(terms[speaker] for speaker in parts.speakers[number])),
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
        paraphrase=parts.texts[number],
        qualifiers={key: tuple(details[key]) for key in QUALIFIERS if key in details},
        note=_first(details.get("editorialNote")),
        conflicts=tuple(parts.conflicts[number]),
    )


def _evidence(row: Row, terms: dict[int, Value]) -> Evidence:
    document, start, end, sha256 = row
    span = Span(start, end) if start is not None and end is not None else None
    return Evidence(terms[document], span, sha256)


def _at(evidence: Evidence) -> tuple[str, int]:
    return evidence.document.iri or "", evidence.span.start if evidence.span else -1


def _first(values: list[Value] | None) -> str | None:
    """Return the first by its text: which one it is does not hang on how terms are numbered."""
    if values is None or len(values) == 1:
        return values[0].text if values else None
    return min(value.text for value in values)
