"""Answers of remote services, kept on disk so that nothing is asked twice."""

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, and when it was given."""

    body: bytes
    at: datetime


class Kept:
    """A folder with one file for each question, named by the digest of its address and text."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, address: str, question: str) -> Answer | None:
        """Return the answer that is kept, or None. A file that cannot be read is none: ask again."""
        try:
            kept = json.loads(self._path(address, question).read_text(encoding="utf-8"))
            return Answer(kept["answer"].encode("utf-8"), datetime.fromisoformat(kept["asked"]))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def write(self, address: str, question: str, body: bytes) -> None:
        """Keep an answer, in place of an earlier one; ``body`` is UTF-8.

        The address is written without its parameters, since a key may stand in them.
        """
        path = self._path(address, question)
        kept = {
            "address": urlunsplit((*urlsplit(address)[:3], "", "")),
            "asked": datetime.now(UTC).isoformat(timespec="seconds"),
            "question": question,
            "answer": body.decode("utf-8"),
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(f".{os.getpid()}")
        unfinished.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        unfinished.replace(path)

    def _path(self, address: str, question: str) -> Path:
        digest = hashlib.sha256(f"{address}\n{question}".encode()).hexdigest()
        return self._folder / f"{digest}.json"
