"""The tutorial is run as it is written: each command, and what it prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
TEXT = (CHECKOUT / "docs/tutorial.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SAID_ON_STDERR = re.findall(r"^    (claims\.csv: .*|kzgraph: .*)$", TEXT, re.MULTILINE)


def steps() -> list[tuple[str, str]]:
    """Return each block of commands with the output that follows it, empty where none does."""
    found: list[tuple[str, str]] = []
    for language, body in BLOCK.findall(TEXT):
        if language == "sh":
            found.append((body, ""))
        else:
            found[-1] = (found[-1][0], body)
    return found


def pattern(printed: str) -> str:
    """Return a pattern for what is printed, in which ``...`` stands for anything."""
    return ".*".join(re.escape(part) for part in printed.split("..."))


def test_every_output_follows_its_commands() -> None:
    assert len(steps()) == TEXT.count("```sh\n") == 11
    assert TEXT.count("```") == 2 * len(BLOCK.findall(TEXT))


@pytest.mark.slow
def test_the_tutorial_works_as_it_is_written(tmp_path: Path) -> None:
    for name in ("ontology", "shapes", "data"):
        (tmp_path / name).symlink_to(CHECKOUT / name)
    (tmp_path / ".venv").symlink_to(Path(sys.executable).parents[1])
    script = "".join(f"{commands}printf '\\0'\n" for commands, _ in steps())
    inherited = {name: v for name, v in os.environ.items() if not name.startswith("KZGRAPH_")}
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=tmp_path,
        env={**inherited, "NO_COLOR": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    printed = done.stdout.split("\0")[:-1]
    for (commands, expected), output in zip(steps(), printed, strict=True):
        if expected or "build" not in commands:
            assert re.fullmatch(pattern(expected), output, re.DOTALL), (commands, output)
    assert len(SAID_ON_STDERR) == 2
    for line in SAID_ON_STDERR:
        assert line in done.stderr.splitlines()
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "practice").exists()
