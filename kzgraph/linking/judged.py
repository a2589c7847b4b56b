"""What people have judged: read from the SSSOM tables, and written into them one by one."""

import fcntl
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kzgraph.errors import BadRequestError, KzgraphError
from kzgraph.identifiers import compact
from kzgraph.links import Judgement, read_table, tables, write_table
from kzgraph.links.targets import TARGETS
from kzgraph.vocab import WD

_ITEM: Final = re.compile(r"Q[1-9]\d*")
_SHARED: Final = frozenset({"eurovoc"})
"""Sets of which one concept may be several things of ours."""


class Judged:
    """The judgements of all tables of a data folder."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self._all = tuple(judgements)

    @classmethod
    def read(cls, data: Path) -> "Judged":
        """Read the tables. Raises ``DataError``."""
        return cls(judgement for path in tables(data) for judgement in read_table(path))

    def known(self, thing: str) -> frozenset[str]:
        """Return the objects that need no proposal for a thing.

        They were judged to be it, or not to be it, or are another thing of ours.
        """
        own = {j.object for j in self._all if j.subject == thing and j.verdict != "unsure"}
        taken = {j.object for j in self._all if j.verdict == "match"}
        return frozenset(name for name in own | taken if name is not None)

    def of(self, thing: str, item: str) -> Judgement | None:
        """Return the judgement on a pair, if there is one."""
        return next((j for j in self._all if (j.subject, j.object) == (thing, item)), None)

    def match(self, thing: str, table: str) -> str | None:
        """Return the object that a thing is linked to in one table."""
        matches = (j for j in self._all if j.subject == thing and j.verdict == "match")
        return next((j.object for j in matches if j.object and _table(j.object) == table), None)


def item_iri(name: str) -> str:
    """Return the IRI of ``Q232``, or an IRI as it is. Raises ``BadRequestError`` for what is no such."""
    iri = WD + name if _ITEM.fullmatch(name) else name
    table_of(iri)
    return iri


def table_of(item: str) -> str:
    """Return the name of the table for links to an item. Raises ``BadRequestError``."""
    found = _table(item)
    if found is None:
        raise BadRequestError(
            f"{item!r} can be linked to no thing: give an item of Wikidata such as Q232, or the IRI "
            "of a place of GeoNames or of a concept of EuroVoc."
        )
    return found


def _table(item: str) -> str | None:
    found = next((target for target in TARGETS if item.startswith(target.uri_space)), None)
    if found is None or not re.fullmatch(r"[\w/-]+", item.removeprefix(found.uri_space)):
        return None
    whole = found.name != "wikidata" or _ITEM.fullmatch(item.removeprefix(WD))
    return found.name if whole else None


def record(data: Path, judgement: Judgement) -> Path:
    """Write a judgement into its table at once, and return the table.

    It takes the place of an earlier one on the same pair; a match also that of the word that none
    was found. Raises ``BadRequestError`` where it would link a thing or an item twice, and
    ``DataError`` where the table cannot be read; then nothing is written.
    """
    if judgement.object is None:
        raise BadRequestError("A judgement of a proposal is about an item.")
    path = data / "links" / f"{table_of(judgement.object)}.sssom.tsv"
    try:
        with _locked(path.parent):
            earlier = read_table(path) if path.exists() else []
            kept = [old for old in earlier if not _superseded(old, judgement)]
            if judgement.verdict == "match":
                _check_single(kept, judgement, shared=table_of(judgement.object) in _SHARED)
            write_table(path, [*kept, judgement])
    except OSError as exc:
        raise KzgraphError(f"{path} cannot be written: {exc}") from exc
    return path


def _superseded(old: Judgement, new: Judgement) -> bool:
    found = old.verdict == "none-found" and new.verdict == "match"
    return old.subject == new.subject and (old.object == new.object or found)


def _check_single(kept: Iterable[Judgement], new: Judgement, *, shared: bool) -> None:
    for old in kept:
        same = old.subject == new.subject or (old.object == new.object and not shared)
        if old.verdict == "match" and same:
            raise BadRequestError(
                f"{compact(old.subject)} is linked to {old.object} already, as {old.author} judged on "
                f"{old.date}. Reject that link first."
            )


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one process at a time read and rewrite the tables of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
