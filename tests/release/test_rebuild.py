"""A build from the current release, by the files that changed, gives what a whole build gives."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from excerpt import unruled
from indexes import said

from kzgraph.errors import DataError
from kzgraph.read.columns import keep_columns
from kzgraph.release import Home, content
from kzgraph.release.build import build
from kzgraph.release.rebuild import rebuild
from kzgraph.statements.columns import FILE

EON, MFA = "eonergie-2024-11", "mfa-kazakhstan-2023-11-01"
NAMES = "SELECT iri, text, language, kind, plain, bare, folded, key FROM names ORDER BY 1, 2, 3, 4"
Edit = Callable[[Path], None]


def swapped(path: str, old: str, new: str) -> Edit:
    def edit(root: Path) -> None:
        file = root / "data" / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def appended(path: str, text: str) -> Edit:
    def edit(root: Path) -> None:
        with (root / "data" / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return edit


def renamed(root: Path) -> None:
    """Make a document of another id of one that is there, and take the old one away."""
    old, new = root / "data/sources" / EON, root / "data/sources/renamed"
    new.mkdir()
    for name in ("source.ttl", "claims.trig"):
        text = (old / name).read_text(encoding="utf-8")
        (new / name).write_text(text.replace(EON, "renamed"), encoding="utf-8")
    shutil.rmtree(old)


def removed(root: Path) -> None:
    """Take a document away."""
    shutil.rmtree(root / "data/sources" / EON)


def commented(root: Path) -> None:
    """Change the text of a file, and nothing that it says."""
    appended("entities/states.ttl", "# Nothing else.\n")(root)


EDITS: dict[str, tuple[Edit, ...]] = {
    "claims, values, names, links": (
        swapped(f"sources/{EON}/claims.trig", "kz:Asserted", "kz:Planned"),
        swapped("entities/values.ttl", "schema:value ", "schema:value 1.50 , "),
        swapped("entities/states.ttl", '"France"@en', '"Gaul"@en'),
        swapped("links/wikidata.sssom.tsv", "Q142", "Q14200"),
    ),
    "a date and an origin": (
        swapped(f"sources/{MFA}/source.ttl", '"2023-11-01"^^xsd:date', '"2023"^^xsd:gYear'),
        appended(
            f"sources/{EON}/source.ttl",
            f"document:{EON} <http://www.w3.org/ns/prov#wasDerivedFrom> document:{MFA} .\n",
        ),
    ),
    "a document by another name": (renamed,),
    "a document less and a thing more": (
        removed,
        appended("entities/states.ttl", 'state:atl a kz:State ; skos:prefLabel "Atlantis"@en .\n'),
    ),
}


@pytest.fixture(scope="module")
def plain_root(texts_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return unruled(texts_root, tmp_path_factory.mktemp("unruled") / "root")


@pytest.fixture(scope="module")
def plain_home(plain_root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("unruled") / "home"
    build(plain_root, Home(home), progress=len)
    return home


def names_in(path: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        types = connection.execute("SELECT thing, class FROM types ORDER BY 1, 2").fetchall()
        return [*connection.execute(NAMES), *types]


def columns_of(release: Path, aside: Path) -> bytes:
    """Return the file of columns as it is made of the tables of a release."""
    aside.mkdir(exist_ok=True)
    shutil.copy(release / "statements.sqlite", aside)
    keep_columns(aside)
    return (aside / FILE).read_bytes()


@pytest.mark.parametrize("kind", EDITS)
def test_it_is_what_a_whole_build_gives(
    plain_root: Path,
    plain_home: Path,
    tmp_path: Path,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(content, "_MANY", 0)
    root = Path(shutil.copytree(plain_root, tmp_path / "root"))
    home = Home(Path(shutil.copytree(plain_home, tmp_path / "home", symlinks=True)))
    before = home.current().id
    for edit in EDITS[kind]:
        edit(root)
    rebuilt = rebuild(root, home, progress=len)
    whole = build(root, Home(tmp_path / "whole"), progress=len)
    assert rebuilt is not None
    assert rebuilt.manifest == whole.manifest
    assert rebuilt.report == whole.report
    assert home.current().id == whole.manifest.release != before
    one, other = home.current().path, Home(tmp_path / "whole").current().path
    assert names_in(one / "names.sqlite") == names_in(other / "names.sqlite")
    assert said(one / "statements.sqlite") == said(other / "statements.sqlite")
    for release in (one, other):
        assert (release / FILE).read_bytes() == columns_of(release, tmp_path / release.parts[-3])
    again = rebuild(root, home, progress=len)
    assert again is not None
    assert again.release == home.current()


def test_faults_are_told_as_by_a_whole_build(
    texts_root: Path, built_home: Path, tmp_path: Path
) -> None:
    """Held to the shipped rules; nothing is left of a build that failed."""
    root = Path(shutil.copytree(texts_root, tmp_path / "root"))
    home = Home(Path(shutil.copytree(built_home, tmp_path / "home", symlinks=True)))
    before = home.current()
    claims, states = root / "data/sources" / EON / "claims.trig", root / "data/entities/states.ttl"
    text, described = claims.read_text(encoding="utf-8"), states.read_text(encoding="utf-8")
    start = described.index("state:fra a")
    france = described[start : described.index(" .\n", start) + 3]
    for path, wrong, fault in (
        (claims, text.replace("NormalRank", "NoRank", 1), rf"{EON}/claims.trig:\d+: claim/.*Claim"),
        (claims, text.replace("oa:end 1086", "oa:end 9999", 1), f"{EON}/.*reaches beyond the text"),
        (claims, f"{text} x", rf"data/sources/{EON}/claims.trig:\d+: does not parse"),
        (states, described.replace(france, ""), r"wikidata.*state/fra: is described nowhere"),
    ):
        kept = path.read_text(encoding="utf-8")
        assert wrong != kept
        path.write_text(wrong, encoding="utf-8")
        with pytest.raises(DataError, match=fault):
            rebuild(root, home, progress=len)
        path.write_text(kept, encoding="utf-8")
    assert home.current() == before
    assert not home.building.exists()


def test_what_reaches_everything_is_left_to_a_whole_build(
    plain_root: Path, plain_home: Path, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(plain_root, tmp_path / "root"))
    home = Home(Path(shutil.copytree(plain_home, tmp_path / "home", symlinks=True)))
    before = home.current()
    assert rebuild(root, Home(tmp_path / "empty"), progress=len) is None
    commented(root)
    built = rebuild(root, home, progress=len)
    assert built is not None
    assert (built.manifest, home.current()) == (before.manifest, before)
    (root / "data/sources/empty").mkdir()
    assert rebuild(root, home, progress=len) is None
    (root / "data/sources/empty").rmdir()
    (root / "shapes/required.ttl").write_text("# Other rules.", encoding="utf-8")
    assert rebuild(root, home, progress=len) is None


def test_a_release_that_stands_is_built_on_from_the_files_of_now(
    built_home: Path, texts_root: Path, tmp_path: Path
) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(built_home, home.path, symlinks=True)
    before = home.current()
    (before.path / "inputs.json").write_text('{"program": "another", "graphs": {}, "digests": {}}')
    assert rebuild(texts_root, home, progress=len) is None
    assert build(texts_root, home, progress=len).release == before
    steps: list[str] = []
    assert rebuild(texts_root, home, progress=steps.append) is not None
    assert steps == ["compare files"]
