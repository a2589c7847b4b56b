"""What a mirror last saw of its origin: ``<home>/mirror.json``, which every process may read."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from kzgraph.errors import StoreError


@dataclass(frozen=True)
class Followed:
    """How far a mirror is: when it last held what the origin offers (UTC, ISO 8601), and what fails."""

    origin: str
    checked: str
    agreed: str | None
    fault: str | None

    @classmethod
    def read(cls, home: Path) -> Self | None:
        """Return what was last seen; None where nothing was. Raises ``StoreError``."""
        path = home / "mirror.json"
        try:
            return cls(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None
        except (OSError, ValueError, TypeError) as exc:
            raise StoreError(f"{path} cannot be read: {exc}") from exc

    def write(self, home: Path) -> None:
        """Keep it, whole or not at all."""
        new = home / "mirror.json.new"
        new.write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")
        new.replace(home / "mirror.json")
