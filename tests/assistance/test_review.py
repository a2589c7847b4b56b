"""Reviewing: what is accepted becomes a claim with its provenance; the rest changes nothing."""

import json
import os
import stat
from pathlib import Path

import pytest
from leaflet import ADA, ARRIVAL, LEAFLET, WORDS, place

from kzgraph.assistance import review
from kzgraph.assistance.proposals import (
    Cells,
    Proposals,
    keep_proposals,
    proposals_path,
    read_proposals,
)
from kzgraph.assistance.skeletons import evidence_cells
from kzgraph.authoring.exchange import export_claims, import_claims
from kzgraph.errors import BadRequestError, DataError, KzgraphError, NotFoundError
from kzgraph.rdf import RdfFormat, canonical, parse_file
from kzgraph.release import Home
from kzgraph.release.texts import keep_text

ROW: Cells = {
    "subject": "visit:ada-2024",
    "predicate": "kz:visitTo",
    "object": "state:arl",
    "object_type": "thing",
    "modality": "Asserted",
    "paraphrase_en": "Ada went to Arland.",
    "paraphrase_fr": "Ada a visité l'Arlande.",
    **evidence_cells(WORDS, place(ARRIVAL)),
}
TOOLS = ("spaCy 1 with fr 2", "openai:local")


@pytest.fixture
def claims(root: Path) -> Path:
    return root / f"data/sources/{LEAFLET}/claims.trig"


@pytest.fixture
def waiting(home: Home) -> Home:
    """A home in which two proposals wait."""
    other = ROW | {"predicate": "kz:visitor", "object": "person:ada"}
    keep_proposals(home, Proposals(source=LEAFLET).add([(ROW, TOOLS), (other, TOOLS[:1])]))
    return home


def accept(root: Path, home: Home, *numbers: int, by: str = "Cy") -> dict[int, str]:
    return review.decide(root, home, LEAFLET, review.Decision(by, numbers))


def test_what_is_accepted_is_a_claim_that_says_who_when_and_what(
    root: Path, waiting: Home, claims: Path
) -> None:
    done = accept(root, waiting, 1, by="Cy Clement")
    assert done == {1: f"{LEAFLET}-001"}
    text = claims.read_text("utf-8")
    assert text == canonical(parse_file(claims), RdfFormat.TRIG)
    for line in (
        'dcterms:contributor "openai:local" , "spaCy 1 with fr 2" ;',
        'dcterms:creator "Cy Clement" ;',
        "kz:modality kz:Asserted ;",
        f"kz:evidence passage:{LEAFLET}-0-{len(ARRIVAL)} ;",
    ):
        assert line in text
    assert "prov:generatedAtTime" in text
    one, other = read_proposals(waiting, LEAFLET).proposals
    assert (one.state, one.by, one.claim) == ("accepted", "Cy Clement", f"{LEAFLET}-001")
    assert f'prov:generatedAtTime "{one.at}"^^xsd:dateTime' in text
    assert other.state == "waiting"


def test_provenance_goes_through_a_sheet(
    root: Path, waiting: Home, claims: Path, tmp_path: Path
) -> None:
    accept(root, waiting, 1, 2)
    before = claims.read_text("utf-8")
    export_claims(root, LEAFLET, tmp_path / "claims.csv")
    import_claims(root, LEAFLET, tmp_path / "claims.csv")
    assert claims.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"modality": ""}, "modality"),
        ({"subject": "person:nobody"}, "person:nobody"),
        ({"object": "person:ada"}, "proposal 1: "),
        ({"sha256": "0" * 64}, "not the digest of the attached text"),
        ({"paraphrase_fr": ""}, "proposal 1: Paraphrase a claim once"),
        ({"paraphrase_fr": ARRIVAL}, "the document's own words"),
    ],
)
def test_a_fault_is_told_and_nothing_is_written(
    root: Path, waiting: Home, claims: Path, changes: Cells, fault: str
) -> None:
    keep_text(waiting, LEAFLET, WORDS)
    review.edit(waiting, LEAFLET, 1, changes)
    kept = proposals_path(waiting, LEAFLET).read_bytes()
    with pytest.raises(DataError, match=fault):
        accept(root, waiting, 2, 1)
    assert claims.read_text("utf-8") == ""
    assert proposals_path(waiting, LEAFLET).read_bytes() == kept


