"""A sheet with faults: each is told with its row and column, all at once, and nothing is written."""

import csv
import re
from pathlib import Path

import pytest
from gazette import SOURCE, TEXT

from kzgraph.authoring.exchange import export_claims, import_claims
from kzgraph.authoring.reading import ClaimReader, Document
from kzgraph.authoring.sheet import Sheet
from kzgraph.authoring.sheets import read_sheet, write_sheet
from kzgraph.authoring.working import Working
from kzgraph.errors import DataError, NotFoundError

Cells = dict[str, str]


@pytest.fixture
def rows(root: Path, tmp_path: Path) -> list[Cells]:
    """The rows of the planted document, by heading."""
    export_claims(root, SOURCE, tmp_path / "exported.csv")
    sheet = read_sheet(tmp_path / "exported.csv")
    return [dict(zip(sheet.headings, texts, strict=True)) for _, texts in sheet.rows]


def saved(rows: list[Cells], path: Path) -> Path:
    headings = list(dict.fromkeys(name for row in rows for name in row))
    write_sheet(path, [headings, *([row.get(name, "") for name in headings] for row in rows)])
    return path


def cell_faults(root: Path, rows: list[Cells], text: str | None = None) -> list[str]:
    """Read rows, and return what is told of their cells, without asking the rules."""
    working = Working.open(root, SOURCE)
    document = Document(SOURCE, working.publishers, text)
    reader = ClaimReader(document, working.lexicon, working.numbers, working.claim_ids())
    headings = tuple(dict.fromkeys(name for row in rows for name in row))
    texts = [tuple(row.get(name, "") for name in headings) for row in rows]
    reader.read(Sheet("my.csv", headings, tuple(enumerate(texts, start=2))))
    return [str(problem) for problem in reader.problems]


