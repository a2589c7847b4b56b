"""A push: what is sent, copied and left alone; what goes on after a kill; what is found out."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from kzgraph.errors import StoreError
from kzgraph.identifiers import GRAPHS
from kzgraph.rdf import Quad
from kzgraph.release import Home, Release
from kzgraph.release import compared as comparing
from kzgraph.release import earlier as copying
from kzgraph.release import push as pushing
from kzgraph.release.compared import size_of
from kzgraph.release.earlier import Earlier
from kzgraph.release.plain import init
from kzgraph.release.push import Push
from kzgraph.release.pushed import Pushed
from kzgraph.store import EmbeddedStore, Store

ADDRESS = "http://engine.example/sparql"
LETTERS, DIGITS = "urn:letters", "urn:digits"


class Place(EmbeddedStore):
    """A place that counts what it is sent, loses a triple, or breaks off."""

    sent = 0
    changed = 0
    copied: tuple[str | None, ...] = ()
    loses: str | None = None
    changes: Callable[[Iterable[Quad]], Iterable[Quad]] = list
    breaks_at: int | None = None

    def load(self, quads: Iterable[Quad]) -> None:
        batch = [quad for quad in quads if self.loses is None or self.loses not in str(quad)]
        if self.breaks_at is not None and self.sent + len(batch) > self.breaks_at:
            super().load(batch[:1])  # half a batch came through
            raise StoreError("the connection was lost")
        self.sent += len(batch)
        super().load(batch)

    def change(self, added: Iterable[Quad], removed: Iterable[Quad]) -> None:
        come, gone = list(self.changes(added)), list(self.changes(removed))
        self.changed += len(come) + len(gone)
        super().change(come, gone)


def lines(graph: str, values: Iterable[object]) -> str:
    return "".join(f'<urn:{value}> <urn:is> "{value}" <{graph}> .\n' for value in values)


def released(folder: Path, text: str) -> Release:
    file = folder / "data.nq"
    file.write_text(text, encoding="utf-8")
    return init(Home(folder / "home"), [file])


@pytest.fixture
def release(tmp_path: Path) -> Release:
    """A release of three letters, twenty digits, and two triples in the default graph."""
    default = "<urn:a> <urn:is> <urn:b> .\n<urn:b> <urn:is> <urn:a> .\n"
    return released(tmp_path, lines(LETTERS, "abc") + lines(DIGITS, range(20)) + default)


def note_of(release: Release) -> Pushed:
    return Pushed.of(release.path.parent.parent, ADDRESS, release.id)


def push(release: Release, place: Store, earlier: Earlier | None = None) -> None:
    Push(release, place, note_of(release), earlier, len).run()


def same(release: Release, place: Store) -> bool:
    here = release.open_store()
    graphs = (*here.graphs(), None)
    return place.graphs() == here.graphs() and all(
        place.lines(graph) == here.lines(graph) for graph in graphs
    )


def test_a_release_arrives_and_is_noted(release: Release) -> None:
    place = Place.in_memory()
    push(release, place)
    assert same(release, place)
    note = note_of(release)
    assert note.held == {LETTERS: 3, DIGITS: 20, "default": 2}
    assert (note.sent, note.verified is None) == ({}, False)
    assert place.sent == 25


def test_what_is_there_is_not_sent_again(release: Release) -> None:
    place = Place.in_memory()
    push(release, place)
    push(release, place)
    note_of(release).doubt()  # as on another machine, or after the loader of an engine
    push(release, place)
    assert place.sent == 25
    assert note_of(release).verified is not None


def broken_off(release: Release, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Return the place of a push that broke off in its fourth batch."""
    monkeypatch.setattr(pushing, "BATCH", 4)
    place = Place.in_memory()
    place.breaks_at = 14
    with pytest.raises(StoreError, match="lost"):
        push(release, place)
    return place


def test_a_push_goes_on_where_it_broke_off(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = broken_off(release, monkeypatch)
    note = note_of(release)
    assert (note.sent, note.verified) == ({DIGITS: 12}, None)
    place.breaks_at = None
    push(release, place)
    assert same(release, place)
    assert place.sent == 25  # no triple twice but those of the batch that broke


@pytest.mark.parametrize("kept", [0, 1, 9])
def test_a_note_of_which_half_a_line_was_written_goes_on_with_the_next(
    release: Release, kept: int
) -> None:
    path = note_of(release).path
    push(release, Place.in_memory())
    written = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(written[:kept]) + written[kept][:-5])
    note_of(release).note_held(DIGITS, 20)
    assert path.read_bytes() == b"".join(written[:kept]) + b'{"held": "urn:digits", "count": 20}\n'
    assert note_of(release).held[DIGITS] == 20


