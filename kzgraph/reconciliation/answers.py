"""Answers as the two versions of the protocol write them, ready for JSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kzgraph.reconciliation.catalogue import Catalogue
from kzgraph.reconciliation.model import Candidate, Cell, Column, Extended, Suggested, Term


def results(found: Mapping[str, Sequence[Candidate]]) -> dict[str, Any]:
    """Return the candidates by the keys of the queries (0.2)."""
    return {key: {"result": [_candidate(one) for one in of]} for key, of in found.items()}


def draft_results(found: Iterable[Sequence[Candidate]]) -> dict[str, Any]:
    """Return the candidates in the order of the queries (1.0)."""
    listed = ({"candidates": [_candidate(one, named=True) for one in of]} for of in found)
    return {"results": list(listed)}


def suggestions(found: Iterable[Suggested]) -> dict[str, Any]:
    """Return suggested things."""
    return {"result": [_described(one) | {"notable": _types(one.types)} for one in found]}


def types(found: Iterable[Term], catalogue: Catalogue) -> dict[str, Any]:
    """Return suggested classes, each with those directly above it."""
    return {"result": [_type(one, catalogue) for one in found]}


def properties(found: Iterable[Term]) -> dict[str, Any]:
    """Return suggested properties."""
    return {"result": [_described(one) for one in found]}


def proposals(found: Iterable[Term], type_name: str, limit: int | None) -> dict[str, Any]:
    """Return the properties to fetch for things of a type, which is told as it was asked for."""
    told = {"properties": [_described(one) for one in found], "type": type_name}
    return told if limit is None else told | {"limit": limit}


def extension(found: Extended, other_root: str) -> dict[str, Any]:
    """Return rows by id (0.2); ``other_root`` is the endpoint to which foreign ids belong."""
    ids = [column.property.id for column in found.columns]
    rows = {
        name: {key: [_cell(cell) for cell in cells] for key, cells in zip(ids, row, strict=True)}
        for name, row in found.rows.items()
    }
    return {"meta": [_column(column, other_root) for column in found.columns], "rows": rows}


def draft_extension(found: Extended, other_root: str) -> dict[str, Any]:
    """Return rows in their order (1.0)."""
    ids = [column.property.id for column in found.columns]
    rows = [
        {
            "id": name,
            "properties": [
                {"id": key, "values": [_cell(cell, tagged=True) for cell in cells]}
                for key, cells in zip(ids, row, strict=True)
            ],
        }
        for name, row in found.rows.items()
    ]
    return {"meta": [_column(column, other_root) for column in found.columns], "rows": rows}


def _candidate(one: Candidate, *, named: bool = False) -> dict[str, Any]:
    features = [
        {"id": f.id, "name": f.name, "value": f.value} if named else {"id": f.id, "value": f.value}
        for f in one.features
    ]
    return {
        **_described(one),
        "type": _types(one.types),
        "score": one.score,
        "match": one.match,
        "features": features,
    }


def _described(one: Candidate | Suggested | Term) -> dict[str, Any]:
    told = {"id": one.id, "name": one.name}
    return told | {"description": one.description} if one.description else told


def _types(types: Iterable[Term]) -> list[dict[str, str]]:
    return [{"id": one.id, "name": one.name} for one in types]


def _type(one: Term, catalogue: Catalogue) -> dict[str, Any]:
    above = _types(catalogue.types.get(name) for name in one.broader)
    return _described(one) | ({"broader": above} if above else {})


def _column(column: Column, other_root: str) -> dict[str, Any]:
    told: dict[str, Any] = {"id": column.property.id, "name": column.property.name}
    if column.type is not None:
        told["type"] = {"id": column.type.id, "name": column.type.name}
    return told | {"service": other_root} if column.foreign else told


def _cell(cell: Cell, *, tagged: bool = False) -> dict[str, Any]:
    if cell.id:
        return {"id": cell.id, "name": cell.name}
    if cell.number is not None:
        return {"int" if isinstance(cell.number, int) else "float": cell.number}
    if cell.date:
        return {"date": cell.date}
    told = {"str": cell.text or ""}
    return told | {"lang": cell.language} if tagged and cell.language else told
