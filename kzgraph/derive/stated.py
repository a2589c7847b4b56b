"""All claims of a build, from sorted lines: those of one subject and property together.

What follows from claims follows from these groups one by one, so no more than one is held.
"""

from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import groupby, product
from operator import itemgetter
from typing import Final

from kzgraph.derive.claims import QUALIFIERS, Qualifiers, SourceClaim, claim_of, problem_of
from kzgraph.errors import Problem
from kzgraph.lines import LineSorter, Said, Things
from kzgraph.rdf import NamedNode, Term
from kzgraph.store import Row
from kzgraph.vocab import DCTERMS, KZ, OA, STATEMENT

_SUBJECT, _PREDICATE, _ = STATEMENT
_NEEDED = dict(zip(("subject", "predicate", "object"), STATEMENT, strict=True)) | {
    name: KZ + name for name in ("modality", "rank")
}
_TIMES = {"at": KZ + "validAt", "from": KZ + "validFrom", "until": KZ + "validUntil"}
_DOCUMENTS: Final = 16_384
"""Passages whose documents are kept at hand."""

Dated = tuple[Term, Term | None]
"""A document, and its date or None."""


def stated_claims(
    things: Things, sorter: LineSorter, problems: list[Problem]
) -> Iterator[list[SourceClaim]]:
    """Yield the claims that facts can follow from, each group sorted by IRI.

    ``sorter`` is an empty one to group them by; what is wrong with others is added to the problems.
    """
    for claim, said in things.of_class(KZ + "Claim"):
        for subject, predicate in product(said.spelled(_SUBJECT), said.spelled(_PREDICATE)):
            sorter.add(f"{subject} {predicate} <{claim}>\n".encode())
    dated = lru_cache(_DOCUMENTS)(partial(_documents, things))
    lines = (line.decode().rpartition(" <") for block in sorter.blocks() for line in block)
    for statement, group in groupby(lines, key=itemgetter(0)):
        claims: list[SourceClaim] = []
        for name in sorted(name.removesuffix(">\n") for *_, name in group):
            said = things.said(name)
            documents = [one for evidence in said[KZ + "evidence"] for one in dated(evidence)]
            for row in _rows(name, said, documents, statement):
                try:
                    claims.append(claim_of(row, _qualifiers(said)))
                except (TypeError, ValueError) as exc:
                    problems.append(problem_of(row, exc))
        yield claims


def _qualifiers(said: Said) -> Qualifiers:
    return {prop: frozenset(said[prop]) for prop in QUALIFIERS if prop in said}


def _rows(name: str, said: Said, documents: list[Dated], statement: str) -> Iterator[Row]:
    """Yield what ``claims_to_derive_from.rq`` answers for one claim, of one of its statements."""
    columns: dict[str, list[Term | None]] = {"claim": [NamedNode(name)]}
    columns |= {column: [*said[prop]] for column, prop in _NEEDED.items()}
    columns |= {column: _or_none(said[prop]) for column, prop in _TIMES.items()}
    for document, issued in sorted(documents, key=str):
        for values in product(*columns.values()):
            row = dict(zip(columns, values, strict=True))
            if f"{row['subject']} {row['predicate']}" == statement:
                yield row | {"document": document, "issued": issued}


def _documents(things: Things, evidence: Term) -> list[Dated]:
    """Return the documents of a piece of evidence, each with its dates."""
    return [
        (document, issued)
        for document in _values(things, evidence, OA + "hasSource") or [evidence]
        for issued in _or_none(_values(things, document, DCTERMS + "issued"))
    ]


def _values(things: Things, thing: Term, prop: str) -> list[Term]:
    return things.said(thing.value)[prop] if isinstance(thing, NamedNode) else []


def _or_none(values: list[Term]) -> list[Term | None]:
    return [*values] or [None]
