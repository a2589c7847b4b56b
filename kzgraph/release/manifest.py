"""The manifest of a release: ``manifest.json`` in its folder, read once while it stays as it is."""

import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from kzgraph.errors import StoreError

_KEPT: Final = 4
"""Manifests that are kept, with some 600 bytes for each graph."""


@dataclass(frozen=True)
class Manifest:
    """What a release is: its hash, what the hash was made from, and its counts."""

    release: str
    kzgraph: str
    graphs: dict[str, str]
    rules: str | None
    counts: dict[str, int]
    default: str | None

    def __hash__(self) -> int:
        """Return the same number for the same release."""
        return hash(self.release)

    @property
    def derived(self) -> bool:
        """Tell whether facts are derived and shapes asked for; if not, it is any RDF dataset."""
        return self.rules is not None

    def write(self, folder: Path) -> None:
        """Write ``manifest.json``."""
        text = json.dumps(asdict(self), indent=2, sort_keys=True) + "\n"
        (folder / "manifest.json").write_text(text, encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Read ``manifest.json``. Raises ``StoreError`` when it is missing or broken."""
        try:
            return cls(**json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError) as exc:
            raise StoreError(f"{folder} holds no readable manifest.json: {exc}") from exc


def manifest_in(folder: Path) -> Manifest:
    """Return the manifest in a folder; of many graphs it is long, so it is kept while it is the same."""
    return _manifest(folder, _changed(folder))


@lru_cache(_KEPT)
def _manifest(folder: Path, _changed: int) -> Manifest:
    return Manifest.read(folder)


def _changed(folder: Path) -> int:
    try:
        return (folder / "manifest.json").stat().st_mtime_ns
    except OSError:
        return 0