def test_a_place_that_was_emptied_meanwhile_is_filled_anew(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = broken_off(release, monkeypatch)
    place.breaks_at = None
    place.drop(DIGITS)  # say, the engine lost its last minutes
    push(release, place)
    assert same(release, place)


def test_a_lost_triple_is_found_out(release: Release) -> None:
    place = Place.in_memory()
    place.loses = "urn:7>"
    with pytest.raises(StoreError, match=r"urn:digits .* 19 triples are there, 20 here"):
        push(release, place)
    assert note_of(release).verified is None
    place.loses = None
    push(release, place)
    assert same(release, place)


@pytest.mark.parametrize("whole", [200_000, 1])
def test_a_mangled_triple_is_found_out(
    release: Release, monkeypatch: pytest.MonkeyPatch, whole: int
) -> None:
    monkeypatch.setattr(comparing, "WHOLE", whole)
    monkeypatch.setattr(comparing, "SAMPLES", 2)
    place = Place.in_memory()
    push(release, place)
    place.update("DELETE DATA { <urn:a> <urn:is> <urn:b> }; INSERT DATA { <urn:a> <urn:is> 'B' }")
    here = release.open_store()
    assert size_of(place, None) == size_of(here, None) == 2
    assert comparing.fault_of(here, place, None, release.manifest.default, 2) is not None
    assert comparing.fault_of(here, place, LETTERS, release.manifest.graphs[LETTERS], 3) is None


def followed(tmp_path: Path, release: Release, text: str) -> tuple[Release, Place, Earlier]:
    """Return a release after another, a place for it, and the one before in an engine that copies."""
    first, place = Place.in_memory(), Place.in_memory()
    push(release, first)
    folder = tmp_path / "second"
    folder.mkdir()

    def copy(graph: str | None) -> None:
        place.copied += (graph,)
        EmbeddedStore.load(place, (q for q in first.quads() if _graph(q) == graph))

    return released(folder, text), place, Earlier(release, copy)


SECOND = lines(LETTERS, "abc") + lines(DIGITS, range(2, 21)) + "<urn:a> <urn:is> <urn:b> .\n"


@pytest.mark.parametrize("whole", [200_000, 8])
def test_what_an_earlier_release_has_is_copied_and_changed(
    release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: int
) -> None:
    monkeypatch.setattr(comparing, "WHOLE", whole)
    monkeypatch.setattr(comparing, "SAMPLES", 2)
    monkeypatch.setattr(pushing, "WHOLE", whole)
    monkeypatch.setattr(copying, "WHOLE", whole)
    second, place, earlier = followed(tmp_path, release, SECOND)
    push(second, place, earlier)
    assert same(second, place)
    assert place.copied == (DIGITS, LETTERS)  # the default graph has lost half, so it was sent
    assert (place.sent, place.changed) == (1, 3)


def broken(_: Iterable[Quad]) -> Iterable[Quad]:
    raise StoreError("the connection was lost")


@pytest.mark.parametrize("changes", [lambda _: (), broken])
def test_a_copy_that_was_not_changed_is_found_out(
    release: Release,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    changes: Callable[[Iterable[Quad]], Iterable[Quad]],
) -> None:
    """As many triples are there as should be, and of a large graph only some are looked up."""
    for module in (comparing, copying, pushing):
        monkeypatch.setattr(module, "WHOLE", 4)
    monkeypatch.setattr(comparing, "SAMPLES", 1)
    digits = lines(DIGITS, (*range(19), "new"))
    second, place, earlier = followed(tmp_path, release, lines(LETTERS, "abc") + digits)
    place.changes = changes
    if changes is broken:
        with pytest.raises(StoreError, match="lost"):
            push(second, place, earlier)
        assert note_of(second).copying == DIGITS
        note_of(second).doubt()
    push(second, place, earlier)
    assert same(second, place)
    assert (place.copied, place.sent) == ((DIGITS, LETTERS), 20)


@pytest.mark.parametrize("said", [f"<{GRAPHS}a> <urn:is> <urn:b>", f"<urn:a> <urn:is> <{GRAPHS}a>"])
@pytest.mark.parametrize(("whole", "copied"), [(200_000, (DIGITS, LETTERS)), (8, (LETTERS,))])
def test_what_names_graphs_is_not_copied_where_it_is_not_read_back(
    said: str,
    whole: int,
    copied: tuple[str, ...],
    release: Release,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each place of a shared dataset has other names for graphs, and a copy keeps those of another."""
    for module in (comparing, copying, pushing):
        monkeypatch.setattr(module, "WHOLE", whole)
    monkeypatch.setattr(comparing, "SAMPLES", 1)
    named = f"{said} <{DIGITS}> .\n"
    second, place, earlier = followed(tmp_path, release, SECOND + named)
    push(second, place, earlier)
    assert same(second, place)
    assert place.copied == copied


def test_a_release_whose_store_was_removed_is_not_compared(
    release: Release, tmp_path: Path
) -> None:
    second, place, earlier = followed(tmp_path, release, SECOND)
    shutil.rmtree(release.store_path)
    push(second, place, earlier)
    assert same(second, place)
    assert (place.copied, place.sent) == ((LETTERS,), 20)


def test_blank_nodes_are_sent_with_their_graph(tmp_path: Path) -> None:
    several = lines(DIGITS, range(9))
    first = released(tmp_path, several + f'_:x <urn:is> "x" <{DIGITS}> .\n')
    second, place, earlier = followed(tmp_path, first, several + f'_:y <urn:is> "y" <{DIGITS}> .\n')
    push(second, place, earlier)
    assert (place.copied, place.sent) == ((), 10)


def _graph(quad: Quad) -> str | None:
    return getattr(quad.graph_name, "value", None)


def test_what_is_in_no_graph_of_the_release_goes(release: Release) -> None:
    place = Place.in_memory()
    place.update("INSERT DATA { GRAPH <urn:stray> { <urn:a> <urn:is> 1 } }")
    push(release, place)
    assert same(release, place)


def test_blank_nodes_of_a_plain_dataset_may_be_named_otherwise(tmp_path: Path) -> None:
    release = released(tmp_path, '_:x <urn:is> "x" .\n<urn:a> <urn:is> "a" .\n')
    place = Place.in_memory()
    push(release, place)
    note_of(release).doubt()
    place.update("DELETE WHERE { ?s ?p 'x' }; INSERT DATA { [] <urn:is> 'x' }")
    push(release, place)
    assert place.sent == 2


def test_a_note_that_cannot_be_read_says_what_to_do(release: Release) -> None:
    push(release, Place.in_memory())
    path = note_of(release).path
    path.write_text("{\n", encoding="utf-8")
    with pytest.raises(StoreError, match="Remove it, and push the release again"):
        note_of(release)
