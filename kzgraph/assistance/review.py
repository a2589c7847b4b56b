"""Reviewing proposals: what a person accepts becomes a claim that says who accepted it, and when."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kzgraph.assistance.copied import copied_run
from kzgraph.assistance.proposals import Cells, Proposal, keep_proposals, now, read_proposals
from kzgraph.authoring.cells import joined
from kzgraph.authoring.columns import NAMES
from kzgraph.authoring.reading import ClaimReader, Document, ReadClaim, quads_of
from kzgraph.authoring.sheet import Sheet
from kzgraph.authoring.working import Working, writable
from kzgraph.authoring.write import replace_text
from kzgraph.errors import BadRequestError, DataError, Problem
from kzgraph.identifiers import compact, slug_of, source_graph
from kzgraph.rdf import Literal, NamedNode, RdfFormat, canonical
from kzgraph.release import Home
from kzgraph.release.single import try_inputs, with_claims
from kzgraph.release.texts import held_text
from kzgraph.vocab import XSD

CHANGEABLE: Final = frozenset(NAMES) - {"id"}
"""Columns that a proposal may have, and that a reviewer may change."""

_NAME: Final = re.compile(r"[^\x00-\x1f\x7f]{1,200}")


@dataclass(frozen=True)
class Decision:
    """What somebody decides about proposals, by number."""

    by: str
    accept: tuple[int, ...] = ()
    reject: tuple[int, ...] = ()


def decide(root: Path, home: Home, source: str, decision: Decision) -> dict[int, str]:
    """Make claims of the accepted proposals, set the rejected aside; return claims by number.

    All are held to the rules together. Raises ``DataError`` with every fault, ``NotFoundError`` and
    ``BadRequestError`` for numbers that do not wait; nothing is written then.
    """
    by, at = decision.by.strip(), now()
    if not _NAME.fullmatch(by):
        raise BadRequestError("say who decides: a name in one line (--by)")
    if both := set(decision.accept) & set(decision.reject):
        raise BadRequestError(f"both accepted and rejected: {sorted(both)}")
    kept = read_proposals(home, source)
    chosen, aside = (
        [kept.get(number) for number in dict.fromkeys(numbers)]
        for numbers in (decision.accept, decision.reject)
    )
    claims = _written(root, home, source, [(one, _provenance(one, by, at)) for one in chosen])
    update = {"by": by, "at": at}
    rejected = [one.model_copy(update=update | {"state": "rejected"}) for one in aside]
    accepted = [
        one.model_copy(update=update | {"state": "accepted", "claim": claims[one.number]})
        for one in chosen
    ]
    keep_proposals(home, kept.with_changed(*accepted, *rejected))
    return claims


def _written(
    root: Path, home: Home, source: str, chosen: Sequence[tuple[Proposal, Cells]]
) -> dict[int, str]:
    """Write proposals with their provenance as claims, and return the claims by number."""
    if not chosen:
        return {}
    working, text = Working.open(writable(root), source), held_text(home, source)
    claims = _claims(working, [one.cells | told for one, told in chosen], text)
    of = {claim.iri: one.number for claim, (one, _) in zip(claims, chosen, strict=True)}
    problems = list(_against_rules(working, claims, of))
    if problems:
        raise DataError(problems)
    quads = [*working.claims, *quads_of(source, claims, source_graph(source))]
    replace_text(working.claims_path, canonical(quads, RdfFormat.TRIG))
    return {number: slug_of(iri) for iri, number in of.items()}


def edit(home: Home, source: str, number: int, changes: Cells) -> Proposal:
    """Change cells of a proposal that waits. Raises ``BadRequestError`` for what is no column."""
    for name, text in changes.items():
        if name not in CHANGEABLE:
            raise BadRequestError(f"{name!r} is no column; see docs/spreadsheet.md")
        if any(ord(sign) < ord(" ") for sign in text):
            raise BadRequestError(f"{name}: a cell has one line")
    kept = read_proposals(home, source)
    one = kept.get(number)
    cells = {name: text for name, text in (one.cells | changes).items() if text}
    changed = one.model_copy(update={"cells": cells})
    keep_proposals(home, kept.with_changed(changed))
    return changed


def _provenance(proposal: Proposal, by: str, at: str) -> Cells:
    """Return the cells that tell where a claim comes from; a row keeps them through every sheet."""
    time = Literal(at, datatype=NamedNode(XSD + "dateTime"))
    return {
        "prov:generatedAtTime": str(time),
        "dcterms:creator": joined([str(Literal(by))]),
        "dcterms:contributor": joined([str(Literal(name)) for name in proposal.assistants]),
    }


def _claims(working: Working, rows: Sequence[Cells], text: str | None) -> list[ReadClaim]:
    """Read proposals as the rows of a sheet. Raises ``DataError`` with every fault of every cell."""
    headings = tuple(sorted({name for row in rows for name in row} | {"id"}))
    texts = tuple(tuple(row.get(name, "") for name in headings) for row in rows)
    sheet = Sheet("proposals", headings, tuple(enumerate(texts, start=2)))
    document = Document(working.source, working.publishers, text)
    reader = ClaimReader(document, working.lexicon, working.numbers, working.claim_ids())
    claims = reader.read(sheet)
    problems = [*reader.problems, *_copied(rows, text)]
    if problems:
        raise DataError(problems)
    return claims


def _copied(rows: Sequence[Cells], text: str | None) -> Iterator[Problem]:
    for name in ("paraphrase_en", "paraphrase_fr"):
        for row in rows:
            run = copied_run(row.get(name, ""), text or "")
            if run:
                yield Problem(f"{name} has the document's own words: {run!r}", rule="copied")


def _against_rules(
    working: Working, claims: Sequence[ReadClaim], of: Mapping[str, int]
) -> Iterator[Problem]:
    """Hold the document with the new claims to the rules; faults of the old ones are not theirs."""
    source = working.source
    quads = [*working.claims, *quads_of(source, claims, source_graph(source))]
    trial = try_inputs(with_claims(working.inputs, source, quads), source, whole=False)
    trial.store.close()
    new = dict(of)
    for claim in claims:
        for place in claim.passages:
            new[place.node(source).value] = new[place.selector(source).value] = of[claim.iri]
    for finding in trial.report.violations:
        # A rule about two claims speaks of the older one, and has the newer as its value.
        number = new.get(finding.focus, new.get(finding.value or ""))
        if number is not None:
            value = f" (value: {compact(finding.value)})" if finding.value else ""
            yield Problem(f"proposal {number}: {finding.message}{value}", rule=finding.rule)
    for problem in trial.problems:
        subject = problem.subject or ""
        if subject in new:
            yield Problem(f"proposal {new[subject]}: {problem.message}", rule=problem.rule)
