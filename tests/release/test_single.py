"""One document held to the rules by itself, and what adding and removing one does to a release."""

import shutil
from pathlib import Path

import pytest
from excerpt import unruled
from gazette import CHECKOUT, SOURCE, TEXT, plant

from kzgraph.errors import DataError, NotFoundError
from kzgraph.evidence import read_evidence
from kzgraph.release import Home
from kzgraph.release.build import build
from kzgraph.release.single import build_only, read_single
from kzgraph.release.texts import held_text, keep_text, passages_of, text_path

OTHER = "other-2024"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of the made-up paper, and a second document that nobody has read yet."""
    folder = tmp_path_factory.mktemp("single")
    for part in ("ontology", "shapes"):
        shutil.copytree(CHECKOUT / part, folder / part)
    plant(folder)
    return folder


@pytest.fixture
def other(root: Path) -> Path:
    """A further document with a sentence that is unread, gone after the test."""
    folder = root / "data/sources" / OTHER
    shutil.copytree(root / "data/sources" / SOURCE, folder)
    (folder / "claims.trig").write_text("", encoding="utf-8")
    path = folder / "source.ttl"
    path.write_text(path.read_text("utf-8").replace(SOURCE, OTHER), encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


def only(root: Path, source: str) -> list[str]:
    try:
        build_only(root, source, progress=len).store.close()
    except DataError as exc:
        return [str(problem) for problem in exc.problems]
    return []


@pytest.mark.usefixtures("other")
def test_a_document_is_judged_by_itself(root: Path) -> None:
    assert only(root, SOURCE) == []
    found = only(root, OTHER)
    assert [line for line in found if "sentence-unexplained" in line]
    assert all(f"data/sources/{OTHER}/" in line for line in found)


def test_the_origin_of_a_document_is_known_and_not_judged(root: Path, other: Path) -> None:
    path = root / f"data/sources/{SOURCE}/source.ttl"
    text = path.read_text("utf-8")
    derived = text.replace(
        "kz:dateBasis", f"prov:wasDerivedFrom document:{OTHER} ;\n\tkz:dateBasis", 1
    )
    prov = "@prefix prov: <http://www.w3.org/ns/prov#> .\n"
    path.write_text(prov + derived, encoding="utf-8")
    try:
        read = read_single(root, SOURCE)
        assert {f.path.name for f in read.files if f.path.parent == other} == {"source.ttl"}
        assert only(root, SOURCE) == []
    finally:
        path.write_text(text, encoding="utf-8")


def test_faults_of_entities_are_told_too(root: Path) -> None:
    path = root / "data/entities/more.ttl"
    path.write_text(
        "<https://w3id.org/kzgraph/id/person/x> a <https://w3id.org/kzgraph/ontology#Person> .",
        encoding="utf-8",
    )
    try:
        assert [line for line in only(root, SOURCE) if "person/x" in line]
    finally:
        path.unlink()


def test_an_unknown_document_is_told(root: Path) -> None:
    for source in ("nowhere", "../entities", ""):
        with pytest.raises(NotFoundError):
            read_single(root, source)


def test_a_text_is_kept_for_its_user_alone(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    assert held_text(home, SOURCE) is None
    path = keep_text(home, SOURCE, "e\u0301t\u00e9")
    assert held_text(home, SOURCE) == "\u00e9t\u00e9"
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    for name in ("../x", "a/b", "X", ""):
        with pytest.raises(NotFoundError):
            text_path(home, name)


def test_a_document_added_and_removed_leaves_the_release_as_it_was(
    root: Path, tmp_path: Path
) -> None:
    """The same with a text that is attached: no file of a release holds its words."""
    home, root = Home(tmp_path / "home"), unruled(root, tmp_path / "unruled")
    first = build(root, home, progress=len).manifest.release
    folder = root / "data/sources" / OTHER
    shutil.copytree(root / "data/sources" / SOURCE, folder)
    for path in folder.iterdir():
        path.write_text(path.read_text("utf-8").replace(SOURCE, OTHER), encoding="utf-8")
    keep_text(home, SOURCE, TEXT)
    second = build(root, home, progress=len).manifest.release
    shutil.rmtree(folder)
    assert second != first
    assert build(root, home, progress=len).manifest.release == first
    assert home.current().id == first
    files = [path for path in home.releases.rglob("*") if path.is_file()]
    assert len(files) > 10
    assert not [path for path in files if b"Bo met her" in path.read_bytes()]
    graph = home.current().open_graph()
    try:
        assert len(read_evidence(graph.store, SOURCE).spans) == 3
        (passage,) = passages_of(home, graph, f"{SOURCE}-003")
        assert (passage.words, passage.found) == (TEXT[20:], "same")
        keep_text(home, SOURCE, "Now: " + TEXT)
        (passage,) = passages_of(home, graph, f"{SOURCE}-003")
        assert (passage.words, passage.found) == (TEXT[20:], "moved")
        assert (passage.at.start, passage.span.start) == (25, 20)  # type: ignore[union-attr]
        text_path(home, SOURCE).unlink()
        (passage,) = passages_of(home, graph, f"{SOURCE}-003")
        assert (passage.words, passage.found) == (None, "no_text")
        with pytest.raises(NotFoundError):
            passages_of(home, graph, "nothing-001")
    finally:
        graph.close()
