"""Cells: several texts in one, formulas as text, dates and numbers, letters of columns."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.authoring import cells
from kzgraph.authoring.columns import letter
from kzgraph.authoring.sheets import read_sheet, write_sheet
from kzgraph.authoring.spelling import curie, spelled_iri
from kzgraph.errors import BadRequestError

TRIMMED = st.text(min_size=1).map(str.strip).filter(bool)
FORMULAS = ["=1+1", "+33 1", "-5", "@SUM(A1)", "'=1", "'quoted", "=", "''", "\t=1", "it's = fine"]


@given(st.lists(TRIMMED, max_size=4))
def test_several_texts_come_out_of_a_cell_as_they_went_in(texts: list[str]) -> None:
    assert cells.parted(cells.joined(texts)) == texts


def test_texts_of_a_cell_are_parted_by_a_bar() -> None:
    assert cells.parted("a | b|c") == ["a", "b", "c"]
    assert cells.parted(r"a \| b | c\\") == ["a | b", "c\\"]
    assert cells.parted("") == []


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_what_looks_like_a_formula_is_text(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"sheet{suffix}"
    write_sheet(path, [["id", "object"], *([f"row {n}", text] for n, text in enumerate(FORMULAS))])
    assert [row[1] for _, row in read_sheet(path).rows] == FORMULAS


def test_a_spreadsheet_is_shown_no_formula_in_csv(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    write_sheet(path, [["object"], *([text] for text in FORMULAS)])
    with path.open(encoding="utf-8-sig", newline="") as file:
        shown = [row[0] for row in csv.reader(file)]
    assert not [text for text in shown if text.startswith(("=", "+", "-", "@", "\t"))]


def test_a_formula_that_is_typed_into_a_workbook_is_its_text(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active["A1"], book.active["A2"] = "object", '=HYPERLINK("http://x.example","x")'
    book.save(tmp_path / "sheet.xlsx")
    (row,) = read_sheet(tmp_path / "sheet.xlsx").rows
    assert row == (2, ('=HYPERLINK("http://x.example","x")',))


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_any_text_comes_out_of_csv_as_it_went_in(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("csv") / "sheet.csv"
    write_sheet(path, [["a", "b"], [text, "x"]])
    assert read_sheet(path).rows == ((2, (text, "x")),)


def test_days_and_numbers_of_a_workbook_are_read_as_they_are_written(tmp_path: Path) -> None:
    from datetime import datetime

    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for place, value in enumerate(["h", datetime(2024, 11, 5), 2024, 12.5, 3.0, None], start=1):
        book.active.cell(place, 1, value)
    book.save(tmp_path / "sheet.xlsx")
    texts = [row[0] for _, row in read_sheet(tmp_path / "sheet.xlsx").rows]
    assert texts == ["2024-11-05", "2024", "12.5", "3"]


def test_semicolons_and_a_missing_mark_are_read_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id;object\n1;a,b\n", encoding="utf-8")
    sheet = read_sheet(tmp_path / "a.csv")
    assert (sheet.headings, sheet.rows) == (("id", "object"), ((2, ("1", "a,b")),))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", "id\né".encode("latin-1"), "CSV UTF-8"),
        ("a.csv", b'id\n"open', "no CSV"),
        ("a.xlsx", b"no zip", "no XLSX workbook"),
        ("a.ods", b"x", ".csv or .xlsx"),
    ],
)
def test_a_file_that_is_no_sheet_is_told(
    tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadRequestError, match=said):
        read_sheet(tmp_path / name)
    with pytest.raises(BadRequestError, match="cannot be read"):
        read_sheet(tmp_path / "nowhere.csv")


def test_a_workbook_of_several_sheets_must_say_which(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.create_sheet("more")
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(BadRequestError, match="no sheet claims, but Sheet, more"):
        read_sheet(tmp_path / "a.xlsx")


def test_a_file_is_not_written_over_unless_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(BadRequestError, match="there already"):
        write_sheet(path, [["a"]])
    assert path.read_text("utf-8") == "mine"
    write_sheet(path, [["a"]], force=True)
    assert [p.name for p in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("text", ["bell \x07", "line\rline"])
def test_a_text_that_a_workbook_cannot_hold_is_refused_whole(tmp_path: Path, text: str) -> None:
    """The one is refused by openpyxl; the other would come back as another sign."""
    pytest.importorskip("openpyxl")
    with pytest.raises(BadRequestError, match=r"\.csv"):
        write_sheet(tmp_path / "a.xlsx", [["a"], [text]])
    assert list(tmp_path.iterdir()) == []


def test_no_cell_of_a_workbook_is_a_formula(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "a.xlsx"
    write_sheet(path, [["object"], *([text] for text in FORMULAS)])
    cells = [row[0] for row in openpyxl.load_workbook(path)["claims"].iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells] == [
        text.startswith(("=", "+", "-", "@")) for text in ["object", *FORMULAS]
    ]


def test_without_the_extra_the_user_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(BadRequestError, match=r"kzgraph\[xlsx\]"):
        write_sheet(tmp_path / "a.xlsx", [["a"]])


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_letters_of_columns(index: int, letters: str) -> None:
    assert letter(index) == letters


@pytest.mark.parametrize(
    ("text", "kind"), [("2024", "gYear"), ("2024-11", "gYearMonth"), ("2024-11-05", "date")]
)
def test_dates_have_the_precision_that_is_written(text: str, kind: str) -> None:
    assert cells.date(text).datatype.value.endswith(f"#{kind}")


@pytest.mark.parametrize("text", ["5.11.2024", "2024-13", "2024-11-31", "yesterday"])
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(BadRequestError, match="2024-11-05"):
        cells.date(text)


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        ("https://w3id.org/kzgraph/id/person/tokayev", "person:tokayev"),
        ("https://w3id.org/kzgraph/ontology#visitor", "kz:visitor"),
        ("https://w3id.org/kzgraph/id/unheard/of", "unheard/of"),
        ("http://example.org/a b", "<http://example.org/a b>"),
        ("https://w3id.org/kzgraph/id/agreement-set/a", "agreement-set:a"),
    ],
)
def test_short_spellings(iri: str, short: str) -> None:
    assert curie(iri) == short
    if " " not in iri:
        assert spelled_iri(short) == spelled_iri(iri) == iri


@pytest.mark.parametrize("name", ["Ada Ardent", "strange:thing", "Gazette: news", "state / kaz"])
def test_names_are_no_short_spellings(name: str) -> None:
    assert spelled_iri(name) is None
