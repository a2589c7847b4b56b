"""Claims to a sheet and back: the whole file of one document, as one step, with nothing lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kzgraph.authoring.columns import COLUMNS
from kzgraph.authoring.reading import ClaimReader, Document, ReadClaim, quads_of
from kzgraph.authoring.rows import to_table
from kzgraph.authoring.sheet import RowReader, Sheet
from kzgraph.authoring.sheets import read_sheet, write_sheet
from kzgraph.authoring.working import Working, writable
from kzgraph.authoring.write import replace_text
from kzgraph.errors import DataError, Problem
from kzgraph.identifiers import compact, slug_of, source_graph
from kzgraph.rdf import RdfFormat, canonical
from kzgraph.release.single import try_inputs, with_claims
from kzgraph.validation import Finding
from kzgraph.vocab import KZ

_HEADING_OF: Final = {
    KZ + "evidence": "start",
    **{column.property: column.name for column in COLUMNS if column.property},
}
_HEADING_OF_RULE: Final = {
    "asserted_before_it_holds": "valid_at",
    "claim_outside_domain": "subject",
    "claim_outside_range": "object",
    "ClaimRankShape": "rank_reason",
    "ClaimShareShape": "share",
    "ClaimTimeShape": "valid_at",
    "evidence_level_mismatch": "evidence_level",
    "narration_by_other": "speaker",
    "period_reversed": "valid_until",
    "span_outside_document": "end",
}
"""The column to mend for what a rule finds about a claim as a whole."""

_OF_CLAIMS: Final = frozenset({"claim-form", "span-outside-sentences"})
"""Problems that the build finds before the rules, and that are of a claim."""


@dataclass(frozen=True)
class Imported:
    """What an import did: how many claims there are now, and the ids that came and went."""

    claims: int
    added: tuple[str, ...]
    removed: tuple[str, ...]


def export_claims(root: Path, source: str, path: Path, *, force: bool = False) -> int:
    """Write the claims of a document to a sheet and return how many there are.

    Raises ``DataError`` where the file of the claims holds what no row could, and
    ``BadRequestError`` where the sheet cannot be written.
    """
    working = Working.open(root, source)
    table = to_table(source, working.claims)
    if table.left:
        place = str(working.claims_path.relative_to(root))
        problems = [
            Problem(f"no row can hold this: {triple}", place, rule="sheet") for triple in table.left
        ]
        raise DataError(problems)
    texts = [[row.get(name, "") for name in table.headings] for row in table.rows]
    write_sheet(path, [list(table.headings), *texts], force=force)
    return len(table.rows)


def import_claims(
    root: Path, source: str, path: Path, text: str | None = None, *, drop: bool = False
) -> Imported:
    """Make the claims of a document those of a sheet.

    ``text`` is that of the document, where the user holds it: digests are made of it, and verified.
    With ``drop`` claims are removed that the sheet has not. Raises ``DataError`` with every fault of
    every row, and nothing is written then.
    """
    working, sheet = Working.open(writable(root), source), read_sheet(path)
    before = working.claim_ids()
    reader = ClaimReader(
        Document(source, working.publishers, text), working.lexicon, working.numbers, before
    )
    claims = reader.read(sheet)
    problems = list(reader.problems)
    if claims:
        problems.extend(_against_rules(working, sheet, claims))
    now = {slug_of(claim.iri) for claim in claims}
    if not drop:
        named = _ids(sheet)
        problems.extend(_missing(sheet, name) for name in sorted(before - now - named))
    if problems:
        raise DataError(sorted(problems, key=_by_place))
    quads = quads_of(source, claims, source_graph(source))
    replace_text(working.claims_path, canonical(quads, RdfFormat.TRIG))
    return Imported(len(claims), tuple(sorted(now - before)), tuple(sorted(before - now)))


def _ids(sheet: Sheet) -> set[str]:
    if "id" not in sheet.headings:
        return set()
    at = sheet.headings.index("id")
    return {row[at].strip() for _, row in sheet.rows if len(row) > at}


def _missing(sheet: Sheet, name: str) -> Problem:
    message = f"{name} is in claims.trig and not in the sheet; add its row, or give --drop"
    return Problem(message, sheet.name, rule="sheet")


def _by_place(problem: Problem) -> tuple[int, str]:
    words = problem.message.split(maxsplit=2)
    row = words[1].rstrip(",:") if len(words) > 1 and words[0] == "row" else ""
    return int(row) if row.isdecimal() else 0, problem.message


def _against_rules(
    working: Working, sheet: Sheet, claims: Sequence[ReadClaim]
) -> Iterator[Problem]:
    """Hold the claims to the rules before they are written, and find the cell of each fault.

    What is still missing in the document (sentences unread) is no fault of a sheet.
    """
    source = working.source
    quads = quads_of(source, claims, source_graph(source))
    trial = try_inputs(with_claims(working.inputs, source, quads), source, whole=False)
    trial.store.close()
    rows = dict(_rows(source, claims))
    for finding in trial.report.violations:
        if finding.focus in rows:
            row = RowReader(sheet, rows[finding.focus], {})
            row.wrong(_heading(finding), _told(finding))
            yield from (replace(told, rule=finding.rule) for told in row.problems)
    for problem in trial.problems:
        if problem.rule in _OF_CLAIMS:
            yield replace(problem, file=sheet.name, line=None)


def _rows(source: str, claims: Sequence[ReadClaim]) -> Iterator[tuple[str, int]]:
    """Yield claims and passages with the rows that tell them."""
    for claim in claims:
        for passage in claim.passages:
            yield passage.node(source).value, claim.row
            yield passage.selector(source).value, claim.row
        yield claim.iri, claim.row


def _heading(finding: Finding) -> str:
    return _HEADING_OF.get(finding.path or "", _HEADING_OF_RULE.get(finding.rule, "id"))


def _told(finding: Finding) -> str:
    value = f" (value: {compact(finding.value)})" if finding.value else ""
    return f"{finding.message}{value}"
