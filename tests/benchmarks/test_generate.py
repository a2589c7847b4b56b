"""Generated graphs: they hold to our rules, and the same seed gives the same bytes."""

import subprocess
import sys
from pathlib import Path

from kzgraph.release import Home
from kzgraph.release.build import build

GENERATE = Path(__file__).parents[2] / "benchmarks" / "generate.py"


def generate(folder: Path, seed: int) -> Path:
    """Write the folders of a graph of 10,000 quads."""
    command = [sys.executable, str(GENERATE), "--quads", "10000", "--seed", str(seed)]
    subprocess.run([*command, "--folders", str(folder)], check=True, capture_output=True)
    return folder


def contents(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def test_a_generated_graph_holds_to_the_rules(tmp_path: Path) -> None:
    """A build raises where any violation is found; ten folders were asked for by default."""
    root = generate(tmp_path / "made", 1)
    result = build(root, Home(tmp_path / "home"), publish=False, progress=lambda _step: None)
    assert result.manifest.counts["documents"] == 10
    assert result.manifest.counts["corroborated"] > 0
    assert len(result.report.findings) <= 10


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    first, second = (contents(generate(tmp_path / name, 1)) for name in ("one", "two"))
    assert first == second
    assert contents(generate(tmp_path / "three", 2)) != first


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    command = [sys.executable, str(GENERATE), "--quads", "10000", "--folders", str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode != 0
    assert "is not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
