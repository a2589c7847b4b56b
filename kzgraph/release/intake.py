"""Taking what a release is built from as lines, with memory that a setting bounds.

No object is made for a term of a file, and no graph is held whole. A file with a fault is read once
more, as ``inputs`` reads it, to say what is wrong and where.
"""

import shutil
from bisect import bisect
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import accumulate, chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import BinaryIO, Final

from kzgraph.errors import Problem
from kzgraph.lines import LineSorter, merged
from kzgraph.links import check
from kzgraph.rdf import Quad, digest
from kzgraph.release.inputs import (
    linked,
    listed,
    read_file,
    read_tables,
    relative,
    source_folders,
    unknown,
)
from kzgraph.store.files import UnfitFileError, lines_of_file, lines_of_quads, spelled

_SHARE: Final = 24
"""Part of the memory that waiting lines may take: to sort them takes several times as much."""

_Graph = tuple[str, list[Path]]
"""The name of a graph, and its files."""


@dataclass(frozen=True)
class Lines:
    """What came together: quads of named graphs as N-Quads, and their triples, sorted, each once.

    ``digests`` are those of the graphs, by name.
    """

    quads: Path
    triples: Path
    digests: dict[str, str]


def share(memory: int) -> int:
    """Return how many bytes of lines may wait to be sorted, given the memory of all in MiB."""
    return memory * 1024 * 1024 // _SHARE


def take_files(
    root: Path, folder: Path, memory: int, beside: Executor | None = None
) -> tuple[Lines, list[Problem]]:
    """Take every file below ``ontology/`` and ``data/`` into a folder; faults are collected.

    ``memory`` is in MiB; a process ``beside`` takes half of the files. The lines are whole only where
    no fault was found.
    """
    folders = source_folders(root)
    tables, faults = read_tables(root)
    wanted = frozenset(judgement.subject for table in tables for _, judgement in table.rows)
    parts = [*_taken_by_graph(root, folders, folder, memory, wanted, beside)]
    problems = [problem for part in parts for problem in part.problems]
    problems.extend(unknown(root, folders))
    if not problems:
        faults.extend(check(tables, frozenset().union(*(part.known for part in parts))))
    problems.extend(relative(fault, root) for fault in faults)
    links = chain.from_iterable(linked(table).quads_in_graph() for table in tables)
    with _Taking(folder, "links", memory, frozenset()) as taking:
        taking.take_parts(lines_of_quads(links))
    return _joined([*(part.lines for part in parts), taking.lines], folder / "stated.nt"), problems


def take_quads(quads: Iterable[Quad], folder: Path, memory: int) -> Lines:
    """Take quads of named graphs, which come in any order, into a folder; ``memory`` is in MiB.

    Their literals are spelled as a store spells them.
    """
    with _Taking(folder, "derived", memory, frozenset()) as taking:
        taking.take_parts(spelled(quads))
    return taking.lines


def merge(parts: Iterable[Lines], target: Path) -> str:
    """Write the triples of all parts to a file, sorted, each once; return their digest."""
    with target.open("wb") as file:
        return digest(_written(_merged(parts), file))


def _merged(parts: Iterable[Lines]) -> Iterator[list[bytes]]:
    with ExitStack() as files:
        yield from merged([files.enter_context(part.triples.open("rb")) for part in parts])


def _joined(parts: list[Lines], triples: Path) -> Lines:
    """Return several parts as one; the quads go to the file of the first."""
    with triples.open("wb") as file:
        for lines in _merged(parts):
            file.writelines(lines)
    quads = parts[0].quads
    with quads.open("ab") as file:
        for part in parts[1:]:
            with part.quads.open("rb") as more:
                shutil.copyfileobj(more, file)
            part.quads.unlink()
    for part in parts:
        part.triples.unlink()
    digests = {graph: told for part in parts for graph, told in part.digests.items()}
    return Lines(quads, triples, digests)


@dataclass(frozen=True)
class _Taken:
    """Lines of files, those of the wanted IRIs that they speak of, and what is wrong with them."""

    lines: Lines
    known: frozenset[str]
    problems: list[Problem]


