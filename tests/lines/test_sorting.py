"""Sorting more lines than memory should hold."""

import tracemalloc
from pathlib import Path
from random import Random

from kzgraph.lines import LineSorter
from kzgraph.rdf import digest, digest_together


def told(sorter: LineSorter) -> list[bytes]:
    return [line for block in sorter.blocks() for line in block]


def test_lines_come_sorted_and_once_however_little_is_held(tmp_path: Path) -> None:
    lines = [f'<urn:{number % 700}> <urn:p> "{"x" * (number % 7)}" .\n' for number in range(3000)]
    Random(1).shuffle(lines)
    for most in (1, 5_000, 10**6):
        sorter = LineSorter(tmp_path / "sorted", most)
        for at in range(0, len(lines), 50):
            sorter.add("".join(lines[at : at + 50]).encode())
        once = {line.encode() for line in lines}
        assert told(sorter) == sorted(once)
        all_of_them = [digest([line.encode()]) for line in lines]
        assert digest_together(all_of_them, sorter.repeated) == digest(once)
        assert list(tmp_path.iterdir()) == []


def test_no_lines_are_no_lines(tmp_path: Path) -> None:
    assert told(LineSorter(tmp_path / "sorted", 10)) == []


def test_memory_does_not_grow_with_the_lines(tmp_path: Path) -> None:
    """Four times the lines take no more memory: the bound is that of the sorter."""
    peaks = []
    for blocks in (20, 80):
        sorter = LineSorter(tmp_path / "sorted", 1_000_000)
        tracemalloc.start()
        for block in range(blocks):
            sorter.add(b"".join(b"<urn:%d> <urn:p> <urn:%d> .\n" % (n, block) for n in range(4000)))
        assert sum(map(len, sorter.blocks())) == blocks * 4000
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
