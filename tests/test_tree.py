"""What git holds: files of the project, and nothing of the machine that they were written on."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_LINK = "120000"
"""The mode under which git holds a symbolic link."""


def _tracked() -> list[tuple[str, str]]:
    """Return the mode and the path of every file that git holds."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this is no checkout of git")
    command = ["git", "ls-files", "--stage", "-z"]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    entries = (entry.partition("\t") for entry in told.split("\0") if entry)
    return [(head.split()[0], path) for head, _, path in entries]


def test_no_symbolic_link_is_held() -> None:
    """One that leads to a folder of one machine kept everybody else from installing."""
    assert [path for mode, path in _tracked() if mode == _LINK] == []


def test_nothing_that_commands_make_is_held() -> None:
    made = {".venv", ".uv", ".comunica", ".bench", ".kzgraph", "node_modules", "__pycache__"}
    assert [path for _, path in _tracked() if made & set(Path(path).parts)] == []
    assert ("100644", "pyproject.toml") in _tracked()
