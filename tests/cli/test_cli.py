"""What the commands print, and their exit codes."""

import hashlib
import json
from pathlib import Path

import pytest
from command import Done, command

from kzgraph import __version__
from kzgraph.release import Home

CHECKOUT = Path(__file__).resolve().parents[2]


def run(home: Path, *arguments: str, stdin: str = "", **env: str) -> Done:
    given = {"KZGRAPH_HOME": str(home), "COLUMNS": "200", "NO_COLOR": "1"}
    return command(*arguments, env=given | env, stdin=stdin)


def test_version(tmp_path: Path) -> None:
    assert run(tmp_path, "version").stdout == f"kzgraph {__version__}\n"
    assert run(tmp_path, "version", "--short").stdout == f"{__version__}\n"


QUERY = "SELECT ?who WHERE { ?who kz:interestedIn project:nuclear-power-plant } ORDER BY ?who"
RESTS = "Rests on 2 documents (1 primary) of 2 publishers, published 2023-11-01 to 2024-11."


def test_a_no_says_on_what_it_rests(built_home: Path) -> None:
    done = run(built_home, "query", "ASK { project:nuclear-power-plant kz:location state:kaz }")
    assert done.stdout.splitlines() == ["no", RESTS]


def test_query_prints_csv_and_json(built_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "firms.rq"
    path.write_text(QUERY, encoding="utf-8")
    lines = run(built_home, "query", str(path), "--format", "csv").stdout.split()
    assert [line.rsplit("/", 1)[1] for line in lines[1:]] == ["cnnc", "edf", "khnp", "rosatom"]
    found = json.loads(run(built_home, "query", "-", "-f", "json", stdin=QUERY).stdout)
    assert len(found["results"]["bindings"]) == 4


def test_query_at_a_release(built_home: Path) -> None:
    release = Home(built_home).current().id
    assert run(built_home, "query", "ASK { ?s ?p ?o }", "--at", release[:10]).stdout == "yes\n"
    done = run(built_home, "query", "ASK { ?s ?p ?o }", "--at", "0123456789")
    assert done.returncode == 3
    assert "0123456789" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("query", "SELECT * {\n ?s ?p }"), 2, "line 2"),
        (("query", "no such file"), 2, "no file to read"),
        (("query", "{" * 100), 2, "nest"),
        (("show", "state/atlantis"), 3, "state/atlantis"),
        (("show", "Xyzzyq"), 3, "Xyzzyq"),
        (("show", "state/../kaz"), 3, "entity"),
        (("source", "show", "nowhere"), 3, "nowhere"),
        (("source", "check", "NO WHERE"), 3, "NO WHERE"),
        (("serve", "--port", "99999"), 6, "KZGRAPH_PORT"),
    ],
)  # fmt: skip
def test_errors_are_one_clear_message(
    built_home: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    done = run(built_home, *arguments)
    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("name", ["project/nuclear-power-plant", "первая атомная электростанция"])
def test_show_tells_facts_with_claims_and_plans_apart(built_home: Path, name: str) -> None:
    text = run(built_home, "show", name).stdout
    facts, _, said = text.partition("Said, but no fact")
    assert "Rosatom" in facts
    assert "eonergie-2024-11-063" in facts
    assert "Planned" in said
    assert "Planned" not in facts
    assert text.splitlines()[-1] == RESTS


def test_show_tells_how_far_something_has_come(built_home: Path) -> None:
    text = run(built_home, "show", "agreement/alma-ata-declaration-1991").stdout
    _, _, cycle = text.partition("Life cycle")
    assert "1991" in cycle
    assert "Signed, nothing later known." in " ".join(cycle.split())
    plant = run(built_home, "show", "project/nuclear-power-plant").stdout
    assert "Candidate: EDF" in plant
    assert "not told" in plant.partition("Life cycle")[2]


def test_show_tells_who_holds_which_office(built_home: Path) -> None:
    text = run(built_home, "show", "state/kaz").stdout
    assert "head of state" in text.partition("Offices")[2]
    assert "Offices" not in run(built_home, "show", "sector/energy").stdout


def test_without_a_release_sources_cannot_be_listed(tmp_path: Path) -> None:
    done = run(tmp_path / "home", "source", "list")
    assert done.returncode == 3
    assert "kzgraph build" in done.stderr


def test_source_list_and_show(built_home: Path) -> None:
    assert "eonergie-2024-11" in run(built_home, "source", "list").stdout
    text = run(built_home, "source", "show", "mfa-kazakhstan-2023-11-01").stdout
    assert "[Asserted; Kassym-Jomart Tokayev]" in text


def test_source_check_without_text(built_home: Path) -> None:
    done = run(built_home, "source", "check")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-1] == "0 problems in 2 sources"


