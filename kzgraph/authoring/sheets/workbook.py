"""XLSX by openpyxl, an optional extra: every cell is text, and a formula is never evaluated."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zipfile import BadZipFile

from kzgraph.authoring.columns import COLUMNS
from kzgraph.authoring.sheet import Sheet
from kzgraph.errors import BadRequestError

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

CLAIMS: Final = "claims"
_COLUMNS: Final = "columns"
_WIDTHS: Final = {"paraphrase_en": 60, "paraphrase_fr": 60, "object": 34, "subject": 34}
_WIDTH: Final = 20
_TEXT: Final = "@"


def _openpyxl() -> Any:  # the library has no types
    """Import it when it is needed: the extra may not be installed."""
    try:
        import openpyxl  # noqa: PLC0415
    except ImportError as exc:
        raise BadRequestError(
            "XLSX needs openpyxl; install kzgraph[xlsx], or use a file that ends in .csv"
        ) from exc
    return openpyxl


def read_xlsx(path: Path) -> Sheet:
    """Read the sheet ``claims`` of a workbook, or its only sheet. Raises ``BadRequestError``."""
    library = _openpyxl()
    try:
        book = library.load_workbook(path, read_only=True, data_only=False)
    except (BadZipFile, KeyError, ValueError, library.utils.exceptions.InvalidFileException) as exc:
        raise BadRequestError(f"{path} is no XLSX workbook: {exc}") from exc
    try:
        name = _sheet_name(path, book.sheetnames)
        rows = [tuple(_text(value) for value in row) for row in book[name].values]
    finally:
        book.close()
    if not rows:
        raise BadRequestError(f"{path}, sheet {name} is empty; the first row names the columns")
    headings = _trimmed(rows[0])
    width = len(headings)
    return Sheet(
        f"{path.name}, sheet {name}",
        tuple(heading.strip() for heading in headings),
        tuple((number, _filled(row, width)) for number, row in enumerate(rows[1:], 2) if any(row)),
    )


def _sheet_name(path: Path, names: Sequence[str]) -> str:
    if CLAIMS in names:
        return CLAIMS
    if len(names) == 1:
        return names[0]
    raise BadRequestError(f"{path} has no sheet {CLAIMS}, but {', '.join(names)}; rename the one")


def _trimmed(row: tuple[str, ...]) -> tuple[str, ...]:
    """Drop empty headings at the right end, which spreadsheets leave behind."""
    used = [index for index, text in enumerate(row) if text.strip()]
    return row[: max(used, default=-1) + 1]


def _filled(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*row[:width], *("" for _ in range(width - len(row))))


def _text(value: object) -> str:
    """Return a cell as text: spreadsheets make numbers and days of what looks like one."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            return value.date().isoformat() if value.time() == datetime.min.time() else str(value)
        case date():
            return value.isoformat()
        case _:
            return str(value)


def write_xlsx(path: Path, texts: Sequence[Sequence[str]]) -> None:
    """Write rows as the sheet ``claims``, and what each column is for as a second sheet."""
    library = _openpyxl()
    book = library.Workbook()
    try:
        _fill(book.active, CLAIMS, texts)
        about = [("column", "meaning"), *((column.name, column.meaning) for column in COLUMNS)]
        _fill(book.create_sheet(), _COLUMNS, about)
        book.save(path)
    except library.utils.exceptions.IllegalCharacterError as exc:
        raise BadRequestError(f"XLSX cannot hold a control character: {exc}; use .csv") from exc


def _fill(sheet: "Worksheet", title: str, texts: Iterable[Sequence[str]]) -> None:
    sheet.title, sheet.freeze_panes = title, "B2"
    for number, row in enumerate(texts, start=1):
        for place, text in _given(row):
            cell = sheet.cell(number, place, text)
            # A text that begins with = is a formula to openpyxl, unless it is told otherwise after;
            # the prefix keeps it a text for whoever edits the cell.
            cell.data_type, cell.number_format = "s", _TEXT
            cell.quotePrefix = text.startswith(("=", "+", "-", "@"))
            if number == 1:
                sheet.column_dimensions[cell.column_letter].width = _WIDTHS.get(text, _WIDTH)


def _given(row: Sequence[str]) -> Iterator[tuple[int, str]]:
    return ((place, text) for place, text in enumerate(row, start=1) if text)
