"""Answers as JSON, by the type that their route names: to look at each member's own takes longer."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import SchemaSerializer, to_json


def json_of(value: object, model: object, more: dict[str, Any]) -> bytes:
    """Return a dataclass as an object of JSON with some more members behind its own.

    ``model`` is the type of the value, as FastAPI takes it; None where nobody has named it.
    """
    own = to_json(value) if model is None else _writer(model).to_json(value)
    return own[:-1] + (b"," if len(own) > len(b"{}") else b"") + to_json(more)[1:] + b"\n"


def prepare(models: Iterable[object]) -> None:
    """Make once what the first answers of some types would wait for."""
    for model in models:
        if model is not None:
            _writer(model)


@cache
def _writer(model: Any) -> SchemaSerializer:
    return SchemaSerializer(_as_they_are(TypeAdapter(model).core_schema))


def _as_they_are(schema: Any) -> Any:
    """Return a schema that leaves numbers as they are: it would write 5 as 5.0 for a float."""
    if isinstance(schema, dict):
        if schema.get("type") == "float":
            return {"type": "any"}
        return {name: _as_they_are(part) for name, part in schema.items()}
    if isinstance(schema, list):
        return [_as_they_are(part) for part in schema]
    return schema
