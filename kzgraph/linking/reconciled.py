"""What reconciliation services say, of version 0.2 or of the draft of 1.0, read and checked.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/ and
https://reconciliation-api.github.io/specs/draft/
"""

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a service says of itself: ``ids`` and ``types`` are what their ids stand behind."""

    draft: bool
    ids: str
    types: str

    @classmethod
    def read(cls, body: bytes) -> "Manifest":
        """Read a manifest; 0.2 is taken where a service speaks both. Raises ``ValueError``."""
        told = json.loads(body)
        if not isinstance(told, dict) or not isinstance(told.get("name"), str):
            raise TypeError("no manifest of a reconciliation service, which has a name")
        versions = [str(version) for version in told.get("versions") or ["0.1"]]
        older = any(version.startswith("0.") for version in versions)
        if not older and not any(version.startswith("1") for version in versions):
            raise ValueError(f"it speaks version {', '.join(versions)}; 0.2 and 1.0 are known")
        return cls(not older, told.get("identifierSpace", ""), told.get("schemaSpace", ""))


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate as it was told; ``types`` are ids and names."""

    id: str
    name: str
    description: str
    types: tuple[tuple[str, str], ...]
    score: float | None

    @classmethod
    def read(cls, told: dict[str, Any]) -> "Found":
        """Take what JSON holds. Raises ``KeyError``, ``TypeError`` and ``ValueError``."""
        name = _text(told["name"])
        if not isinstance(told["id"], str) or not told["id"] or not name:
            raise TypeError(f"a candidate without id and name: {told}")
        kinds = [
            kind if isinstance(kind, dict) else {"id": kind} for kind in told.get("type") or ()
        ]
        types = tuple((str(kind["id"]), str(kind.get("name") or kind["id"])) for kind in kinds)
        score = told.get("score")
        rating = None if score is None else float(score)
        return cls(told["id"], name, _text(told.get("description") or ""), types, rating)


def results(body: bytes) -> list[Found]:
    """Read an answer of 0.2: a result by key. Raises ``ValueError`` and its kin."""
    told = json.loads(body)
    if not isinstance(told, dict):
        raise TypeError("no object with a result for each query")
    if told.get("status") == "error":
        raise ValueError(f"the service says: {told.get('message')}")
    return [Found.read(found) for result in told.values() for found in result["result"]]


def draft_results(body: bytes) -> list[Found]:
    """Read an answer of 1.0: results in the order of the queries."""
    results = json.loads(body)["results"]
    return [Found.read(found) for result in results for found in result["candidates"]]


def _text(told: object) -> str:
    """Return a text; in 1.0 it may be a list of texts with their languages."""
    if isinstance(told, list):
        return _text(told[0]) if told else ""
    return str(told["str"]) if isinstance(told, dict) else str(told)
