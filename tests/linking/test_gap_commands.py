"""``kzgraph link gaps`` and ``quickstatements`` as a user runs them, against a local server."""

import csv
import json
from pathlib import Path

import pytest
from command import Done, command
from wikidata import Faults

pytestmark = pytest.mark.server


def run(home: Path, *arguments: str, **env: str) -> Done:
    given = {"KZGRAPH_HOME": str(home), "KZGRAPH_REMOTE_PAUSE": "0"}
    return command("link", *arguments, env=given | env)


ASKING = {"KZGRAPH_CONTACT": "links@example.org"}


def test_a_report_is_saved_and_made_into_commands(
    built_home: Path, faults: Faults, tmp_path: Path
) -> None:
    asked = (
        "gaps",
        "--endpoint",
        faults.address,
        "--entity",
        "state/fra",
        "--entity",
        "company/edf",
    )
    saved = run(built_home, *asked, "--format", "json", "--fresh", **ASKING)
    assert saved.returncode == 0, saved.stderr
    path = tmp_path / "gaps.json"
    path.write_text(saved.stdout, encoding="utf-8")
    report = json.loads(saved.stdout)
    assert report["release"] == (built_home / "current").resolve().name
    assert len(faults.seen) == 2
    table = run(built_home, *asked, "--format", "csv", **ASKING)
    assert len(list(csv.DictReader(table.stdout.splitlines()))) == len(report["gaps"])
    text = run(built_home, *asked, **ASKING)
    assert "company/edf = Q274591" in text.stdout
    assert len(faults.seen) == 2  # the answers were kept
    done = run(built_home, "quickstatements", "--gaps", str(path))
    assert (done.returncode, done.stdout) == (0, "")  # no document has an address or a title yet
    assert "left out: state/fra kz:headOfState P35 person/macron: its documents" in done.stderr
    assert done.stderr.endswith(" left out\n")


def test_nothing_is_asked_unless_told_whom_and_by_whom(built_home: Path, faults: Faults) -> None:
    done = run(built_home, "gaps", **ASKING)
    assert (done.returncode, "--endpoint" in done.stderr) == (2, True)
    done = run(built_home, "gaps", "--endpoint", faults.address, KZGRAPH_CONTACT="")
    assert (done.returncode, "KZGRAPH_CONTACT" in done.stderr) == (6, True)
    assert faults.seen == []


def test_what_cannot_be_is_told(built_home: Path, faults: Faults, tmp_path: Path) -> None:
    done = run(
        built_home, "gaps", "--endpoint", faults.address, "--entity", "company/vicat", **ASKING
    )
    assert (done.returncode, "company/vicat" in done.stderr) == (3, True)
    done = run(built_home, "quickstatements", "--gaps", str(tmp_path / "none.json"))
    assert (done.returncode, "cannot be read" in done.stderr) == (2, True)
    done = run(built_home, "quickstatements", "--gaps", "x", "--entity", "state/kaz")
    assert (done.returncode, "leave out" in done.stderr) == (2, True)