def faults(root: Path, rows: list[Cells], path: Path, text: str | None = None) -> list[str]:
    """Import rows, and return what is told; the file must be as it was."""
    file = root / f"data/sources/{SOURCE}/claims.trig"
    before = file.read_bytes()
    with pytest.raises(DataError) as caught:
        import_claims(root, SOURCE, saved(rows, path), text)
    assert file.read_bytes() == before
    assert sorted(p.name for p in file.parent.iterdir()) == ["claims.trig", "source.ttl"]
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("column", "cell", "told"),
    [
        ("subject", "", "empty; every claim states"),
        ("subject", "person:nobody", "there is no thing 'person:nobody'"),
        ("subject", "visit of Adda", "did you mean visit:ada-2024?"),
        ("predicate", "kz:vistor", "did you mean kz:visitor"),
        ("predicate", "kz:modality", "no property that a claim may state"),
        ("object", "Bo Brun", "names several things; write one of person:bo, person:bo-the-younger"),
        ("object_type", "thingy", "'thingy' is no type; write one of thing, date"),
        ("modality", "", "empty; write Asserted"),
        ("modality", "Sure", "is none of Announced, Asserted, Denied"),
        ("rank", "Best", "is none of DeprecatedRank, NormalRank, PreferredRank"),
        ("valid_at", "5.11.2024", "write 2024, 2024-11 or 2024-11-05"),
        ("speaker", "Nobody at all", "there is no thing called 'Nobody at all'"),
        ("share", "a third", "'a third' is no number"),
        ("start", "x", "'x' is no position"),
        ("end", "0", "the passage ends at 0, before it has begun at 0"),
        ("end", "19 | 31", "1 starts and 2 ends"),
        ("sha256", "abc", "this is no SHA-256"),
        ("sha256", "", "no digest, and no text to make it from"),
        ("words", "Ada", "there are words and a start as well"),
        ("id", "other-001", "does not begin with gazette-2024-"),
        ("id", f"{SOURCE}-002", "stands in row 2 already"),
        ("id", f"{SOURCE}-ONE", "lower-case"),
        ("kz:unheardOf", '"x"', "there is no property kz:unheardOf"),
        ("skos:note", '"x"@', "is no literal"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_row_and_column(
    root: Path, rows: list[Cells], column: str, cell: str, told: str
) -> None:
    rows[0], rows[1] = rows[1], rows[0]
    rows[1][column] = cell
    found = [line for line in cell_faults(root, rows) if told in line]
    assert len(found) == 1
    assert found[0].startswith("my.csv: row 3, column ")
    assert f"({column})" in found[0]


def test_the_letter_is_that_of_the_spreadsheet(
    root: Path, rows: list[Cells], tmp_path: Path
) -> None:
    rows[0]["predicate"] = "kz:vistor"
    pytest.importorskip("openpyxl")
    (line,) = [f for f in faults(root, rows, tmp_path / "my.xlsx") if "vistor" in f]
    assert line.startswith("my.xlsx, sheet claims: row 2, column C (predicate): ")


def test_all_faults_are_told_at_once_in_the_order_of_rows(
    root: Path, rows: list[Cells], tmp_path: Path
) -> None:
    rows[0]["modality"], rows[0]["valid_at"] = "Sure", "now"
    rows[2]["subject"], rows[2]["start"] = "nobody", "x"
    found = faults(root, rows, tmp_path / "my.csv")
    assert [line.split(":")[1].split(",")[0].strip() for line in found] == ["row 2"] * 2 + [
        "row 4"
    ] * 2


BREAKING = [
    ({"subject": "state:arl"}, "subject", "claim_outside_domain"),
    ({"object": "state:arl"}, "object", "claim_outside_range"),
    ({"rank": "PreferredRank"}, "rank_reason", "ClaimRankShape"),
    ({"valid_at": "2025"}, "valid_at", "asserted_before_it_holds"),
    ({"speaker": "person:bo"}, "speaker", "narration_by_other"),
    ({"paraphrase_fr": ""}, "paraphrase_fr", "ClaimShape"),
    ({"evidence_level": "DocumentLevel"}, "evidence_level", "evidence_level_mismatch"),
    ({"end": "999", "sha256": "0" * 64}, "end", "span_outside_document"),
]


def test_what_breaks_a_rule_is_told_before_it_is_written(
    root: Path, rows: list[Cells], tmp_path: Path
) -> None:
    """One row for each rule, from row 5 on, made of a row that holds."""
    unlike = [{"id": "", "valid_at": str(2000 + number)} for number in range(len(BREAKING))]
    broken = [rows[0] | own | cells for own, (cells, _, _) in zip(unlike, BREAKING, strict=True)]
    found = faults(root, rows + broken, tmp_path / "my.csv")
    assert not [line for line in found if re.search("row [234],", line)]
    for number, (_, column, rule) in enumerate(BREAKING, start=5):
        told = [f for f in found if f.startswith(f"my.csv: row {number}, ") and f"[{rule}]" in f]
        assert told, (rule, found)
        assert f"({column})" in told[0]


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        ("id,subject,predicate,object", "there is no column modality"),
        ("id,subject,predicate,object,modality,modality", "heads two columns"),
        ("id,subject,predicate,object,modality,paraphrase", "did you mean paraphrase_en?"),
        ("id,subject,predicate,object,modality,", "column F: '' is no column"),
        ("id,subject,predicate,object,modality,colour", "see docs/spreadsheet.md"),
    ],
)
def test_headings_are_checked_first(root: Path, tmp_path: Path, headings: str, told: str) -> None:
    (tmp_path / "my.csv").write_text(headings + "\n,x,y,z\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        import_claims(root, SOURCE, tmp_path / "my.csv", drop=True)
    (problem,) = caught.value.problems
    assert str(problem).startswith("my.csv: row 1")
    assert told in str(problem)


def test_a_claim_is_not_lost_by_leaving_out_its_row(
    root: Path, rows: list[Cells], tmp_path: Path, claims_file: Path
) -> None:
    (line,) = faults(root, rows[:2], tmp_path / "my.csv")
    assert f"{SOURCE}-003 is in claims.trig and not in the sheet" in line
    done = import_claims(root, SOURCE, tmp_path / "my.csv", drop=True)
    assert done.removed == (f"{SOURCE}-003",)
    assert "-003" not in claims_file.read_text("utf-8")
    assert "passage:gazette-2024-20-70" not in claims_file.read_text("utf-8")


def test_a_new_row_needs_little(
    root: Path, rows: list[Cells], tmp_path: Path, claims_file: Path
) -> None:
    """A name, a property by its label, words of the attached text; the rest follows."""
    rows.append(
        {
            "subject": "Ada", "predicate": "holds office", "object": "office/head-of-arland",
            "modality": "asserted", "words": "Bo met her.",
            "paraphrase_en": "Ada heads Arland.", "paraphrase_fr": "Ada dirige l'Arlande.",
        }
    )  # fmt: skip
    office = 'office:head-of-arland a kz:Office ; skos:prefLabel "head of Arland"@en , "chef"@fr .'
    things = root / "data/entities/things.ttl"
    text = things.read_text("utf-8").replace(
        "@prefix organisation:",
        "@prefix office: <https://w3id.org/kzgraph/id/office/> .\n@prefix organisation:",
    )
    things.write_text(f"{text}\n{office}\n", encoding="utf-8")
    done = import_claims(root, SOURCE, saved(rows, tmp_path / "my.csv"), TEXT)
    assert done.added == (f"{SOURCE}-004",)
    block = (
        claims_file.read_text("utf-8").partition(f"claim:{SOURCE}-004 a")[2].partition("\n\n")[0]
    )
    for said in (
        "rdf:subject person:ada", "rdf:predicate kz:holdsOffice", "kz:rank kz:NormalRank",
        "prov:wasAttributedTo organisation:gazette", "kz:modality kz:Asserted",
        f"kz:evidence passage:{SOURCE}-20-31", "kz:evidenceLevel kz:PassageLevel",
    ):  # fmt: skip
        assert said in block
    assert "Bo met her" not in claims_file.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [("Nobody came.", "do not stand in the text"), ("e", "more than once; give more of them")],
)
def test_words_must_stand_in_the_text_once(
    root: Path, rows: list[Cells], words: str, told: str
) -> None:
    rows[0] |= {"start": "", "end": "", "sha256": "", "words": words}
    (line,) = cell_faults(root, rows, TEXT)
    assert "(words)" in line
    assert told in line


