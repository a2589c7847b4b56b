"""Ids of claims: given once, and never again."""

from collections.abc import Iterable

from kzgraph.authoring.sheet import RowReader
from kzgraph.identifiers import thing


class Ids:
    """The ids of one document's claims; ``taken`` are those that there have been."""

    def __init__(self, document: str, taken: Iterable[str]) -> None:
        self._document, self._taken = document, set(taken)
        self._rows: dict[str, int] = {}

    def take(self, names: Iterable[str]) -> None:
        """Keep names from being given to new claims."""
        self._taken.update(names)

    def of(self, row: RowReader) -> str:
        """Return the IRI of a row's claim: by its id, or the next; what is wrong is noted."""
        given = row["id"].strip()
        name = given or self._next()
        if given in self._rows:
            row.wrong(
                "id", f"{given} stands in row {self._rows[given]} already; ids are given once"
            )
        elif not name.startswith(f"{self._document}-"):
            row.wrong(
                "id", f"{name!r} does not begin with {self._document}-; empty it for a new one"
            )
        self._rows[name] = row.number
        self._taken.add(name)
        try:
            return thing("claim", name)
        except ValueError as exc:
            row.wrong("id", str(exc))
            return ""

    def _next(self) -> str:
        """Return the next id: one over the highest number that any claim has had."""
        tails = (name.removeprefix(f"{self._document}-") for name in self._taken)
        highest = max((int(tail) for tail in tails if tail.isdecimal()), default=0)
        return f"{self._document}-{highest + 1:03}"
