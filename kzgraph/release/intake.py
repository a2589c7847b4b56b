"""Taking what a release is built from as lines, with memory that a setting bounds.

No object is made for a term of a file, and no graph is held whole. A file with a fault is read once
more, as ``inputs`` reads it, to say what is wrong and where.
"""

from bisect import bisect
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import accumulate, chain, groupby
from operator import itemgetter
from pathlib import Path
from typing import Final

from kzgraph.errors import Problem
from kzgraph.lines import LineSorter, Once, merged
from kzgraph.links import check
from kzgraph.rdf import Quad, digest, digest_together
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

_DEFAULT, _NAMED = 36, 17
"""Part of the memory that lines which are loaded at once may take; loading takes seven times as much.

An engine merges parts again and again as they come, which takes as long as loading. So named graphs
come in few parts. The default graph, which every request looks up, comes in more: what is merged is
looked up in two thirds of the time.
"""

_ENOUGH: Final = 3072
"""MiB of memory beyond which parts are no longer: of more than a million quads the engine makes two."""

_Graph = tuple[str, list[Path]]
"""The name of a graph, and its files."""


@dataclass(frozen=True)
class Lines:
    """What came together: quads of named graphs as N-Quads, and their triples, sorted, each once.

    ``digests`` are those of the graphs, by name; ``digest`` is that of all triples.
    """

    quads: tuple[Path, ...]
    triples: Path
    digests: dict[str, str]
    digest: str


def share(memory: int) -> int:
    """Return how many bytes of lines may wait to be sorted, given the memory of all in MiB."""
    return memory * 1024 * 1024 // _SHARE


def loaded_at_once(memory: int) -> tuple[int, int]:
    """Return how many bytes of lines to load at once, of the default graph and of named graphs.

    ``memory`` is that of all in MiB.
    """
    most = min(memory, _ENOUGH) * 1024 * 1024
    return most // _DEFAULT, most // _NAMED


def take_files(
    root: Path, folder: Path, memory: int, beside: Executor | None = None
) -> tuple[list[Lines], list[Problem]]:
    """Take every file below ``ontology/`` and ``data/`` into a folder; faults are collected.

    ``memory`` is in MiB; a process ``beside`` takes half of the files. The lines come in parts of
    which none has graphs of another, and are whole only where no fault was found.
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
    return [*(part.lines for part in parts), taking.lines], problems


def take_quads(
    quads: Iterable[Quad], lines: Iterable[tuple[str, bytes]], folder: Path, memory: int
) -> Lines:
    """Take quads of named graphs, which come in any order, into a folder; ``memory`` is in MiB.

    So are blocks of N-Triples lines, each with the name of its graph. Their literals are spelled as a
    store spells them.
    """
    with _Taking(folder, "derived", memory, frozenset()) as taking:
        taking.take_parts(chain(spelled(quads), lines))
    return taking.lines


def joined(parts: Iterable[Lines], triples: Path) -> Lines:
    """Return parts of which none has graphs of another as one; its triples are written to a file."""
    parts, once = [*parts], Once()
    with ExitStack() as files:
        runs = [files.enter_context(part.triples.open("rb")) for part in parts]
        file = files.enter_context(triples.open("wb"))
        for lines in merged(runs, once):
            file.write(b"".join(lines))
    return Lines(
        tuple(chain.from_iterable(part.quads for part in parts)),
        triples,
        {graph: told for part in parts for graph, told in part.digests.items()},
        digest_together((part.digest for part in parts), once.repeated),
    )


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
        self._digests: dict[str, str] = {}
        self._quads = self._path("nq").open("wb")
        self._triples = self._sorter("triples")
        return self

    def __exit__(self, *_: object) -> None:
        self._quads.close()
        wanted = deque(sorted(f"<{iri}> ".encode() for iri in self.wanted))
        with self._path("nt").open("wb") as file:
            for lines in self._triples.blocks():
                file.write(b"".join(lines))
                self.known.update(_begun(lines, wanted))

    @property
    def lines(self) -> Lines:
        """What was taken; to be asked for when the block has ended."""
        whole = digest_together(self._digests.values(), self._triples.repeated)
        return Lines((self._path("nq"),), self._path("nt"), self._digests, whole)

    def _path(self, suffix: str) -> Path:
        return self.folder / f"{self.name}.{suffix}"

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
            self._digests[graph] = digest(chain([first], told))

    def _passing(self, ending: bytes, sorter: LineSorter) -> Iterator[bytes]:
        for lines in sorter.blocks():
            block = b"".join(lines)
            # A line feed stands at the end of a line alone: within a literal it is written as \n.
            self._quads.write(block.replace(b" .\n", ending))
            self._triples.add(block)
            yield from lines


def _begun(lines: list[bytes], wanted: deque[bytes]) -> Iterator[str]:
    """Yield the IRIs that lines begin with, of the wanted ones; take those away that come no later.

    Lines and beginnings are sorted.
    """
    while wanted and lines and wanted[0] < lines[-1]:
        sought = wanted.popleft()
        if lines[bisect(lines, sought)].startswith(sought):
            yield sought[len("<") : -len("> ")].decode()


def _blocks(
    paths: Iterable[Path], graph: str, root: Path, problems: list[Problem]
) -> Iterator[bytes]:
    """Yield the lines of the files of a graph; add what is wrong with them to the problems."""
    for path in paths:
        try:
            yield from lines_of_file(path, graph)
        except (SyntaxError, UnfitFileError):
            problems.extend(read_file(path, graph, root)[1])
