"""Building the real data: the same hash everywhere, and bad data that stops it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from excerpt import unruled

from kzgraph.errors import DataError
from kzgraph.release import Home, beside
from kzgraph.release.build import build
from kzgraph.release.inputs import read_inputs

CHECKOUT = Path(__file__).resolve().parents[2]
CLAIMS = "data/sources/eonergie-2024-11/claims.trig"
BUILD = (
    "import sys; from pathlib import Path; from kzgraph.release import Home; "
    "from kzgraph.release.build import build; "
    "print(build(Path(sys.argv[1]), Home(Path(sys.argv[2])), progress=len).manifest.release)"
)


@pytest.fixture
def root(texts_root: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(texts_root, tmp_path / "root"))


def build_elsewhere(root: Path, home: Path, seed: str) -> str:
    env = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Almaty"}
    command = [sys.executable, "-c", BUILD, str(root), str(home)]
    return subprocess.run(
        command, env=env, capture_output=True, text=True, check=True
    ).stdout.strip()


def test_the_same_data_build_the_same_release(root: Path, built_home: Path, tmp_path: Path) -> None:
    """Another folder, process, locale, time zone, hash seed and order of triples; the same hash."""
    path = root / CLAIMS
    head, body = path.read_text(encoding="utf-8").split("{\n", 1)
    blocks = body.rsplit("}", 1)[0].strip("\n").split("\n\n")
    path.write_text(head + "{\n" + "\n\n".join(reversed(blocks)) + "\n}\n", encoding="utf-8")
    expected = Home(built_home).current().id
    assert build_elsewhere(root, tmp_path / "other", "7") == expected


def test_other_data_build_another_release(root: Path, built_home: Path, tmp_path: Path) -> None:
    path = root / "data/entities/persons.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"Luc Rémont"@en', '"Luc Remont"@en'), encoding="utf-8")
    assert build_elsewhere(root, tmp_path / "other", "7") != Home(built_home).current().id


def test_check_builds_and_publishes_nothing(texts_root: Path, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    result = build(unruled(texts_root, tmp_path / "unruled"), home, publish=False, progress=len)
    assert result.release is None
    assert result.manifest.counts["claims"] > 0
    assert list(home.releases.iterdir()) == []


def fails(root: Path, tmp_path: Path) -> list[str]:
    """Build and return the problems as lines, when the current release is still the old one."""
    home = Home(tmp_path / "home")
    with pytest.raises(DataError) as caught:
        build(root, home, progress=len)
    assert list(home.releases.iterdir()) == []
    return [str(problem) for problem in caught.value.problems]


def test_every_fault_is_listed_with_file_line_claim_and_rule(root: Path, tmp_path: Path) -> None:
    path = root / CLAIMS
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    first = lines.index("\tclaim:eonergie-2024-11-001 a kz:Claim ;") + 1
    second = lines.index("\tclaim:eonergie-2024-11-002 a kz:Claim ;") + 1
    text = text.replace("\t\tkz:modality kz:Asserted ;\n", "", 1)
    text = text.replace("rdf:subject person:macron", "rdf:subject person:nobody", 1)
    path.write_text(text, encoding="utf-8")
    found = fails(root, tmp_path)
    assert any(p.startswith(f"{CLAIMS}:{first}: claim/eonergie-2024-11-001: ") for p in found)
    assert any(f"{CLAIMS}:{second - 1}: claim/eonergie-2024-11-002" in p for p in found), found
    assert all(p.endswith("]") for p in found)


def test_syntax_errors_of_every_file_are_listed(root: Path, tmp_path: Path) -> None:
    for name in ("data/entities/states.ttl", "data/entities/places.ttl"):
        path = root / name
        path.write_text(
            path.read_text(encoding="utf-8") + "\nthis is no Turtle\n", encoding="utf-8"
        )
    found = fails(root, tmp_path)
    assert [p.split(":")[0] for p in found] == [
        "data/entities/places.ttl",
        "data/entities/states.ttl",
    ]
    assert all("[syntax]" in p for p in found)


def test_triples_in_a_foreign_graph_are_refused(root: Path, tmp_path: Path) -> None:
    path = root / CLAIMS
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("graph/source/eonergie-2024-11>", "graph/facts>"), encoding="utf-8"
    )
    (problem,) = fails(root, tmp_path)
    assert problem.startswith(f"{CLAIMS}: ")
    assert problem.endswith("[graph-of-file]")


def test_a_source_folder_must_be_whole_and_well_named(root: Path, tmp_path: Path) -> None:
    (root / "data/sources/Bad Name").mkdir()
    found = fails(root, tmp_path)
    assert len(found) == 3
    assert all("data/sources/Bad Name" in p and p.endswith("[source-folder]") for p in found)


@pytest.mark.parametrize("large", [0, 8 * 2**20], ids=["two processes", "one"])
def test_a_sentence_that_no_claim_explains_stops_the_build(
    root: Path, tmp_path: Path, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beside, "_LARGE", large)
    path = root / "data/sources/eonergie-2024-11/source.ttl"
    text = path.read_text(encoding="utf-8")
    changed = text.replace(" ;\n\tkz:noClaim kz:Transition .", " .")
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    (problem,) = [p for p in fails(root, tmp_path) if "sentence-unexplained" in p]
    assert problem.startswith("data/sources/eonergie-2024-11/source.ttl:")
    assert "sentence 23" in problem


def test_a_root_that_is_told_in_relation_to_the_folder_is_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    assert read_inputs(Path()).sources == read_inputs(root).sources != []
