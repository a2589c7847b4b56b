"""What has been proposed for a document and waits: ``<home>/proposals/<id>.json``, for its owner alone.

Positions, digests and names stand there, and none of the document's words.
"""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from kzgraph.authoring.write import flush
from kzgraph.errors import BadRequestError, KzgraphError, NotFoundError
from kzgraph.identifiers import SLUG
from kzgraph.release import Home

Cells = dict[str, str]
"""Heading of a column of the sheet of claims to the text in it."""

State = Literal["waiting", "accepted", "rejected"]


class Proposal(BaseModel):
    """A row that waits, or that somebody has accepted or rejected; ``claim`` is what became of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    cells: Cells
    assistants: tuple[str, ...]
    proposed: str
    state: State = "waiting"
    by: str = ""
    at: str = ""
    claim: str = ""


class Proposals(BaseModel):
    """All proposals for one document, by number; numbers are given once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    proposals: tuple[Proposal, ...] = ()

    @property
    def waiting(self) -> tuple[Proposal, ...]:
        """Those that nobody has decided on."""
        return tuple(one for one in self.proposals if one.state == "waiting")

    def get(self, number: int) -> Proposal:
        """Return one that waits. Raises ``NotFoundError``, or ``BadRequestError`` where it is decided."""
        for one in self.proposals:
            if one.number == number:
                if one.state != "waiting":
                    raise BadRequestError(f"proposal {number} was {one.state} by {one.by}")
                return one
        raise NotFoundError("proposal", str(number))

    def add(self, rows: list[tuple[Cells, tuple[str, ...]]]) -> "Proposals":
        """Return these with further rows, each with its assistants; a row that is there is not added."""
        known = [one.cells for one in self.proposals]
        new = [row for row in rows if row[0] not in known]
        first = max((one.number for one in self.proposals), default=0) + 1
        added = (
            Proposal(number=number, cells=cells, assistants=assistants, proposed=now())
            for number, (cells, assistants) in enumerate(new, start=first)
        )
        return self.model_copy(update={"proposals": (*self.proposals, *added)})

    def with_changed(self, *changed: Proposal) -> "Proposals":
        """Return these with some of them in their new state."""
        by_number = {one.number: one for one in changed}
        kept = tuple(by_number.get(one.number, one) for one in self.proposals)
        return self.model_copy(update={"proposals": kept})


def now() -> str:
    """Return the time as UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def proposals_path(home: Home, source: str) -> Path:
    """Return where the proposals of a document wait. Raises ``NotFoundError`` for what is no id."""
    if not re.fullmatch(SLUG, source):
        raise NotFoundError("source", source)
    return home.path / "proposals" / f"{source}.json"


def read_proposals(home: Home, source: str) -> Proposals:
    """Return the proposals of a document; none where there is no file.

    Raises ``BadRequestError`` where the file is not what kzgraph writes.
    """
    path = proposals_path(home, source)
    if not path.is_file():
        return Proposals(source=source)
    try:
        return Proposals.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as exc:
        raise BadRequestError(
            f"{path} cannot be read: {exc}; mend it, or remove it and draft again"
        ) from exc


def keep_proposals(home: Home, proposals: Proposals) -> Path:
    """Write the proposals as one step, readable by their owner alone. Raises ``KzgraphError``."""
    path = proposals_path(home, proposals.source)
    temporary = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        temporary.unlink(missing_ok=True)
        temporary.touch(mode=0o600)
        temporary.write_text(proposals.model_dump_json(indent=1) + "\n", encoding="utf-8")
        flush(temporary)
        temporary.replace(path)
    except OSError as exc:
        raise KzgraphError(f"{path} cannot be written: {exc}") from exc
    return path
