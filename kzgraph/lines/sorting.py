"""Sorted N-Triples lines: more of them than memory should hold.

Lines are sorted in runs, which stand in files, and the runs are merged (Knuth, The Art of Computer
Programming, 5.4). Blocks of several runs are sorted together: Python's sort sees the order in them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import chain, islice, pairwise
from operator import eq
from pathlib import Path
from typing import BinaryIO, Final

from kzgraph.rdf import digest, digest_after

_BLOCK: Final = 1024 * 1024
"""Most bytes that are read of a run at once."""


class Once:
    """Leaves each line once; ``repeated`` is the digest of those that it took away."""

    def __init__(self) -> None:
        self.repeated = digest(())

    def sorted(self, lines: list[bytes]) -> list[bytes]:
        """Return lines sorted, each once; the list that is given may be changed."""
        # Few lines come again: to compare neighbours is quicker than to hash them all for a set.
        lines.sort()
        if not any(map(eq, lines, islice(lines, 1, None))):
            return lines
        again = [line for line, following in pairwise(lines) if line == following]
        self.repeated = digest_after(self.repeated, again, ())
        return [*dict.fromkeys(lines)]


class LineSorter:
    """Takes blocks of lines in any order, and tells them sorted, each once."""

    def __init__(self, path: Path, most: int) -> None:
        """Hold about ``most`` bytes of lines; what is more waits in files beside the path."""
        self._path, self._most = path, most
        self._held: list[bytes] = []
        self._size = 0
        self._runs: list[Path] = []
        self._once = Once()

    @property
    def repeated(self) -> str:
        """The digest of lines that came again, each as often as it did; once all are told."""
        return self._once.repeated

    def add(self, lines: bytes) -> None:
        """Take a block of whole lines."""
        self._held.append(lines)
        self._size += len(lines)
        if self._size > self._most:
            self._spill()

    def blocks(self) -> Iterator[list[bytes]]:
        """Yield all lines in order, in blocks; can be asked once, and leaves no file."""
        if not self._runs:
            yield self._sorted()
            return
        self._spill()
        with ExitStack() as files:
            runs = [files.enter_context(run.open("rb")) for run in self._runs]
            yield from merged(runs, self._once, min(_BLOCK, self._most // (4 * len(runs))))
        for run in self._runs:
            run.unlink()

    def _sorted(self) -> list[bytes]:
        blocks, self._held, self._size = self._held, [], 0
        parts = (block.splitlines(keepends=True) for block in blocks)
        return self._once.sorted([*chain.from_iterable(parts)])

    def _spill(self) -> None:
        run = self._path.with_name(f"{self._path.name}.{len(self._runs)}.run")
        with run.open("wb") as file:
            # As one: to write each by itself takes longer than to sort them.
            file.write(b"".join(self._sorted()))
        self._runs.append(run)


def merged(runs: Iterable[BinaryIO], once: Once, size: int = _BLOCK) -> Iterator[list[bytes]]:
    """Yield the lines of files that are sorted each, in order and each once, in blocks.

    ``size`` is how many bytes of each are read at once; a line at least.
    """
    size = max(size, 1)
    blocks = {run: lines for run in runs if (lines := run.readlines(size))}
    while blocks:
        # What is not above the least of the last lines stands in these blocks, and in none to come.
        fence = min(lines[-1] for lines in blocks.values())
        taken: list[bytes] = []
        for run, lines in [*blocks.items()]:
            cut = bisect_right(lines, fence)
            taken += lines[:cut]
            blocks[run] = lines[cut:] or run.readlines(size)
            if not blocks[run]:
                del blocks[run]
        yield once.sorted(taken)