def _taken_by_graph(
    root: Path,
    folders: list[Path],
    folder: Path,
    memory: int,
    wanted: frozenset[str],
    beside: Executor | None,
) -> Iterator[_Taken]:
    """Yield what the files say, in two parts where there is a process for the second."""
    together = groupby(listed(root, folders), key=itemgetter(1))
    graphs = [(graph, [path for path, _ in files]) for graph, files in together]
    if beside is None:
        yield _taken(graphs, root, folder, "first", memory, wanted)
        return
    half = _half(graphs)
    rest = (graphs[half:], root, folder, "second", memory // 2, wanted)
    second = beside.submit(_taken, *rest)
    yield _taken(graphs[:half], root, folder, "first", memory // 2, wanted)
    yield second.result()


def _half(graphs: list[_Graph]) -> int:
    """Return how many graphs have half of all bytes."""
    sizes = [sum(path.stat().st_size for path in paths) for _, paths in graphs]
    return bisect([*accumulate(sizes)], sum(sizes) // 2)


def _taken(
    graphs: list[_Graph],
    root: Path,
    folder: Path,
    name: str,
    memory: int,
    wanted: frozenset[str],
) -> _Taken:
    problems: list[Problem] = []
    with _Taking(folder, name, memory, wanted) as taking:
        for graph, paths in graphs:
            taking.take(graph, _blocks(paths, graph, root, problems))
    return _Taken(taking.lines, frozenset(taking.known), problems)


@dataclass
class _Taking:
    """Writes the lines of graphs as they come."""

    folder: Path
    name: str
    memory: int
    wanted: Collection[str]
    known: set[str] = field(default_factory=set)
    """Those of the wanted IRIs that something was said about."""

    def __enter__(self) -> "_Taking":
        folder, name = self.folder, self.name
        self.lines = Lines(folder / f"{name}.nq", folder / f"{name}.nt", {})
        self._quads = self.lines.quads.open("wb")
        self._triples = self._sorter("triples")
        return self

    def __exit__(self, *_: object) -> None:
        self._quads.close()
        with self.lines.triples.open("wb") as file:
            for lines in self._triples.blocks():
                file.writelines(lines)

    def take(self, graph: str, blocks: Iterable[bytes]) -> None:
        """Take all lines of one graph."""
        sorter = self._sorter("graph")
        for block in blocks:
            sorter.add(block)
        self._pass(graph, sorter)

    def take_parts(self, parts: Iterable[tuple[str, bytes]]) -> None:
        """Take lines, with the graph of each block of them, of which no line has come before."""
        sorters: dict[str, LineSorter] = {}
        for graph, block in parts:
            if graph not in sorters:
                sorters[graph] = self._sorter(f"graph{len(sorters)}")
            sorters[graph].add(block)
        for graph, sorter in sorters.items():
            self._pass(graph, sorter)

    def _sorter(self, name: str) -> LineSorter:
        return LineSorter(self.folder / f"{self.name}.{name}", share(self.memory))

    def _pass(self, graph: str, sorter: LineSorter) -> None:
        """Write the lines of a whole graph, and note its digest; without a line there is no graph."""
        told = self._passing(f" <{graph}> .\n".encode(), sorter)
        first = next(told, None)
        if first is not None:
            self.lines.digests[graph] = digest(chain([first], told))

    def _passing(self, ending: bytes, sorter: LineSorter) -> Iterator[bytes]:
        for lines in sorter.blocks():
            block = b"".join(lines)
            # A line feed stands at the end of a line alone: within a literal it is written as \n.
            self._quads.write(block.replace(b" .\n", ending))
            self._triples.add(block)
            if self.wanted:
                subjects = {line[1 : line.index(b"> ")].decode() for line in lines}
                self.known |= subjects.intersection(self.wanted)
            yield from lines


def _blocks(
    paths: Iterable[Path], graph: str, root: Path, problems: list[Problem]
) -> Iterator[bytes]:
    """Yield the lines of the files of a graph; add what is wrong with them to the problems."""
    for path in paths:
        try:
            yield from lines_of_file(path, graph)
        except (SyntaxError, UnfitFileError):
            problems.extend(read_file(path, graph, root)[1])


def _written(blocks: Iterable[list[bytes]], file: BinaryIO) -> Iterator[bytes]:
    for lines in blocks:
        file.writelines(lines)
        yield from lines
