"""All claims of a build, from sorted lines: those of one subject and property together.

What follows from claims follows from these groups one by one, so no more than one is held.
"""

from collections.abc import Iterator
from itertools import groupby, product

from kzgraph.derive.claims import QUALIFIERS, SourceClaim, claim_of, problem_of
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
_READ = frozenset((*_NEEDED.values(), *_TIMES.values(), *QUALIFIERS, KZ + "evidence"))


def stated_claims(
    things: Things, sorter: LineSorter, problems: list[Problem]
) -> Iterator[list[SourceClaim]]:
    """Yield the claims that facts can follow from, each group sorted by IRI.

    ``sorter`` is an empty one to group them by; what is wrong with others is added to the problems.
    """
    for claim in things.of_class(KZ + "Claim"):
        parts = (things.spelled(claim, part) for part in (_SUBJECT, _PREDICATE))
        for subject, predicate in product(*parts):
            sorter.add(f"{subject} {predicate} <{claim}>\n".encode())
    lines = (line.decode().rpartition(" <") for block in sorter.blocks() for line in block)
    for statement, group in groupby(lines, key=lambda line: line[0]):
        names = sorted(name.removesuffix(">\n") for *_, name in group)
        yield [claim for name in names for claim in _claims(things, name, statement, problems)]


def _claims(
    things: Things, name: str, statement: str, problems: list[Problem]
) -> Iterator[SourceClaim]:
    """Yield a claim once for each of its documents, where it makes the statement."""
    said = things.said(name, _READ)
    qualifiers = {prop: frozenset(said[prop]) for prop in QUALIFIERS if said[prop]}
    for row in _rows(things, name, said):
        if f"{row['subject']} {row['predicate']}" == statement:
            try:
                yield claim_of(row, qualifiers)
            except (TypeError, ValueError) as exc:
                problems.append(problem_of(row, exc))


def _rows(things: Things, name: str, said: Said) -> Iterator[Row]:
    """Yield what ``claims_to_derive_from.rq`` answers for one claim."""
    columns: dict[str, list[Term | None]] = {"claim": [NamedNode(name)]}
    columns |= {column: [*said[prop]] for column, prop in _NEEDED.items()}
    columns |= {column: _or_none(said[prop]) for column, prop in _TIMES.items()}
    for document, issued in sorted(_documents(things, said), key=str):
        for row in product(*columns.values()):
            yield dict(zip(columns, row, strict=True)) | {"document": document, "issued": issued}


def _documents(things: Things, said: Said) -> Iterator[tuple[Term, Term | None]]:
    """Yield the documents of the evidence of a claim, each with its dates."""
    for evidence in said[KZ + "evidence"]:
        for document in _values(things, evidence, OA + "hasSource") or [evidence]:
            for issued in _or_none(_values(things, document, DCTERMS + "issued")):
                yield document, issued


def _values(things: Things, thing: Term, prop: str) -> list[Term]:
    return things.said(thing.value, (prop,))[prop] if isinstance(thing, NamedNode) else []


def _or_none(values: list[Term]) -> list[Term | None]:
    return [*values] or [None]
