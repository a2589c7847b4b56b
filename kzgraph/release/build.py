"""Building a release: parse, check evidence, derive, validate, index, publish.

Every step collects what is wrong; a release is written only when nothing is. The steps work in a
folder of their own, so that a build that fails or is killed leaves the current release as it was.
What a step takes from another is in files, so that memory does not grow with the data.
"""

from collections.abc import Callable, Iterable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kzgraph.derive import derive_all, label_lines, sort_claims
from kzgraph.errors import DataError, Problem
from kzgraph.evidence import check_positions, read_evidence
from kzgraph.identifiers import compact, source_graph
from kzgraph.lines import LineSorter, Things
from kzgraph.release.beside import begun, process_for
from kzgraph.release.content import name_release, write_names_in
from kzgraph.release.counts import count_all
from kzgraph.release.files import FilesRead
from kzgraph.release.home import Before, Home, Manifest, Release
from kzgraph.release.indexing import indexing
from kzgraph.release.inputs import Place, listed, places, source_folders
from kzgraph.release.intake import Lines, joined, loaded_at_once, share, take_files, take_quads
from kzgraph.release.quoted import all_evidence
from kzgraph.store import EmbeddedStore, Store
from kzgraph.validation import Finding, Report, report_turtle
from kzgraph.validation.readings import READINGS, write_readings
from kzgraph.validation.rules import Rules
from kzgraph.validation.run import validate
from kzgraph.validation.undeclared import undeclared

_LOADING: Final = 2
"""Loads that go on at once: each takes a core, and some seven times what it is given."""

Progress = Callable[[str], None]


@dataclass(frozen=True)
class BuildResult:
    """What a build gave: the manifest, the report, and the release where it was published."""

    manifest: Manifest
    report: Report
    release: Release | None


@dataclass(frozen=True)
class _Means:
    """What a build works with: a folder for what it needs on the way, memory in MiB, a process."""

    aside: Path
    memory: int
    beside: Executor | None
    progress: Progress

    @property
    def share(self) -> int:
        """Bytes of lines that may wait for one thing."""
        return share(self.memory)


def build(
    root: Path,
    home: Home,
    *,
    publish: bool = True,
    memory: int = 3072,
    progress: Progress,
    before: Before | None = None,
) -> BuildResult:
    """Build the release of the data below ``root`` and make it current.

    With ``publish=False`` everything is done but the switch, and nothing is kept. ``memory`` is the
    most that it should take, in MiB. ``progress`` is called with the name of each step, ``before``
    with the release before it is made current. Raises ``DataError`` with every problem that was
    found, ``ReleaseBusyError`` when another process writes to this home, and what ``before`` raises.
    """
    rules = Rules.read(root / "shapes")
    listing = (path for path, _ in listed(root, source_folders(root)))
    with (
        home.writing() as folder,
        TemporaryDirectory(dir=folder.parent) as name,
        process_for(listing) as beside,
    ):
        means = _Means(Path(name), memory, beside, progress)
        progress("parse")
        files = FilesRead.below(root)
        parts, problems = take_files(root, means.aside, memory, beside)
        if problems:
            raise DataError(problems)
        # Small builds leave it to the first rebuild: it takes longer than they do.
        read = beside.submit(_keep_readings, rules, folder / READINGS) if beside else None
        store = EmbeddedStore.create(folder / "store")
        whole, problems = _filled(store, parts, folder, means)
        progress("validate and index")
        with indexing(store, whole.triples, folder, beside):
            used = {"term_undeclared": partial(undeclared, store, whole.triples)}
            report = validate(store, rules, used)
            problems.extend(as_problem(finding) for finding in report.violations)
            if read is not None:
                read.result()
            if problems:
                found = places(root, {one.subject for one in problems if one.subject})
                raise DataError([placed(problem, found.get) for problem in problems])
            counts = count_all(store)
        (folder / "report.ttl").write_text(report_turtle(report), encoding="utf-8")
        manifest = name_release(counts, whole.digests, whole.digest, rules.digest())
        manifest.write(folder)
        files.write(folder)
        store.close()
        if not publish:
            return BuildResult(manifest, report, None)
        progress("publish")
        release = home.publish(folder, manifest, by="build", before=before)
        return BuildResult(manifest, report, release)


def _filled(
    store: EmbeddedStore, parts: list[Lines], folder: Path, means: _Means
) -> tuple[Lines, list[Problem]]:
    """Load what is stated and what follows, and index the names into the release's folder.

    Returns all that was loaded, and what is wrong with evidence and claims.
    """
    aside, most, beside = means.aside, means.share, means.beside
    of_default, of_named = loaded_at_once(means.memory)
    # Loading needs no interpreter: it goes on beside all else.
    with ThreadPoolExecutor(_LOADING) as loading:
        means.progress("load")
        asked = loading.submit(store.load_lines, [part.triples for part in parts], of_default)
        paths = [path for part in parts for path in part.quads]
        named = loading.submit(store.load_lines, paths, of_named)
        stated = joined(parts, aside / "stated.nt")
        means.progress("read claims and evidence")
        claims = aside / "claims.lines"
        is_sorted = begun(beside, _sort_claims, stated.triples, claims, most)
        checked = begun(beside, _misquoted, stated, aside, most)
        indexed = begun(beside, write_names_in, stated.triples, folder)
        asked.result()
        is_sorted()
        means.progress("derive facts")
        faults = list[Problem]()
        quads = derive_all(store, claims, faults)
        derived = take_quads(quads, label_lines(stated.triples), aside, means.memory)
        means.progress("load facts")
        of_facts = loading.submit(store.load_lines, [derived.triples], of_default)
        of_records = loading.submit(store.load_lines, derived.quads, of_named)
        whole = joined([stated, derived], aside / "finished.nt")
        for loaded in (named, of_facts, of_records):
            loaded.result()
        indexed()
    return whole, [*checked(), *faults]


def _sort_claims(lines: Path, claims: Path, most: int) -> None:
    with Things(lines) as things:
        sort_claims(things, LineSorter(claims, most), claims)


def _misquoted(stated: Lines, aside: Path, most: int) -> list[Problem]:
    """Return what is wrong with the evidence; ``most`` bytes of it wait to be sorted."""
    start = source_graph("")
    sources = [graph.removeprefix(start) for graph in stated.digests if graph.startswith(start)]
    with Things(stated.triples) as things:
        read = all_evidence(things, sources, LineSorter(aside / "spans", most))
        return [problem for evidence in read for problem in check_positions(evidence)]


def _keep_readings(rules: Rules, path: Path) -> None:
    # Here, since the warnings of rdflib are silenced where the rules are run.
    write_readings(rules, path)


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


def placed(problem: Problem, place: Callable[[str], Place | None]) -> Problem:
    """Return a problem with the file and line where its subject is described, if any."""
    found = place(problem.subject) if problem.subject and problem.file is None else None
    return problem if found is None else replace(problem, file=found[0], line=found[1])
