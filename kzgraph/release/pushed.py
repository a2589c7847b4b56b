"""What of a release is in a remote store, noted on disk as it arrives there.

::

    <home>/remote/<store>/<hash>.ndjson

``store`` stands for the address of the store. Each line is a step: a graph of which so many triples
were sent, a graph that was verified, the whole that was. A push that is interrupted goes on from
what is noted here, and a release is served from a remote store only when its note says that it was
verified there.
"""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kzgraph.errors import StoreError
from kzgraph.release.durable import append_line

_DIGITS = 16


@dataclass
class Pushed:
    """How far a release has come: graphs that hold what they should, and one that is under way.

    ``held`` has the number of triples of each graph that was verified, ``sent`` how many triples of
    a graph were sent so far, ``copying`` the graph that is a copy not yet changed, and ``verified``
    when (UTC) the whole was. ``default`` is the default graph.
    """

    path: Path
    held: dict[str, int] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)
    copying: str | None = None
    verified: str | None = None

    @classmethod
    def of(cls, home: Path, address: str, release: str) -> "Pushed":
        """Read what is noted of a release in the store of an address; nothing, where nothing is.

        Raises ``StoreError`` when the note cannot be read.
        """
        note = cls(folder_of(home, address) / f"{release}.ndjson")
        lines = note.path.read_bytes().splitlines(keepends=True) if note.path.is_file() else []
        try:
            for line in lines:
                if line.endswith(b"\n"):  # a kill or a full disk may have left half a line
                    note._take(**json.loads(line))
        except (ValueError, TypeError) as exc:
            raise StoreError(
                f"{note.path} cannot be read: {exc}. Remove it, and push the release again."
            ) from exc
        return note

    def note_sent(self, graph: str, count: int) -> None:
        """Note that the first triples of a graph were taken; 0 forgets them."""
        self._note(sent=graph, count=count)

    def note_copying(self, graph: str) -> None:
        """Note that a graph is about to be copied from another and changed."""
        self._note(copying=graph)

    def note_held(self, graph: str, count: int) -> None:
        """Note that a graph was verified."""
        self._note(held=graph, count=count)

    def note_verified(self) -> None:
        """Note that the whole release was."""
        self._note(verified=datetime.now(UTC).isoformat(timespec="seconds"))

    def doubt(self) -> None:
        """Forget what was sent and verified, so that the next push looks at each graph."""
        self.path.unlink(missing_ok=True)
        self.held, self.sent, self.verified = {}, {}, None
        self._note(copying=self.copying)

    def remove(self) -> None:
        """Forget the release."""
        self.path.unlink(missing_ok=True)

    def _take(
        self,
        sent: str | None = None,
        held: str | None = None,
        count: int = 0,
        copying: str | None = None,
        verified: str | None = None,
    ) -> None:
        """Take in one step."""
        if sent is not None:
            self.sent = {sent: count} if count else {}
        if held is not None:
            self.held[held] = count
            self.sent = {}
        self.copying = copying
        self.verified = verified

    def _note(self, **step: str | int | None) -> None:
        """Write a step down, so that it survives whatever happens next."""
        self._take(**step)  # type: ignore[arg-type]  # each name with its own type
        self.path.parent.mkdir(parents=True, exist_ok=True)
        append_line(self.path, json.dumps(step))


def folder_of(home: Path, address: str) -> Path:
    """Return the folder of the notes about one store."""
    name = hashlib.sha256(address.encode("utf-8")).hexdigest()[:_DIGITS]
    return home / "remote" / name
