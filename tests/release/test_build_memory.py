"""What a build takes of memory: as the setting says, and hardly more for more data."""

import subprocess
import sys
from pathlib import Path

LOAD = """
import resource, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from kzgraph.release.intake import joined, loaded_at_once, take_files
from kzgraph.store import EmbeddedStore
folder = Path(sys.argv[2])
parts, problems = take_files(Path(sys.argv[1]), folder, int(sys.argv[3]))
assert not problems
store = EmbeddedStore.create(folder / "store")
files = [part.triples for part in parts], [path for part in parts for path in part.quads]
parts_of = loaded_at_once(int(sys.argv[3]))
with ThreadPoolExecutor(2) as loading:
    loads = [loading.submit(store.load_lines, *one) for one in zip(files, parts_of)]
    joined(parts, folder / "joined.nt")
    assert [load.result() for load in loads] == [None] * len(files)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""
OF_A_SOURCE = 3000
"""Triples of each made-up document."""


def made(root: Path, sources: int) -> Path:
    """Make as many documents that say a little of much."""
    for number in range(sources):
        folder = root / "data/sources" / f"made-{number}"
        folder.mkdir(parents=True)
        (folder / "source.ttl").write_text("")
        graph = f"https://w3id.org/kzgraph/graph/source/{folder.name}"
        told = " ".join(
            f"<https://example.org/{number}/{n}> <https://example.org/says> {n} ."
            for n in range(OF_A_SOURCE)
        )
        (folder / "claims.trig").write_text(f"<{graph}> {{ {told} }}")
    return root


def peak(root: Path, folder: Path, memory: int) -> int:
    folder.mkdir()
    command = [sys.executable, "-c", LOAD, str(root), str(folder), str(memory)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_twenty_times_the_data_take_hardly_more_memory(tmp_path: Path) -> None:
    few, many = made(tmp_path / "few", 3), made(tmp_path / "many", 60)
    least = peak(few, tmp_path / "a", 16)
    assert (
        peak(many, tmp_path / "b", 16) < least + 40
    )  # MiB; with a bound of 4096 they take 160 more
