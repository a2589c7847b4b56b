"""A sheet as it was read: headings and rows of texts, each with the number that people see."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from rapidfuzz import fuzz, process

from kzgraph.authoring.columns import NAMES, REQUIRED, letter
from kzgraph.authoring.spelling import spelled_iri
from kzgraph.errors import BadRequestError, Problem

T = TypeVar("T")


@dataclass(frozen=True)
class Sheet:
    """``name`` says which file and sheet; ``rows`` are numbered from 2, row 1 has the headings."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]

    def problem(self, row: int, heading: str, message: str) -> Problem:
        """Return a problem with its place: sheet, row, column."""
        place = f"row {row}, column {letter(self.headings.index(heading))} ({heading})"
        return Problem(f"{place}: {message}", self.name, rule="sheet")

    def check_headings(self) -> Iterator[Problem]:
        """Find headings that are missing, given twice, or of no column and no property."""
        for name in REQUIRED:
            if name not in self.headings:
                yield Problem(f"row 1: there is no column {name}; add it", self.name, rule="sheet")
        for index, name in enumerate(self.headings):
            place = f"row 1, column {letter(index)}"
            if name in self.headings[:index]:
                message = f"{place}: {name!r} heads two columns; remove one"
                yield Problem(message, self.name, rule="sheet")
            elif name not in NAMES and (not name or spelled_iri(name) is None):
                message = f"{place}: {name!r} is no column{_near(name)}"
                yield Problem(message, self.name, rule="sheet")


def _near(name: str) -> str:
    found = process.extractOne(name, NAMES.keys(), scorer=fuzz.ratio, score_cutoff=70)
    if found is not None:
        return f"; did you mean {found[0]}?"
    return "; see docs/spreadsheet.md, or head it by the CURIE of a property"


@dataclass
class RowReader:
    """One row while it is read: its cells, and what was found wrong with them."""

    sheet: Sheet
    number: int
    cells: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, sheet: Sheet, number: int, texts: Sequence[str]) -> "RowReader":
        """Return the reader of a row; a row may be shorter than the headings."""
        return cls(sheet, number, dict(zip(sheet.headings, texts, strict=False)))

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")

    def wrong(self, heading: str, message: str) -> None:
        """Note what is wrong with a cell; of a column that is not there, in the first."""
        at = heading if heading in self.sheet.headings else self.sheet.headings[0]
        told = message if at == heading else f"{heading}: {message}"
        self.problems.append(self.sheet.problem(self.number, at, told))

    def tried(self, heading: str, read: Callable[[], T]) -> T | None:
        """Return what is read, or note in a cell what is wrong with it."""
        try:
            return read()
        except BadRequestError as exc:
            self.wrong(heading, str(exc))
            return None

    def further(self) -> dict[str, str]:
        """Return the properties that have a column of their own in this sheet, with its heading."""
        headings = (name for name in self.cells if name not in NAMES and self.cells[name].strip())
        return {iri: name for name in headings if (iri := spelled_iri(name))}
