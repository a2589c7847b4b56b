"""Building a release: parse, check evidence, derive, validate, index names, publish.

Every step collects what is wrong; a release is written only when nothing is. The steps work in a
folder of their own, so that a build that fails or is killed leaves the current release as it was.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kzgraph.derive import derive
from kzgraph.errors import DataError, Problem
from kzgraph.evidence import check_positions, read_evidence
from kzgraph.identifiers import compact
from kzgraph.release.content import make_manifest, write_names, write_statements
from kzgraph.release.files import FilesRead
from kzgraph.release.home import Before, Home, Manifest, Release
from kzgraph.release.inputs import Inputs, read_inputs
from kzgraph.store import EmbeddedStore, Store
from kzgraph.validation import Finding, Report, report_turtle
from kzgraph.validation.rules import Rules
from kzgraph.validation.run import validate

Progress = Callable[[str], None]


@dataclass(frozen=True)
class BuildResult:
    """What a build gave: the manifest, the report, and the release where it was published."""

    manifest: Manifest
    report: Report
    release: Release | None


def build(
    root: Path,
    home: Home,
    *,
    publish: bool = True,
    progress: Progress,
    before: Before | None = None,
) -> BuildResult:
    """Build the release of the data below ``root`` and make it current.

    With ``publish=False`` everything is done but the switch, and nothing is kept. ``progress`` is
    called with the name of each step, ``before`` with the release before it is made current. Raises
    ``DataError`` with every problem that was found, ``ReleaseBusyError`` when another process writes
    to this home, and what ``before`` raises.
    """
    with home.writing() as folder:
        progress("parse")
        files = FilesRead.below(root)
        inputs = read_inputs(root)
        if inputs.problems:
            raise DataError(inputs.problems)
        store = EmbeddedStore.create(folder / "store")
        report = _fill(store, inputs, Rules.read(root / "shapes"), progress)
        progress("index names")
        write_names(store, folder)
        write_statements(store, folder)
        (folder / "report.ttl").write_text(report_turtle(report), encoding="utf-8")
        progress("hash")
        manifest = make_manifest(store, Rules.read(root / "shapes").digest())
        manifest.write(folder)
        files.write(folder)
        store.close()
        if not publish:
            return BuildResult(manifest, report, None)
        progress("publish")
        release = home.publish(folder, manifest, by="build", before=before)
        return BuildResult(manifest, report, release)


def _fill(store: Store, inputs: Inputs, rules: Rules, progress: Progress) -> Report:
    """Load the inputs and all that follows from them; raise when anything is wrong."""
    store.load(inputs.quads())
    store.fill_default_graph()
    progress("check evidence")
    problems = [p for source in inputs.sources for p in evidence_problems(store, source)]
    progress("derive facts")
    derived = derive(store)
    problems.extend(derived.problems)
    store.load(derived.quads)
    store.fill_default_graph()
    progress("validate")
    report = validate(store, rules)
    problems.extend(as_problem(finding) for finding in report.violations)
    if problems:
        raise DataError([placed(problem, inputs) for problem in problems])
    return report


def evidence_problems(store: Store, source: str) -> Iterable[Problem]:
    """Return what is wrong with the positions of a source; nothing where no text was read."""
    evidence = read_evidence(store, source)
    return () if evidence.length is None else check_positions(evidence)


def as_problem(finding: Finding) -> Problem:
    """Return what a rule has found as a problem."""
    parts = [finding.message]
    if finding.path:
        parts.append(f"at {compact(finding.path)}")
    if finding.value is not None:
        parts.append(f"(value: {compact(finding.value)})")
    return Problem(" ".join(parts), subject=finding.focus, rule=finding.rule)


def placed(problem: Problem, inputs: Inputs) -> Problem:
    """Return a problem with the file and line where its subject is described."""
    subject = problem.subject
    if subject is None or problem.file is not None:
        return problem
    file, line = inputs.locate(subject)
    return replace(problem, file=file, line=line)
