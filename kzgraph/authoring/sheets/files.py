"""Reading and writing a sheet in the format that the suffix of its file names."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from kzgraph.authoring.sheet import Sheet
from kzgraph.authoring.sheets.text import read_csv, write_csv
from kzgraph.authoring.sheets.workbook import read_xlsx, write_xlsx
from kzgraph.authoring.write import beside
from kzgraph.errors import BadRequestError

Texts = Sequence[Sequence[str]]
_READ: Final[dict[str, Callable[[Path], Sheet]]] = {".csv": read_csv, ".xlsx": read_xlsx}
_WRITE: Final[dict[str, Callable[[Path, Texts], None]]] = {".csv": write_csv, ".xlsx": write_xlsx}


def read_sheet(path: Path) -> Sheet:
    """Read a sheet. Raises ``BadRequestError`` where it is none, or cannot be read."""
    read = _READ[_format(path)]
    try:
        return read(path)
    except OSError as exc:
        raise BadRequestError(f"{path} cannot be read: {exc.strerror}") from exc


def write_sheet(path: Path, texts: Texts, *, force: bool = False) -> None:
    """Write headings and rows; what was written is read again before it takes its place.

    Raises ``BadRequestError`` where there is a file already (unless ``force``), where it cannot be
    written, or where the format cannot hold a text.
    """
    write = _WRITE[_format(path)]
    if path.exists() and not force:
        raise BadRequestError(f"{path} is there already; name another file, or give --force")
    with beside(path) as temporary:
        write(temporary, texts)
        again = _READ[_format(path)](temporary)
        read = [again.headings, *(row for _, row in again.rows)]
        if [list(row) for row in texts] != [list(row) for row in read]:
            raise BadRequestError(
                f"{path.suffix} cannot hold some character of these claims; export to .csv"
            )


def _format(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in _READ:
        raise BadRequestError(f"{path} is no sheet; its name must end in .csv or .xlsx")
    return suffix