def test_accepting_twice_is_refused(root: Path, waiting: Home) -> None:
    accept(root, waiting, 1)
    with pytest.raises(BadRequestError, match="was accepted by Cy"):
        accept(root, waiting, 1)


def test_the_same_claim_is_not_made_again_after_a_crash(root: Path, waiting: Home) -> None:
    kept = proposals_path(waiting, LEAFLET).read_bytes()
    accept(root, waiting, 1)
    proposals_path(waiting, LEAFLET).write_bytes(kept)  # as if it had stopped between the two files
    with pytest.raises(DataError, match="claim_twice"):
        accept(root, waiting, 1)


@pytest.mark.parametrize("by", ["", "  ", "Cy\nClement", "x" * 201])
def test_somebody_must_accept(root: Path, waiting: Home, by: str) -> None:
    with pytest.raises(BadRequestError, match="who decides"):
        accept(root, waiting, 1, by=by)


def test_one_wrong_number_undoes_the_whole_decision(
    root: Path, waiting: Home, claims: Path
) -> None:
    for numbers, error in (((1,), BadRequestError), ((9,), NotFoundError)):
        with pytest.raises(error):
            review.decide(root, waiting, LEAFLET, review.Decision("Cy", (1,), numbers))
    assert claims.read_text("utf-8") == ""
    assert len(read_proposals(waiting, LEAFLET).waiting) == 2


def test_what_is_rejected_is_not_proposed_again(root: Path, waiting: Home) -> None:
    assert review.decide(root, waiting, LEAFLET, review.Decision("Cy", reject=(1,))) == {}
    kept = read_proposals(waiting, LEAFLET)
    assert [one.state for one in kept.proposals] == ["rejected", "waiting"]
    assert kept.add([(ROW, TOOLS)]) == kept


def test_a_cell_is_changed_or_emptied(waiting: Home) -> None:
    changed = review.edit(waiting, LEAFLET, 1, {"hedge": "About", "modality": ""})
    assert changed.cells == {**{k: v for k, v in ROW.items() if k != "modality"}, "hedge": "About"}
    for cells, fault in (({"id": "x"}, "no column"), ({"hedge": "a\nb"}, "one line")):
        with pytest.raises(BadRequestError, match=fault):
            review.edit(waiting, LEAFLET, 1, cells)
    with pytest.raises(NotFoundError):
        review.edit(waiting, LEAFLET, 9, {"hedge": "About"})


def test_the_file_is_its_owners_alone_and_has_none_of_the_words(waiting: Home) -> None:
    path = proposals_path(waiting, LEAFLET)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ADA.rpartition("/")[2] in path.read_text("utf-8")
    assert ARRIVAL not in path.read_text("utf-8")


@pytest.mark.parametrize("broken", ["", "{", '{"source": 1}', '{"source": "x", "more": 1}'])
def test_a_broken_file_is_told(waiting: Home, broken: str) -> None:
    proposals_path(waiting, LEAFLET).write_text(broken, encoding="utf-8")
    with pytest.raises(BadRequestError, match=r"proposals/leaflet-2024\.json cannot be read"):
        read_proposals(waiting, LEAFLET)


def test_numbers_are_given_once() -> None:
    some = Proposals(source=LEAFLET).add([({"object": str(n)}, TOOLS) for n in range(3)])
    assert [one.number for one in some.proposals] == [1, 2, 3]
    assert json.loads(some.model_dump_json())["proposals"][2]["cells"] == {"object": "2"}
    assert some.add([({"object": "x"}, TOOLS)]).proposals[-1].number == 4


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    with pytest.raises(KzgraphError, match="cannot be written"):
        keep_proposals(Home(tmp_path / "home"), Proposals(source=LEAFLET))
    assert os.listdir(tmp_path) == ["home"]  # noqa: PTH208


def test_what_is_no_id_is_not_found(home: Home) -> None:
    with pytest.raises(NotFoundError):
        read_proposals(home, "../etc/passwd")
