"""What one cell of an SSSOM table says, and how it is written."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from kzgraph.links.curies import expand
from kzgraph.links.model import SURE, Verdict
from kzgraph.vocab import SSSOM

NO_TERM: Final = SSSOM + "NoTermFound"


class CellError(ValueError):
    """A cell cannot be read; ``column`` tells which."""

    def __init__(self, column: str, message: str) -> None:
        self.column = column
        super().__init__(message)


def iri_in(column: str, text: str, prefixes: Mapping[str, str]) -> str:
    """Return the IRI that a CURIE or an IRI stands for. Raises ``CellError``."""
    try:
        return expand(text, prefixes)
    except ValueError as exc:
        raise CellError(column, str(exc)) from exc


def verdict_of(modifier: str, confidence: Decimal | None, *, absent: bool) -> Verdict:
    """Return the verdict of a row; ``absent`` where nothing was found. Raises ``CellError``."""
    if modifier not in {"", "Not"}:
        raise CellError("predicate_modifier", f"is {modifier!r}; leave it empty, or write Not")
    if absent and modifier:
        raise CellError("predicate_modifier", "means nothing beside sssom:NoTermFound; empty it")
    if absent or modifier:
        return "none-found" if absent else "no-match"
    return "unsure" if confidence is not None and confidence < SURE else "match"


def confidence_in(text: str) -> Decimal | None:
    """Return a number from 0 to 1, or None for an empty cell. Raises ``CellError``."""
    try:
        value = Decimal(text) if text else None
    except InvalidOperation:
        raise CellError("confidence", f"is {text!r}; write a number from 0 to 1") from None
    if value is not None and not (value.is_finite() and 0 <= value <= 1):
        raise CellError("confidence", f"is {text}; write a number from 0 to 1")
    return value


def number_text(value: Decimal | None) -> str:
    """Return a number as a cell has it: without zeros at its end."""
    return "" if value is None else format(value.normalize(), "f")


def day_in(text: str) -> date:
    """Return a day; the first of all days for an empty cell. Raises ``CellError``."""
    if not text:
        return date.min
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise CellError("mapping_date", f"is {text!r}; write the day, as 2024-11-05")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CellError("mapping_date", f"is {text}, which is no day") from None


def several(text: str) -> tuple[str, ...]:
    r"""Part a cell at each ``|`` that no backslash escapes; ``\|`` and ``\\`` are themselves."""
    parts = [""]
    for piece in re.findall(r"\\[\\|]|.", text, re.DOTALL):
        if piece == "|":
            parts.append("")
        else:
            parts[-1] += piece[-1]
    return tuple(part for part in parts if part)


def escaped(text: str) -> str:
    """Return a text as a part of a cell that ``several`` reads."""
    return text.replace("\\", "\\\\").replace("|", "\\|")
