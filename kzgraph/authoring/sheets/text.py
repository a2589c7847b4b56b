"""CSV: UTF-8, comma, semicolon or tab; a cell that a spreadsheet would take for a formula is quoted.

A text that begins with = + - @ gets an apostrophe before it when it is written, as OWASP advises
against CSV injection, and loses it again when it is read.
"""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from kzgraph.authoring.sheet import Sheet
from kzgraph.errors import BadRequestError

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_DELIMITERS: Final = ",;\t"
_LONGEST_CELL: Final = 10_000_000


def read_csv(path: Path) -> Sheet:
    """Read a CSV file, with or without a byte order mark. Raises ``BadRequestError``."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise BadRequestError(
            f"{path} is not UTF-8; save it as CSV UTF-8 (byte {exc.start} is not)"
        ) from exc
    csv.field_size_limit(_LONGEST_CELL)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
        rows = [tuple(map(_read, row)) for row in lines]
    except csv.Error as exc:
        raise BadRequestError(f"{path} is no CSV: {exc}") from exc
    if not rows:
        raise BadRequestError(f"{path} is empty; the first row has the names of the columns")
    headings = tuple(name.strip() for name in rows[0])
    return Sheet(path.name, headings, tuple(enumerate(rows[1:], start=2)))


def write_csv(path: Path, texts: Sequence[Sequence[str]]) -> None:
    """Write rows as CSV with a byte order mark, without which Excel does not read UTF-8."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([_written(text) for text in row] for row in texts)


def _delimiter(text: str) -> str:
    """Return what parts the headings: Excel writes semicolons where the comma is a decimal sign."""
    first = text.split("\n", 1)[0]
    return max(_DELIMITERS, key=first.count)


def _written(text: str) -> str:
    return "'" + text if text.startswith(_FORMULA) else text


def _read(text: str) -> str:
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text
