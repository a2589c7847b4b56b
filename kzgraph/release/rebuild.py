"""Building a release from the current one, where few files have changed since that was built.

The result is that of a whole build: the same checks of what was read, the same hash, report and
indexes. Where the ontology, the rules, the program or very many files are others, the whole is built.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from kzgraph.errors import DataError, NoReleaseError, Problem
from kzgraph.identifiers import (
    DATASET_GRAPH,
    ENTITIES_GRAPH,
    LINKS_GRAPH,
    source_graph,
    split_thing,
)
from kzgraph.links import check
from kzgraph.queries import load
from kzgraph.rdf import NamedNode, Quad
from kzgraph.release.build import BuildResult, Progress, as_problem, evidence_problems
from kzgraph.release.changes import Replacement
from kzgraph.release.content import write_columns
from kzgraph.release.files import FilesRead
from kzgraph.release.home import Before, Home, Release
from kzgraph.release.inputs import (
    linked,
    listed,
    places,
    read_file,
    read_tables,
    relative,
    source_folders,
    unknown,
)
from kzgraph.release.successor import follow
from kzgraph.release.write import copied
from kzgraph.store import Store
from kzgraph.validation import read_report, report_turtle
from kzgraph.validation.readings import READINGS, recall, write_readings
from kzgraph.validation.rules import Rules
from kzgraph.vocab import OA, SSSOM

_MOST: Final = 200
"""Files; beyond that the whole is as quick."""

_SHARED: Final = frozenset((DATASET_GRAPH, ENTITIES_GRAPH, LINKS_GRAPH))
_SOURCE, _SUBJECT = NamedNode(OA + "hasSource"), NamedNode(SSSOM + "subject_id")


def rebuild(
    root: Path,
    home: Home,
    *,
    publish: bool = True,
    progress: Progress,
    before: Before | None = None,
) -> BuildResult | None:
    """Build the release of the data below ``root`` from the current one; None where that is no way.

    Arguments and errors are those of ``build``.
    """
    with home.writing() as folder:
        progress("compare files")
        found, rules = FilesRead.below(root), Rules.read(root / "shapes")
        try:
            current = home.current()
        except NoReleaseError:
            return None
        changed = _changed(current, found, rules)
        if changed is None or any(unknown(root, source_folders(root))):
            return None
        if not changed:
            if publish and before is not None:
                before(current)
            report = read_report(current.report_path)
            return BuildResult(current.manifest, report, current if publish else None)
        progress(f"follow {len(changed)} changed files")
        recall(rules, current.path / READINGS)
        built = _followed(root, current, folder, set(changed.values()), rules)
        found.write(folder)
        write_readings(rules, folder / READINGS)
        if not publish:
            return built
        progress("publish")
        release = home.publish(folder, built.manifest, by="build", before=before)
        return replace(built, release=release)


def _changed(current: Release, found: FilesRead, rules: Rules) -> dict[str, str] | None:
    """Return the files that have changed, each with its graph, or None where that is too much."""
    before = FilesRead.read(current.path)
    if before is None or before.program != found.program:
        return None
    if current.manifest.rules != rules.digest():
        return None
    changed = found.changed_since(before)
    own = {graph for graph in changed.values() if graph in _SHARED or _id_of(graph) is not None}
    return changed if len(changed) <= _MOST and own == set(changed.values()) else None


def _id_of(graph: str) -> str | None:
    """Return the id of the document that a graph is about, if it is about one."""
    start = source_graph("")
    return graph.removeprefix(start) if graph.startswith(start) else None


def _followed(
    root: Path, current: Release, folder: Path, graphs: Collection[str], rules: Rules
) -> BuildResult:
    """Write the release in which some graphs are what their files say now."""
    quads = _read(root, graphs)
    with closing(copied(current, folder / "store")) as store:
        change = Replacement(frozenset(graphs), frozenset(quads))
        change.apply(store)
        changed = change.mentioned()
        if faults := _unlinked(root, store, changed):
            raise DataError(faults)
        followed = follow(current, store, change, rules)
        problems = [*_misquoted(root, store, graphs, changed), *followed.problems]
        problems.extend(as_problem(finding) for finding in followed.report.violations)
        if problems:
            raise DataError(_placed(problems, root))
        (folder / "report.ttl").write_text(report_turtle(followed.report), encoding="utf-8")
        followed.write_indexes(folder)
        write_columns(folder)
        manifest = followed.manifest(rules)
        manifest.write(folder)
    return BuildResult(manifest, followed.report, None)


def _read(root: Path, graphs: Collection[str]) -> list[Quad]:
    """Return what all files of some graphs say. Raises ``DataError`` with what is wrong there."""
    folders = [path for path in source_folders(root) if source_graph(path.name) in graphs]
    quads: list[Quad] = []
    problems: list[Problem] = []
    for path, graph in listed(root, folders):
        if graph in graphs:
            file, faults = read_file(path, graph, root)
            problems.extend(faults)
            quads.extend(file.quads_in_graph() if file else ())
    if LINKS_GRAPH in graphs:
        tables, faults = read_tables(root)
        problems.extend(relative(fault, root) for fault in faults)
        quads.extend(quad for table in tables for quad in linked(table).quads_in_graph())
    if problems:
        raise DataError(problems)
    return quads


def _unlinked(root: Path, store: Store, changed: Collection[Quad]) -> list[Problem]:
    """Return what is wrong with the tables of links, where the change can have made it so."""
    of_links = NamedNode(LINKS_GRAPH)
    subjects = {quad.subject for quad in changed if isinstance(quad.subject, NamedNode)}
    if all(quad.graph_name != of_links for quad in changed) and not any(
        _is_linked(store, subject) and not _is_described(store, subject) for subject in subjects
    ):
        return []
    tables, _ = read_tables(root)
    judged = {NamedNode(judgement.subject) for table in tables for _, judgement in table.rows}
    known = frozenset(thing.value for thing in judged if _is_described(store, thing))
    return [relative(problem, root) for problem in check(tables, known)]


def _is_linked(store: Store, thing: NamedNode) -> bool:
    return any(True for _ in store.pointing_to(thing, _SUBJECT))


def _is_described(store: Store, thing: NamedNode) -> bool:
    return store.ask(load("is_described"), {"thing": thing})


def _misquoted(
    root: Path, store: Store, graphs: Collection[str], changed: Iterable[Quad]
) -> Iterator[Problem]:
    """Find what is wrong with positions in the documents that a change speaks of."""
    cited = (quad.object for quad in changed if quad.predicate == _SOURCE)
    named = (split_thing(document.value) for document in cited if isinstance(document, NamedNode))
    speaking = {source_graph(name[1]) for name in named if name} | {*graphs}
    for folder in source_folders(root):
        if source_graph(folder.name) in speaking:
            yield from evidence_problems(store, folder.name)


def _placed(problems: Iterable[Problem], root: Path) -> list[Problem]:
    """Return problems with the file and line where their subjects are described."""
    listed_problems = [*problems]
    wanted = {problem.subject for problem in listed_problems if problem.file is None}
    found = places(root, {iri for iri in wanted if iri})
    return [
        replace(problem, file=found[problem.subject][0], line=found[problem.subject][1])
        if problem.file is None and problem.subject in found
        else problem
        for problem in listed_problems
    ]
