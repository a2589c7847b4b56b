"""Proposals on disk: what was found for each thing, until somebody has judged it.

::

    <home>/proposals/<kind>--<slug>.json    one search: when, where, and the candidates, the best first

They are no data: nothing of them is in a release. A judgement goes into an SSSOM table.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kzgraph.errors import KzgraphError, StoreError
from kzgraph.identifiers import compact


@dataclass(frozen=True, slots=True)
class Proposal:
    """An item that may be the thing, with the features of its score and what speaks for it."""

    object: str
    label: str
    description: str
    types: tuple[str, ...]
    replaces: str
    score: float
    features: dict[str, float]
    reasons: tuple[str, ...]
    rating: float | None = None

    @classmethod
    def read(cls, told: dict[str, Any]) -> "Proposal":
        """Take what JSON holds. Raises ``TypeError``."""
        return cls(**{**told, "types": tuple(told["types"]), "reasons": tuple(told["reasons"])})


@dataclass(frozen=True, slots=True)
class Search:
    """What was found for a thing: ``address`` was asked at ``asked``, a time with its zone."""

    thing: str
    label: str
    address: str
    asked: str
    proposals: tuple[Proposal, ...]

    @classmethod
    def read(cls, told: dict[str, Any]) -> "Search":
        """Take what JSON holds. Raises ``TypeError`` and ``KeyError``."""
        return cls(**{**told, "proposals": tuple(map(Proposal.read, told["proposals"]))})


class Proposals:
    """The folder of the proposals."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "proposals"

    def write(self, search: Search) -> None:
        """Keep a search in place of an earlier one; it stands whole, or not at all."""
        path = self._path(search.thing)
        text = json.dumps(asdict(search), ensure_ascii=False, indent=2) + "\n"
        unfinished = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(path)
        except OSError as exc:
            raise KzgraphError(f"{path} cannot be written: {exc}") from exc

    def read(self, thing: str) -> Search | None:
        """Return what was found for a thing, or None. Raises ``StoreError`` for a broken file."""
        path = self._path(thing)
        return _read(path) if path.exists() else None

    def all(self) -> Iterator[Search]:
        """Yield every search by the name of its thing. Raises ``StoreError``."""
        for path in sorted(self._folder.glob("*.json")):
            yield _read(path)

    def _path(self, thing: str) -> Path:
        return self._folder / f"{compact(thing).replace('/', '--')}.json"


def _read(path: Path) -> Search:
    try:
        return Search.read(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError) as exc:
        raise StoreError(
            f"{path} cannot be read: {exc!r}. Remove it and run `kzgraph link propose` again."
        ) from exc
