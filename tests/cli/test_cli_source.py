"""Adding a document on the command line: one made-up paper from its description to its passages."""

import shutil
from pathlib import Path

import pytest
from command import Done, command
from gazette import CHECKOUT, SOURCE, TEXT, plant

from kzgraph.client import Client
from kzgraph.errors import BadRequestError


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ontology, shapes and data, in which commands are run."""
    folder = tmp_path_factory.mktemp("place")
    for part in ("ontology", "shapes"):
        shutil.copytree(CHECKOUT / part, folder / part)
    plant(folder)
    (folder / "text.txt").write_text(TEXT, encoding="utf-8")
    return folder


def run(place: Path, *arguments: str, stdin: str = "") -> Done:
    env = {"KZGRAPH_HOME": str(place / "home"), "NO_COLOR": "1"}
    return command(*arguments, env=env, stdin=stdin, folder=place)


@pytest.fixture(scope="module")
def built(place: Path) -> Path:
    """The same folder, with a release of its data as they are."""
    assert run(place, "build", "--root", ".").returncode == 0
    return place


NEW = ("source", "new", "herald-2024", "--root", ".")


def test_what_is_needed_is_asked_for(place: Path) -> None:
    answers = [
        "Herald",
        "Herald fr",
        "Gazette",
        "en",
        "PressArticle",
        "2024-11",
        "DateStated",
        "",
        "",
        "",
    ]
    done = run(place, *NEW, stdin="\n".join(answers) + "\n")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "next: kzgraph source check herald-2024"
    folder = place / "data/sources/herald-2024"
    assert '"2024-11"^^xsd:gYearMonth' in (folder / "source.ttl").read_text("utf-8")
    again = run(place, *NEW, stdin="\n".join(answers) + "\n")
    assert (again.returncode, "there already" in again.stderr) == (2, True)
    shutil.rmtree(folder)


def test_where_nobody_answers_the_flags_are_named(place: Path) -> None:
    done = run(place, *NEW, "--name-en", "Herald")
    assert done.returncode == 2
    assert "--name-fr, --publisher, --language, --kind: needed" in done.stderr
    assert not (place / "data/sources/herald-2024").exists()


def test_names_are_completed_a_line_each(place: Path) -> None:
    done = run(place, "source", "suggest", "visitor", "--kind", "property", "--root", ".")
    assert done.stdout == "kz:visitor  visitor: Visit -> Person\n"
    done = run(place, "source", "suggest", "qqqq", "--root", ".")
    assert (done.returncode, done.stdout) == (3, "")


def test_the_files_of_a_document_are_checked_before_a_build(place: Path) -> None:
    done = run(place, "source", "check", SOURCE, "--root", ".")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[-1] == "0 problems in 1 sources"
    assert f"   1  0-19  2 claims: {SOURCE}-001 {SOURCE}-002" in done.stdout
    done = run(place, "build", "--only", SOURCE, "--root", ".")
    assert done.stdout.startswith(f"{SOURCE} holds by itself")
    assert run(place, "build", "--only", "nowhere", "--root", ".").returncode == 3


def test_claims_go_to_a_sheet_and_back(place: Path) -> None:
    path = place / f"data/sources/{SOURCE}/claims.trig"
    before = path.read_bytes()
    done = run(place, "source", "export", SOURCE, "my.csv", "--root", ".")
    assert done.stdout == "wrote 3 claims to my.csv\n"
    done = run(place, "source", "import", SOURCE, "my.csv", "--root", ".")
    assert done.stdout == "3 claims: 0 new, 0 removed\n"
    sheet = place / "my.csv"
    sheet.write_text(sheet.read_text("utf-8").replace("kz:visitTo", "kz:visitsTo"), "utf-8")
    done = run(place, "source", "import", SOURCE, "my.csv", "--root", ".")
    assert done.returncode == 1
    assert "my.csv: row 3, column C (predicate): " in done.stderr
    assert done.stderr.splitlines()[-1] == "kzgraph: 1 problems; nothing was written."
    assert path.read_bytes() == before


def test_a_text_is_attached_and_its_passages_are_shown_to_its_user(built: Path) -> None:
    done = run(built, "source", "attach", SOURCE, "text.txt", "--root", ".")
    assert done.returncode == 0, done.stderr
    assert "70 code points, the very text that was read" in done.stdout
    assert "3 citations of passages: 3 same" in done.stdout
    claim = f"claim/{SOURCE}-003"
    shown = run(built, "show", claim, "--passage").stdout
    assert f"    {TEXT[20:]}" in shown
    assert TEXT[20:] not in run(built, "show", claim).stdout
    with Client(built / "home") as client:
        (passage,) = client.passages(f"{SOURCE}-003")
        assert (passage.words, passage.found) == (TEXT[20:], "same")
    with Client("http://127.0.0.1:9") as remote, pytest.raises(BadRequestError, match="no texts"):
        remote.passages(f"{SOURCE}-003")
    assert run(built, "show", "Ada", "--passage").returncode == 2


def test_a_text_that_has_changed_is_kept_and_what_does_not_fit_is_told(built: Path) -> None:
    (built / "new.txt").write_text("Late. " + TEXT.replace("came", "went"), encoding="utf-8")
    done = run(built, "source", "attach", SOURCE, "new.txt", "--root", ".")
    assert done.returncode == 1
    assert "not the text that was read" in done.stdout
    assert "3 citations of passages: 2 lost, 1 moved" in done.stdout
    assert f"lost: 0-19 of claim {SOURCE}-001" in done.stderr
    shown = run(built, "show", f"claim/{SOURCE}-003", "--passage").stdout
    assert "(now at 26-76)" in shown
    assert (
        "nowhere in the attached text"
        in run(built, "show", f"claim/{SOURCE}-001", "--passage").stdout
    )
    checked = run(built, "source", "check", SOURCE, "--root", ".")
    assert (checked.returncode, checked.stderr.count("[span-digest]")) == (1, 2)
