"""Lists as tables: what CSV and pandas show of the items of a page."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from kzgraph.model import Value

Cell = str | int | float | bool | None


def rows_of(items: Iterable[object]) -> list[dict[str, Cell]]:
    """Return one row for each item: the parts of parts are named ``period_first``, lists are joined.

    A thing has two columns, its label and its IRI (``subject``, ``subject_iri``).
    """
    return [dict(_flat("", item)) for item in items]


def csv_of(items: Iterable[object]) -> str:
    """Return items as CSV with a header (RFC 4180); an empty list has no columns.

    A text that a spreadsheet would run as a formula is led by an apostrophe.
    """
    rows = rows_of(items)
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="")
    writer.writeheader()
    writer.writerows({name: _harmless(cell) for name, cell in row.items()} for row in rows)
    return text.getvalue()


def _harmless(cell: Cell) -> Cell:
    dangerous = isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{cell}" if dangerous else cell


def _flat(name: str, part: object) -> Iterator[tuple[str, Cell]]:
    if isinstance(part, Value):
        yield name, part.text
        if part.iri is not None:
            yield f"{name}_iri", part.iri
    elif is_dataclass(part):
        for field in fields(part):
            yield from _flat(_joined(name, field.name), getattr(part, field.name))
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from _flat(_joined(name, str(key)), value)
    elif isinstance(part, tuple | list):
        yield name, " | ".join(_text(member) for member in part)
    else:
        yield name, part  # type: ignore[misc]  # what remains is a plain value


def _joined(name: str, part: str) -> str:
    return f"{name}_{part}" if name else part


def _text(member: Any) -> str:
    if isinstance(member, Value):
        return member.text
    if is_dataclass(member):
        return ", ".join(f"{key}={cell}" for key, cell in _flat("", member) if cell is not None)
    return str(member)
