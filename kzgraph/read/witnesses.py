"""Telling conflicts: values side by side, each with its witnesses, and what settles them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from kzgraph.identifiers import slug_of, thing
from kzgraph.model import Claim, Value
from kzgraph.model.conflicts import Conflict, ConflictValue, Witness
from kzgraph.read.graph import Graph
from kzgraph.statements import View
from kzgraph.statements.claims import tell_claims
from kzgraph.statements.index import Row

PARTIES: Final = """conflict_claim AS party JOIN claim AS c ON c.id = party.claim
    JOIN statement AS s ON s.id = c.statement"""
"""The claims ``c`` that are party to conflicts, and their statements ``s``."""

KINDS: Final = (
    *("Contradiction", "RevisionOverTime", "Rounding", "TransliterationOrTranslation"),
    *("DifferenceOfScope", "PreliminaryAndFinal", "CurrencyDifference"),
)
"""Kinds of conflicts, the gravest first."""

_PREFERRED, _DEPRECATED = "PreferredRank", "DeprecatedRank"
_RESOLVED: Final = "ResolvedConflict"


def tell_conflicts(graph: Graph, numbers: Sequence[int], view: View) -> tuple[Conflict, ...]:
    """Return conflicts by their numbers, in that order, with the values that a view sees."""
    index, listed = graph.statements, ",".join(str(int(number)) for number in numbers)
    heads = index.rows(
        f"SELECT id, name, subject, property, status FROM conflict WHERE id IN ({listed})"
    )
    kinds: dict[int, set[str]] = defaultdict(set)
    for conflict, kind in index.rows(f"SELECT * FROM conflict_kind WHERE conflict IN ({listed})"):
        kinds[conflict].add(kind)
    parties = index.rows(
        f"""SELECT party.conflict, s.id, c.id, d.origin, d.primary_origin,
            ({view.condition()} AND {view.corroborates()})
        FROM {PARTIES} JOIN claim_source AS d ON d.claim = c.id
        WHERE party.conflict IN ({listed}) ORDER BY party.conflict, s.key, c.name""",
        view.values(),
    )
    claims = tell_claims(index, {row[2] for row in parties})
    terms = index.terms(number for head in heads for number in head[2:4])
    rows: dict[int, list[Row]] = defaultdict(list)
    for party in parties:
        rows[party[0]].append(party[1:])
    told = {
        head[0]: _conflict(head, kinds[head[0]], rows[head[0]], claims, terms) for head in heads
    }
    return tuple(told[number] for number in numbers)


def _conflict(
    head: Row,
    kinds: set[str],
    parties: list[Row],
    claims: dict[int, Claim],
    terms: dict[int, Value],
) -> Conflict:
    _, name, subject, prop, status = head
    said = [claims[number] for number in dict.fromkeys(row[1] for row in parties)]
    # Ranks are those of the release, also of claims that the view does not see.
    best = _best(said) if status == _RESOLVED else ()
    groups: dict[int, list[Row]] = defaultdict(list)
    for row in parties:
        if row[4]:
            groups[row[0]].append(row)
    values = (_value(group, claims, best) for group in groups.values())
    return Conflict(
        id=name,
        iri=thing("conflict", name),
        subject=terms[subject],
        property=terms[prop],
        kinds=tuple(kind for kind in KINDS if kind in kinds),
        status=status,
        why=_why(status, said),
        values=tuple(sorted(values, key=lambda value: not value.prevails)),
    )


def _best(claims: Iterable[Claim]) -> tuple[str, ...]:
    """Return the ids of the claims of the best rank: preferred ones, or those not deprecated."""
    heeded = [claim for claim in claims if claim.rank != _DEPRECATED]
    preferred = [claim for claim in heeded if claim.rank == _PREFERRED]
    return tuple(claim.id for claim in preferred or heeded)


def _value(rows: list[Row], claims: dict[int, Claim], best: Sequence[str]) -> ConflictValue:
    said = [claims[number] for number in dict.fromkeys(row[1] for row in rows)]
    documents = {evidence.document.iri or "" for claim in said for evidence in claim.evidence}
    return ConflictValue(
        value=said[0].object,
        prevails=any(claim.id in best for claim in said),
        corroboration=len({row[2] for row in rows}),
        primary=len({row[3] for row in rows} - {None}),
        sources=tuple(sorted(slug_of(document) for document in documents)),
        witnesses=tuple(_witness(claim) for claim in said),
    )


def _witness(claim: Claim) -> Witness:
    documents = dict.fromkeys(evidence.document for evidence in claim.evidence)
    return Witness(
        claim=claim.id,
        speakers=claim.speakers,
        documents=tuple(documents),
        published=claim.published,
        holds=_holds(claim),
        modality=claim.modality,
        stated_as=tuple(sorted(value.text for value in claim.qualifiers.get("statedAs", ()))),
        rank=claim.rank,
        rank_reason=claim.rank_reason,
        ranked_by=claim.ranked_by,
        ranked_on=claim.ranked_on,
        paraphrase=claim.paraphrase,
    )


def _holds(claim: Claim) -> str | None:
    if claim.valid_from or claim.valid_until:
        return f"{claim.valid_from or '..'}/{claim.valid_until or '..'}"
    return claim.valid_at


def _why(status: str, claims: Sequence[Claim]) -> str:
    """Say in a sentence what settles a conflict: the ranks, with their reasons."""
    ranked = [claim for claim in claims if claim.rank in (_PREFERRED, _DEPRECATED)]
    reasons = "; ".join(
        f"{claim.id} is {claim.rank.removesuffix('Rank').lower()}"
        + (f": {claim.rank_reason}" if claim.rank_reason else "")
        for claim in ranked
    )
    if status == _RESOLVED:
        return f"Settled by rank. {reasons}" if reasons else "Settled by rank."
    if reasons:
        return f"Not settled: claims of the best rank disagree. {reasons}"
    return "Not settled: no claim is ranked above another."