def test_a_digest_is_held_to_the_attached_text(root: Path, rows: list[Cells]) -> None:
    rows[2]["end"] = "69"
    (line,) = cell_faults(root, rows, TEXT)
    assert line.startswith("my.csv: row 4, ")
    assert "not the digest of the attached text at 20-69" in line


def test_an_amount_is_found_by_its_content(root: Path, rows: list[Cells]) -> None:
    rows[0] |= {"object": "5000000", "object_type": "amount", "unit": "EUR", "hedge": "MoreThan"}
    assert cell_faults(root, rows) == []
    rows[0]["object"] = "6_000_000"
    (line,) = cell_faults(root, rows)
    assert (
        "not described yet; add to data/entities/values.ttl: amount:eur-more-than-6000000 a" in line
    )
    assert 'schema:currency "EUR"' in line
    assert "kz:hedge kz:MoreThan" in line


@pytest.mark.parametrize(
    ("cells", "column", "told"),
    [
        ({"object": "1..2", "hedge": "MoreThan"}, "object", "two bounds"),
        ({"object": "1", "hedge": "Between"}, "object", "write two bounds as 80..90"),
        ({"object": "lots"}, "object", "is no number"),
        ({"hedge": "Roughly"}, "hedge", "is none of About, Between"),
        ({"object": "80..90", "unit": "GigaW"}, "object", "quantity:gigaw-80-to-90 a"),
        ({"object": "7", "unit": "big firms"}, "object", "quantity:big-firms-7 a"),
    ],
)
def test_faults_of_amounts(
    root: Path, rows: list[Cells], cells: Cells, column: str, told: str
) -> None:
    rows[0] |= {"object": "5000000", "object_type": "amount", "unit": "EUR"} | cells
    (line,) = cell_faults(root, rows)
    assert f"({column})" in line
    assert told in line


def test_an_unknown_document_is_told(root: Path, tmp_path: Path) -> None:
    for source in ("nowhere", "../../entities"):
        with pytest.raises(NotFoundError):
            import_claims(root, source, tmp_path / "my.csv")


def test_empty_rows_are_passed_over(root: Path, rows: list[Cells], tmp_path: Path) -> None:
    path = saved(rows, tmp_path / "my.csv")
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[], ["", " "]])
    assert import_claims(root, SOURCE, path).claims == 3
