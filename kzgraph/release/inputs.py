"""What a release is built from: the files of ontology/ and data/, parsed, each in its graph.

Link tables are read here too: they are data, and what they say stands in the graph of links.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path

from kzgraph.errors import DataError, Problem
from kzgraph.identifiers import (
    DATASET_GRAPH,
    ENTITIES_GRAPH,
    LINKS_GRAPH,
    SLUG,
    ontology_graph,
    source_graph,
)
from kzgraph.links import Table, check, parse_table, quads_of, record_iri, tables
from kzgraph.rdf import DefaultGraph, NamedNode, Quad, parse_file

Place = tuple[str, int | None]
"""File, relative to the root, and line."""


@dataclass(frozen=True)
class InputFile:
    """One parsed file and the named graph that its triples belong to.

    ``lines`` tells where things stand in a table; in RDF files they are looked for.
    """

    path: Path
    graph: str
    quads: tuple[Quad, ...]
    lines: Mapping[str, int] = field(default_factory=dict)

    def quads_in_graph(self) -> Iterator[Quad]:
        """Return every triple in the named graph."""
        graph = NamedNode(self.graph)
        for quad in self.quads:
            yield Quad(quad.subject, quad.predicate, quad.object, graph)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The IRIs that this file says something about."""
        return frozenset(q.subject.value for q in self.quads if isinstance(q.subject, NamedNode))


@dataclass(frozen=True)
class Inputs:
    """All files that were read, and what was wrong with those that could not be."""

    root: Path
    files: tuple[InputFile, ...]
    problems: tuple[Problem, ...]

    @property
    def sources(self) -> list[str]:
        """The ids of the sources, sorted: the folders below data/sources."""
        own = (file for file in self.files if file.graph.startswith(source_graph("")))
        return sorted({file.path.parent.name for file in own})

    def quads(self) -> Iterator[Quad]:
        """Return every triple in its named graph."""
        return chain.from_iterable(file.quads_in_graph() for file in self.files)

    def locate(self, iri: str) -> "Place | None":
        """Return the file, relative to the root, and the line where a thing is described."""
        return _places(self.root, self.files, {iri}).get(iri)


def read_inputs(root: Path, sources: Collection[str] | None = None) -> Inputs:
    """Parse every file below ``ontology/`` and ``data/``; faults are collected, not raised.

    With ``sources``, of the documents those with these ids alone.
    """
    files: list[InputFile] = []
    problems: list[Problem] = []
    folders = source_folders(root, sources)
    for path, graph in listed(root, folders):
        file, faults = read_file(path, graph, root)
        problems.extend(faults)
        if file is not None:
            files.append(file)
    problems.extend(unknown(root, folders))
    linked, faults = _links(root, None if problems else _subjects(files))
    files.extend(linked)
    problems.extend(faults)
    return Inputs(root, tuple(files), tuple(problems))


def read_file(path: Path, graph: str, root: Path) -> tuple[InputFile | None, list[Problem]]:
    """Parse one file; return it, unless it cannot be read, and what is wrong with it."""
    try:
        file = InputFile(path, graph, tuple(parse_file(path)))
    except DataError as exc:
        return None, [relative(problem, root) for problem in exc.problems]
    return file, [*_misplaced(file, root)]


def source_folders(root: Path, wanted: Collection[str] | None = None) -> list[Path]:
    """Return the folders of all documents, or of those with the wanted ids, sorted."""
    folders = sorted(path for path in (root / "data" / "sources").glob("*") if path.is_dir())
    return [path for path in folders if wanted is None or path.name in wanted]


def listed(root: Path, folders: list[Path]) -> Iterator[tuple[Path, str]]:
    """Yield the RDF files to read and the graph of each; those of one graph follow each other."""
    for path in sorted((root / "ontology").glob("*.ttl")):
        yield path, ontology_graph(path.stem)
    for path in (root / "data").glob("dataset.ttl"):
        yield path, DATASET_GRAPH
    for path in sorted((root / "data" / "entities").glob("*.ttl")):
        yield path, ENTITIES_GRAPH
    for folder in folders:
        for name in ("source.ttl", "claims.trig"):
            if (folder / name).is_file():
                yield folder / name, source_graph(folder.name)


