"""Building a release: parse, check evidence, derive, validate, index names, publish.

Every step collects what is wrong; a release is written only when nothing is. The steps work in a
folder of their own, so that a build that fails or is killed leaves the current release as it was.
"""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kzgraph import __version__
from kzgraph.derive import derive
from kzgraph.errors import DataError, Problem
from kzgraph.evidence import check_positions, read_evidence
from kzgraph.identifiers import compact
from kzgraph.names import Kind, Name, build_index
from kzgraph.queries import load
from kzgraph.rdf import Literal, digest, text_of
from kzgraph.release.home import Home, Manifest, Release
from kzgraph.release.inputs import Inputs, read_inputs
from kzgraph.store import EmbeddedStore, Store
from kzgraph.validation import Finding, Report, Rules, report_turtle, validate

Progress = Callable[[str], None]

FORMAT = "1"
"""The layout of a release; part of its hash, since another layout is another release."""


_LONGEST_ACRONYM = 6


@dataclass(frozen=True)
class BuildResult:
    """What a build gave: the manifest, the report, and the release where it was published."""

    manifest: Manifest
    report: Report
    release: Release | None


def build(root: Path, home: Home, *, publish: bool = True, progress: Progress) -> BuildResult:
    """Build the release of the data below ``root`` and make it current.

    With ``publish=False`` everything is done but the switch, and nothing is kept. ``progress`` is
    called with the name of each step. Raises ``DataError`` with every problem that was found, and
    ``ReleaseBusyError`` when another process writes to this home.
    """
    with home.writing() as folder:
        progress("parse")
        inputs = read_inputs(root)
        if inputs.problems:
            raise DataError(inputs.problems)
        store = EmbeddedStore.create(folder / "store")
        report = _fill(store, inputs, Rules.read(root / "shapes"), progress)
        progress("index names")
        build_index(folder / "names.sqlite", _names(store))
        (folder / "report.ttl").write_text(report_turtle(report), encoding="utf-8")
        progress("hash")
        manifest = _manifest(store, Rules.read(root / "shapes").digest())
        manifest.write(folder)
        store.close()
        if not publish:
            return BuildResult(manifest, report, None)
        progress("publish")
        return BuildResult(manifest, report, home.publish(folder, manifest))


def _fill(store: Store, inputs: Inputs, rules: Rules, progress: Progress) -> Report:
    """Load the inputs and all that follows from them; raise when anything is wrong."""
    store.load(inputs.quads())
    store.fill_default_graph()
    progress("check evidence")
    problems = [p for source in inputs.sources for p in _evidence_problems(store, source)]
    progress("derive facts")
    derived = derive(store)
    problems.extend(derived.problems)
    store.load(derived.quads)
    store.fill_default_graph()
    progress("validate")
    report = validate(store, rules)
    problems.extend(_as_problem(finding) for finding in report.violations)
    if problems:
        raise DataError([_placed(problem, inputs) for problem in problems])
    return report


def _evidence_problems(store: Store, source: str) -> Iterable[Problem]:
    evidence = read_evidence(store, source)
    return () if evidence.length is None else check_positions(evidence)


def _as_problem(finding: Finding) -> Problem:
    parts = [finding.message]
    if finding.path:
        parts.append(f"at {compact(finding.path)}")
    if finding.value is not None:
        parts.append(f"(value: {compact(finding.value)})")
    return Problem(" ".join(parts), subject=finding.focus, rule=finding.rule)


def _placed(problem: Problem, inputs: Inputs) -> Problem:
    """Add the file and line where the subject of a problem is described."""
    subject = problem.subject
    if subject is None or problem.file is not None:
        return problem
    file, line = inputs.locate(subject)
    return replace(problem, file=file, line=line)


def _names(store: Store) -> Iterable[Name]:
    for row in store.select(load("names")):
        thing, name, kind = row["thing"], row["name"], row["kind"]
        if thing is not None and isinstance(name, Literal) and kind is not None:
            yield Name(text_of(thing), name.value, name.language, _kind(name.value, text_of(kind)))


def _kind(name: str, kind: str) -> Kind:
    """Tell an acronym (EDF, ҚТЖ) from another name: it is found only when given whole."""
    if name.isupper() and len(name) <= _LONGEST_ACRONYM:
        return "acronym" if kind == "alt" else "pref"
    return "alt" if kind == "alt" else "pref"


def _manifest(store: Store, rules: str) -> Manifest:
    """Hash the content: each named graph, the rules, and the layout. Ignores everything else.

    The default graph follows from the named ones. A graph at a time, so that a later change of one
    document hashes one graph.
    """
    graphs = {graph: digest(store.quads(graph)) for graph in store.graphs()}
    content = json.dumps([FORMAT, rules, graphs], sort_keys=True)
    release = hashlib.sha256(content.encode("utf-8")).hexdigest()
    row = next(store.select(load("counts")))
    counts = {name: int(text_of(value)) for name, value in row.items() if value is not None}
    return Manifest(release, __version__, graphs, rules, counts)
