"""What is missing in one document: sentences unread, unknown terms, what the rules find, by line."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kzgraph.anchor import anchor
from kzgraph.authoring.places import line_in
from kzgraph.authoring.spelling import curie
from kzgraph.authoring.working import Working
from kzgraph.errors import BadRequestError, Problem
from kzgraph.evidence import SourceEvidence, read_evidence
from kzgraph.identifiers import TERMS, THINGS
from kzgraph.rdf import NamedNode, Quad, text_of
from kzgraph.release.build import as_problem
from kzgraph.release.inputs import InputFile
from kzgraph.release.single import subjects, try_inputs
from kzgraph.validation import Finding

_TOLD_BY_EVIDENCE: Final = frozenset({"sentence_unread", "sentence_overlap"})
"""Rules that find what the evidence tells with the numbers of the sentences."""


@dataclass(frozen=True)
class Checked:
    """A document as its files stand: evidence, what must be mended, and what is worth adding."""

    evidence: SourceEvidence
    claims: int
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]


def check(root: Path, source: str, text: str | None = None) -> Checked:
    """Say what is missing in a document, with the lines of its files where they are known.

    With ``text`` every span is looked for in it. Raises ``NotFoundError``, and ``DataError`` where a
    file does not parse.
    """
    working = Working.open(root, source)
    trial = try_inputs(working.inputs, source, whole=False)
    with closing(trial.store):
        evidence = read_evidence(trial.store, source)
    claims = len(working.claim_ids())
    rules = {finding.rule for finding in trial.report.findings}
    problems = [
        *_unknown(working),
        *(problem for problem in trial.problems if problem.rule not in rules),
        *(_at(working, f) for f in trial.report.violations if f.rule not in _TOLD_BY_EVIDENCE),
        *(_unfit(working, evidence, text) if text is not None else ()),
        *(() if claims else (_no_claims(working),)),
    ]
    warnings = [_at(working, finding) for finding in trial.report.warnings]
    return Checked(evidence, claims, _sorted(problems), _sorted(warnings))


def _sorted(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    def place(problem: Problem) -> tuple[str, int, str]:
        return problem.file or "", problem.line or 0, problem.message

    return tuple(sorted(set(problems), key=place))


def _no_claims(working: Working) -> Problem:
    message = "there are no claims yet; write them here, or import a sheet"
    return Problem(message, _relative(working, working.claims_path), rule="no-claims")


def _unfit(working: Working, evidence: SourceEvidence, text: str) -> Iterator[Problem]:
    place = _relative(working, working.claims_path)
    for found in anchor(text, evidence.spans):
        if found.at is None:
            span = found.cited.span
            message = f"the words of {span.start}-{span.end} are {_WHY[found.found]} in the text"
            iri = f"{THINGS}claim/{found.cited.claim}"
            line = line_in(working.claims_path, iri)
            yield Problem(message, place, line, iri, "span-digest")


_WHY: Final = {"lost": "nowhere", "ambiguous": "at several places"}


def _at(working: Working, finding: Finding) -> Problem:
    """Return a finding with the line of the property or value that it speaks of."""
    problem = as_problem(finding)
    for file in _own_files(working):
        if finding.focus in file.subjects:
            needles = (finding.value or "", finding.path or "")
            spelled = tuple(curie(needle) if "://" in needle else needle for needle in needles)
            line = line_in(file.path, finding.focus, *spelled)
            return replace(problem, file=_relative(working, file.path), line=line)
    return problem


def _unknown(working: Working) -> Iterator[Problem]:
    """Find terms and things that are described nowhere, and say which may have been meant."""
    known = working.lexicon.known | subjects(working.inputs, working.source)
    for file in _own_files(working):
        for subject, iri in sorted({pair for quad in file.quads for pair in _named(quad)}):
            if iri not in known:
                line = line_in(file.path, subject, curie(iri))
                yield Problem(
                    _told(working, iri),
                    _relative(working, file.path),
                    line,
                    subject,
                    "unknown-term",
                )


def _named(quad: Quad) -> Iterator[tuple[str, str]]:
    for term in (quad.predicate, quad.object):
        if isinstance(term, NamedNode) and term.value.startswith((TERMS, THINGS)):
            yield text_of(quad.subject), term.value


def _told(working: Working, iri: str) -> str:
    try:
        working.lexicon.resolve(curie(iri), "term or thing")
    except BadRequestError as exc:
        return str(exc)
    return f"{curie(iri)} is described nowhere"


def _own_files(working: Working) -> Iterator[InputFile]:
    folder = working.claims_path.parent
    return (file for file in working.inputs.files if file.path.parent == folder)


def _relative(working: Working, path: Path) -> str:
    return str(path.relative_to(working.inputs.root))
