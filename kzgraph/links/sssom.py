"""Read and write SSSOM tables: tab-separated values under a head of YAML in comment lines.

After the specification, https://mapping-commons.github.io/sssom/spec-formats-tsv/.
"""

import csv
import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from kzgraph.errors import BadRequestError, DataError, Problem
from kzgraph.links.cells import CellError
from kzgraph.links.curies import BUILT_IN, contract, expand, needed
from kzgraph.links.head import EVIDENCE, NEW, Head, parse_head, render_head
from kzgraph.links.model import Judgement
from kzgraph.links.rows import COLUMNS, cells_of, fault_of, iris_of, judgement_of
from kzgraph.vocab import KZ

_RULE = "link-table"
_SPREAD = ("mapping_date", "object_source")
"""What the head may say for every row at once, of what is read here."""


@dataclass(frozen=True)
class Table:
    """A table as it was read; ``rows`` are line numbers, from 1, and what stands there."""

    path: Path
    head: Head
    rows: tuple[tuple[int, Judgement], ...]


def tables(data: Path) -> list[Path]:
    """Give the link tables of a data folder, by name: ``links/*.sssom.tsv``."""
    return sorted((data / "links").glob("*.sssom.tsv"))


def read_table(path: Path) -> list[Judgement]:
    """Read one SSSOM table. Raises ``DataError`` with file and line of each bad row, and the column."""
    return [judgement for _, judgement in parse_table(path).rows]


def parse_table(path: Path) -> Table:
    """Read one table with its head and the lines of its rows. Raises ``DataError``."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise DataError([Problem(f"is no UTF-8: {exc}", str(path), rule=_RULE)]) from exc
    return parse_text(text, path)


def parse_text(text: str, path: Path) -> Table:
    """Read the text of a table; ``path`` names it in errors. Raises ``DataError``."""
    lines = list(io.StringIO(text, newline=""))
    comments = list(takewhile(lambda line: line.startswith("#"), lines))
    try:
        head = parse_head(comments)
    except (ValueError, TypeError) as exc:
        message = f"the head does not parse: {' '.join(str(exc).split())}"
        raise DataError([Problem(message, str(path), 1, rule=_RULE)]) from exc
    rows, problems = [], []
    for line, found in _rows("".join(lines[len(comments) :]), len(comments), head, path):
        if isinstance(found, Judgement):
            rows.append((line, found))
        else:
            problems.append(Problem(found, str(path), line, rule=_RULE))
    if problems:
        raise DataError(problems)
    return Table(path, head, tuple(rows))


def _rows(body: str, before: int, head: Head, path: Path) -> Iterator[tuple[int, Judgement | str]]:
    """Yield each line's number with its judgement, or with what is wrong there."""
    reader = csv.reader(io.StringIO(body, newline=""), delimiter="\t", strict=True)
    try:
        columns = next(reader, [])
        _check_columns(columns, path, before + 1)
        first = reader.line_num + 1
        for cells in reader:
            line, first = before + first, reader.line_num + 1
            if any(cells):
                yield line, _row(columns, cells, head)
    except csv.Error as exc:
        raise DataError(
            [Problem(f"does not parse: {exc}", str(path), before + reader.line_num, rule=_RULE)]
        ) from exc


def _check_columns(columns: list[str], path: Path, line: int) -> None:
    twice = sorted({name for name in columns if columns.count(name) > 1})
    missing = [name for name in ("subject_id", "predicate_id", "object_id") if name not in columns]
    if twice or missing:
        message = f"columns twice: {twice}; missing: {missing}; name each column once"
        raise DataError([Problem(message, str(path), line, rule=_RULE)])


def _row(columns: list[str], cells: list[str], head: Head) -> Judgement | str:
    if len(cells) > len(columns):
        return f"has {len(cells)} cells under {len(columns)} columns; quote a cell that holds a tab"
    spread = {name: head.slot(name) for name in _SPREAD if name not in columns}
    # Editors drop tabs at the end of a line: cells that are not there are empty.
    row = {**dict.fromkeys(columns, ""), **dict(zip(columns, cells, strict=False)), **spread}
    try:
        return judgement_of(row, head.prefixes)
    except CellError as exc:
        return f"{exc.column}: {exc}"


def canonical_text(path: Path) -> str:
    """Return what a table is in its one form. Raises ``DataError``."""
    table = parse_table(path)
    return render(table.head, (judgement for _, judgement in table.rows))


def write_table(path: Path, judgements: Iterable[Judgement]) -> None:
    """Write a table in its one form, in place of what is there; the old head is kept.

    Rows are sorted. Raises ``DataError`` where the old table cannot be read, and ``BadRequestError``
    for a judgement that would be read as another; then nothing is written.
    """
    head = parse_table(path).head if path.exists() else NEW
    text = render(head, judgements)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, suffix=".part", delete=False) as part:
        try:
            part.write(text.encode("utf-8"))
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
            Path(part.name).replace(path)
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise


def render(head: Head, judgements: Iterable[Judgement]) -> str:
    """Return the text of a table. Raises ``BadRequestError``."""
    own = head.slot("object_source")
    source = expand(own, head.prefixes) if own else ""
    rows = [replace(j, object_source=j.object_source or source) for j in judgements]
    for judgement in rows:
        if fault := fault_of(judgement):
            raise BadRequestError(f"{judgement.subject}: {fault}.")
    evident = any(judgement.evidence for judgement in rows)
    iris = {iri for judgement in rows for iri in iris_of(judgement)}
    iris |= {KZ + "linkEvidence"} if evident else set()
    declared = needed(iris, head.declared)
    prefixes = {**BUILT_IN, **declared}
    sources = {judgement.object_source for judgement in rows} or {source}
    shared = sources.pop() if len(sources) == 1 else ""
    cells = [cells_of(judgement, prefixes) for judgement in rows]
    lines = render_head(
        head,
        declared,
        with_evidence=evident,
        source=(contract(shared, prefixes) or "") if shared else "",
    )
    return "\n".join([*lines, *_written(cells, without={"object_source"} if shared else set())])


def _written(cells: list[dict[str, str]], without: set[str]) -> Iterator[str]:
    """Yield the line of columns, those of the rows, and an empty one; no column is empty."""
    used = {name for row in cells for name, text in row.items() if text} - without
    used |= {"subject_id", "predicate_id", "object_id", "mapping_justification"}
    known = [name for name in COLUMNS if name in used and name != EVIDENCE]
    others = sorted(used.difference(COLUMNS))
    columns = [*known, *others, *({EVIDENCE} & used)]
    rows = sorted([row.get(name, "") for name in columns] for row in cells)
    yield from ("\t".join(map(_quoted, row)) for row in [columns, *rows])
    yield ""


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if re.search(r'[\t\n\r"]', text) else text
