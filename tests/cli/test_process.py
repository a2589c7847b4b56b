"""The command line as a user runs it: a process of its own, its output and its exit code.

One command for each way in which a process tells something; what the commands tell is tested in
this process, by the other files here.
"""

import json
from pathlib import Path

import pytest
from command import Done, process

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
QUERY = "SELECT ?who WHERE { ?who kz:interestedIn project:nuclear-power-plant } ORDER BY ?who"
RESTS = "Rests on 2 documents (1 primary) of 2 publishers, published 2023-11-01 to 2024-11."
FIRMS = ["company/cnnc", "company/edf", "company/khnp", "company/rosatom"]


def run(home: Path, *arguments: str, stdin: str = "", **env: str) -> Done:
    given = {"KZGRAPH_HOME": str(home), "COLUMNS": "200", "NO_COLOR": "1"}
    done = process(*arguments, env=given | env, stdin=stdin)
    assert "Traceback" not in done.stderr
    return done


def test_help_tells_the_exit_codes(tmp_path: Path) -> None:
    done = run(tmp_path, "--help")
    assert done.returncode == 0
    assert "Exit codes" in done.stdout


def test_query_prints_a_table(built_home: Path) -> None:
    done = run(built_home, "query", QUERY)
    assert [line.strip("│ ") for line in done.stdout.splitlines() if "company/" in line] == FIRMS
    assert done.stdout.splitlines()[-2:] == ["4 rows", RESTS]


def test_a_query_is_read_from_standard_input(built_home: Path) -> None:
    found = json.loads(run(built_home, "query", "-", "-f", "json", stdin=QUERY).stdout)
    assert len(found["results"]["bindings"]) == 4


def test_a_name_in_cyrillic(built_home: Path) -> None:
    assert "Rosatom" in run(built_home, "show", "первая атомная электростанция").stdout


@pytest.mark.parametrize("given", [("query", "ASK {}"), ("serve",)])
def test_without_a_release_the_user_is_told_to_build(
    tmp_path: Path, given: tuple[str, ...]
) -> None:
    done = run(tmp_path / "home", *given)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("kzgraph: ")
    assert "kzgraph build" in done.stderr


def test_a_query_that_takes_too_long_ends(built_home: Path) -> None:
    done = run(built_home, "query", SLOW, "--deadline", "1")
    assert (done.returncode, done.stdout) == (5, "")
    assert "deadline" in done.stderr


def test_a_setting_that_cannot_work_is_named(built_home: Path) -> None:
    done = run(built_home, "query", "ASK {}", KZGRAPH_DEADLINE="soon")
    assert done.returncode == 6
    assert "KZGRAPH_DEADLINE" in done.stderr
    assert "'soon'" in done.stderr


def test_the_setting_and_the_release_must_agree(built_home: Path) -> None:
    done = run(built_home, "serve", "--port", "0", KZGRAPH_DERIVE="off")
    assert done.returncode == 6
    assert "KZGRAPH_DERIVE" in done.stderr


def test_build_reports_bad_data(tmp_path: Path) -> None:
    for part in ("ontology", "shapes", "data"):
        (tmp_path / "root" / part).mkdir(parents=True)
    (tmp_path / "root/data/entities").mkdir()
    (tmp_path / "root/data/entities/x.ttl").write_text("oops", encoding="utf-8")
    done = run(tmp_path / "home", "build", "--root", str(tmp_path / "root"))
    assert done.returncode == 1
    assert done.stderr.startswith("data/entities/x.ttl:1: ")
    assert "1 problems; nothing was published" in done.stderr