def test_source_check_refuses_another_text(built_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.txt"
    path.write_text("Another text.", encoding="utf-8")
    done = run(built_home, "source", "check", "--text", str(path))
    assert done.returncode == 2
    assert "SHA-256" in done.stderr


def test_validate_holds_the_release(built_home: Path) -> None:
    done = run(built_home, "validate")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("0 violations")


def test_format_writes_the_one_form(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text("<urn:b> <urn:p> 1 . <urn:a> a <urn:C> .", encoding="utf-8")
    assert run(tmp_path, "format", "--check", str(path)).returncode == 1
    assert run(tmp_path, "format", str(path)).returncode == 0
    assert path.read_text(encoding="utf-8").endswith(
        "\n<urn:a> a <urn:C> .\n\n<urn:b> <urn:p> 1 .\n"
    )
    assert run(tmp_path, "format", "--check", str(path)).returncode == 0


def test_token_new_gives_a_token_and_its_hash(tmp_path: Path) -> None:
    made = json.loads(run(tmp_path, "token", "new", "--json").stdout)
    assert made["hash"] == hashlib.sha256(made["token"].encode()).hexdigest()
    assert run(tmp_path, "token", "new").stdout.startswith("token: kzg_")


def test_releases_are_made_compared_restored_and_removed(tmp_path: Path) -> None:
    home, first, second = tmp_path / "home", tmp_path / "1.ttl", tmp_path / "2.trig"
    first.write_text("<urn:a> <urn:p> 1 .", encoding="utf-8")
    second.write_text("<urn:b> <urn:p> 2 . <urn:g> { <urn:c> <urn:p> 3 }", encoding="utf-8")
    one = run(home, "release", "init", str(first)).stdout.split()[1]
    two = run(home, "release", "init", str(second)).stdout.split()[1]
    text = run(home, "release", "diff", one, "--triples").stdout
    assert "default: 1 added, 1 removed" in text
    assert "urn:g: 1 added, 0 removed" in text
    assert "- <urn:a> <urn:p>" in text
    assert run(home, "release", "rollback").stdout == f"release {one} is current\n"
    assert run(home, "release", "rollback", two[:8]).stdout == f"release {two} is current\n"
    printed = run(home, "release", "list").stdout.splitlines()
    rows = [line for line in printed if "init" in line or "rollback" in line]
    assert two[:16] in rows[0]
    assert len(rows) == 2
    assert run(home, "release", "prune", "--keep", "0").stdout == f"removed {one}\n"
    assert run(home, "release", "rollback", one[:8]).returncode == 3
    assert run(home, "query", "ASK { <urn:b> <urn:p> 2 }").stdout == "yes\n"


def test_a_plain_dataset_is_not_made_over_derived_data(built_home: Path) -> None:
    done = run(built_home, "release", "init")
    assert done.returncode == 2
    assert "derived from claims" in done.stderr


def test_a_file_of_no_rdf_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "x.ttl").write_text("oops", encoding="utf-8")
    (tmp_path / "x.pdf").write_text("oops", encoding="utf-8")
    for name, said in (
        ("x.ttl", "x.ttl:1: does not parse"),
        ("x.pdf", "suffix"),
        ("none.nt", "none.nt"),
    ):
        done = run(tmp_path / "home", "release", "init", str(tmp_path / name))
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_link_report_counts_what_was_judged(built_home: Path) -> None:
    done = run(built_home, "link", "report", "--json")
    rows = {(row["target"], row["kind"]): row for row in json.loads(done.stdout)}
    whole = rows["wikidata", "all"]
    assert (whole["linked"], whole["rejected"], whole["unsure"], whole["none_found"]) == (
        25,
        5,
        1,
        17,
    )
    assert rows["wikidata", "person"] == {
        "target": "wikidata",
        "kind": "person",
        "linked": 2,
        "rejected": 0,
        "unsure": 0,
        "none_found": 1,
        "unlinked": 1,
    }
    table = run(built_home, "link", "report").stdout
    assert {"wikidata", "geonames", "eurovoc"} <= set(table.split())


def test_format_writes_link_tables_too(tmp_path: Path) -> None:
    shipped = CHECKOUT / "data/links/geonames.sssom.tsv"
    head, *rows = shipped.read_text("utf-8").partition("subject_id\t")
    columns, *lines = "".join(rows).splitlines()
    path = tmp_path / "geonames.sssom.tsv"
    path.write_text("\n".join([head + columns, *reversed(lines), ""]), "utf-8")
    assert run(tmp_path, "format", "--check", str(path)).returncode == 1
    assert run(tmp_path, "format", str(path)).returncode == 0
    assert path.read_bytes() == shipped.read_bytes()