def _subjects(files: Iterable[InputFile]) -> frozenset[str]:
    return frozenset(iri for file in files for iri in file.subjects)


def _links(root: Path, known: frozenset[str] | None) -> tuple[list[InputFile], list[Problem]]:
    """Read the link tables; return files and faults.

    Their subjects have to be known, unless other files could not be read and nobody can tell.
    """
    found, problems = read_tables(root)
    if known is not None:
        problems.extend(check(found, known))
    return [linked(table) for table in found], [relative(problem, root) for problem in problems]


def read_tables(root: Path) -> tuple[list[Table], list[Problem]]:
    """Read the link tables; return those that can be read, and the faults of the others."""
    found: list[Table] = []
    problems: list[Problem] = []
    for path in tables(root / "data"):
        try:
            found.append(parse_table(path))
        except DataError as exc:
            problems.extend(exc.problems)
    return found, problems


def linked(table: Table) -> InputFile:
    """Return a link table as a file of the graph of links."""
    quads = tuple(quads_of(judgement for _, judgement in table.rows))
    lines = {record_iri(judgement): line for line, judgement in table.rows}
    return InputFile(table.path, LINKS_GRAPH, quads, lines)


def _misplaced(file: InputFile, root: Path) -> Iterator[Problem]:
    """Find triples that name another graph than the one that their file stands for."""
    allowed = {file.graph} if file.path.suffix == ".trig" else {None}
    for graph in {_graph_of(quad) for quad in file.quads} - allowed:
        shown = f"<{graph}>" if graph else "the default graph"
        message = f"{shown} is not the graph of this file; all of it belongs in <{file.graph}>"
        yield Problem(message, str(file.path.relative_to(root)), rule="graph-of-file")


def _graph_of(quad: Quad) -> str | None:
    return None if isinstance(quad.graph_name, DefaultGraph) else quad.graph_name.value


def unknown(root: Path, folders: list[Path]) -> Iterator[Problem]:
    """Find source folders that are badly named or lack a file: nothing is passed over in silence."""
    for folder in folders:
        shown = str(folder.relative_to(root))
        if not re.fullmatch(SLUG, folder.name):
            message = "the folder's name is no slug (lower-case letters, digits, - and .)"
            yield Problem(message, shown, rule="source-folder")
        for name in ("source.ttl", "claims.trig"):
            if not (folder / name).is_file():
                yield Problem(f"{name} is missing", shown, rule="source-folder")


def relative(problem: Problem, root: Path) -> Problem:
    """Return a problem whose file is told from the root on."""
    file = str(Path(problem.file).relative_to(root)) if problem.file else None
    return replace(problem, file=file)


def places(root: Path, iris: Collection[str]) -> dict[str, Place]:
    """Return the file, relative to the root, and the line where each of some things is described.

    Every file is read again, one at a time: this is for when something is wrong.
    """
    tables_read, _ = read_tables(root)
    files = (read_file(path, graph, root)[0] for path, graph in listed(root, source_folders(root)))
    return _places(root, chain(filter(None, files), map(linked, tables_read)), iris)


def _places(root: Path, files: Iterable[InputFile], iris: Collection[str]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for file in files:
        for iri in set(iris).difference(found).intersection(file.lines or file.subjects):
            line = file.lines.get(iri) or line_of(file.path, iri)
            found[iri] = (str(file.path.relative_to(root)), line)
    return found


def line_of(path: Path, iri: str) -> int | None:
    """Return the line on which the block of a subject begins, in the form that kzgraph writes."""
    text = path.read_text(encoding="utf-8")
    prefixes = re.findall(r"@prefix\s+([\w-]*):\s*<([^>]*)>", text)
    spelled = [f"<{iri}>", *(f"{p}:{iri[len(b) :]}" for p, b in prefixes if iri.startswith(b))]
    for number, line in enumerate(text.splitlines(), start=1):
        first = line.split(maxsplit=1)[:1]
        if first and first[0] in spelled:
            return number
    return None
