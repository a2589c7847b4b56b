"""A view: which claims count, by modality, rank, two clocks, and corroboration."""

from dataclasses import dataclass
from typing import Final

from kzgraph.dates import Interval

ASSERTED: Final = frozenset({"Asserted"})
HEEDED: Final = frozenset({"PreferredRank", "NormalRank"})

Values = dict[str, str | int | None]
"""Parameters of a question to the index."""

_SEEN: Final = "EXISTS (SELECT 1 FROM claim AS c WHERE c.statement = s.id AND {condition})"
# Few statements have several documents under any view; those of the others are not counted.
_WITNESSED: Final = """(EXISTS (SELECT 1 FROM witnessed AS w
        WHERE w.statement = s.id AND w.origins >= :min_corroboration)
    AND (SELECT COUNT(DISTINCT d.origin) FROM claim AS c
        JOIN claim_source AS d ON d.claim = c.id
        WHERE c.statement = s.id AND {condition}) >= :min_corroboration)"""
# The same, answered once for all statements: a statement comes up with each of its many claims.
_CORROBORATED: Final = """s.id IN (SELECT c.statement FROM witnessed AS w
    JOIN claim AS c ON c.statement = w.statement
    JOIN claim_source AS d ON d.claim = c.id
    WHERE w.origins >= :min_corroboration AND {condition}
    GROUP BY c.statement HAVING COUNT(DISTINCT d.origin) >= :min_corroboration)"""


@dataclass(frozen=True)
class View:
    """Under which claims are seen.

    ``valid_on`` keeps what claims say of a time that shares a day with it; ``known_on`` keeps what
    was surely published by its last day. A claim without a time is in no view that asks for one.
    ``modalities`` and ``ranks`` are the local names of the concepts; None: all.
    ``min_corroboration`` counts independent documents among the claims that are seen.
    """

    valid_on: Interval | None = None
    known_on: Interval | None = None
    min_corroboration: int = 1
    modalities: frozenset[str] | None = ASSERTED
    ranks: frozenset[str] | None = HEEDED

    def condition(self) -> str:
        """Return the SQL condition on a claim ``c`` that is seen."""
        return " AND ".join(kept for _, kept in self._tests()) or "TRUE"

    def sees(self) -> str:
        """Return the SQL condition on a statement ``s`` of which enough claims are seen."""
        # Documents are counted only where one would not do: it takes twice as long.
        text = _WITNESSED if self.min_corroboration > 1 else _SEEN
        return text.format(condition=self.condition())

    def corroborates(self) -> str:
        """Return the SQL condition on a statement ``s`` that enough documents make it.

        Where claims or many statements are gone through; ``sees`` is for those of a few things.
        """
        if self.min_corroboration <= 1:
            return "TRUE"
        return _CORROBORATED.format(condition=self.condition())

    def reason(self) -> str:
        """Return the SQL expression of the first reason for which a claim ``c`` is not seen."""
        whens = "".join(f" WHEN NOT coalesce({kept}, 0) THEN {why}" for why, kept in self._tests())
        return f"CASE{whens} END" if whens else "NULL"

    def values(self) -> Values:
        """Return the parameters of both."""
        values: Values = {"min_corroboration": self.min_corroboration}
        if self.known_on:
            values["known_last"] = self.known_on.last.isoformat()
        if self.valid_on:
            values["valid_first"] = self.valid_on.first.isoformat()
            values["valid_last"] = self.valid_on.last.isoformat()
        for name, codes in (("modality", self.modalities), ("rank", self.ranks)):
            values |= {f"{name}_{i}": code for i, code in enumerate(sorted(codes or ()))}
        return values

    def _tests(self) -> list[tuple[str, str]]:
        """Return the reasons and the conditions, in the order in which reasons are told."""
        tests = []
        if self.ranks is not None:
            tests.append(("'rank'", _among("rank", self.ranks)))
        if self.known_on:
            tests.append(("'known_on'", "c.published_last <= :known_last"))
        if self.valid_on:
            held = "(c.valid_first <= :valid_last AND c.valid_last >= :valid_first)"
            tests.append(("'valid_on'", held))
        if self.modalities is not None:
            tests.append(("'modality:' || c.modality", _among("modality", self.modalities)))
        return tests


def _among(column: str, codes: frozenset[str]) -> str:
    places = ", ".join(f":{column}_{i}" for i in range(len(codes)))
    return f"(c.{column} IN ({places}))"
