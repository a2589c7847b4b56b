"""A view: which claims count, by modality, rank, two clocks, and corroboration."""

from dataclasses import dataclass
from typing import Final

from kzgraph.dates import Interval

ASSERTED: Final = frozenset({"Asserted"})
HEEDED: Final = frozenset({"PreferredRank", "NormalRank"})

ALWAYS: Final = "TRUE"
"""The SQL condition that everything meets."""

Values = dict[str, str | int | None]
"""Parameters of a question to the index."""

_SEEN: Final = "EXISTS (SELECT 1 FROM witness AS c WHERE c.statement = s.id AND {condition})"
_WITNESSED: Final = """(SELECT COUNT(DISTINCT c.origin) FROM witness AS c
    WHERE c.statement = s.id AND c.origins >= :min_corroboration AND {condition})
    >= :min_corroboration"""
# The same, answered once for all statements: a statement comes up with each of its many claims.
_CORROBORATED: Final = """SELECT c.statement FROM witness AS c
    WHERE c.origins >= :min_corroboration AND {condition}
    GROUP BY c.statement HAVING COUNT(DISTINCT c.origin) >= :min_corroboration"""


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
        return " AND ".join(kept for _, kept in self._tests()) or ALWAYS

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
            return ALWAYS
        return f"s.id IN ({self.corroborated()})"

    def corroborated(self) -> str:
        """Return the SQL question for the statements that enough documents make."""
        return _CORROBORATED.format(condition=self.condition())

    def clocks(self) -> tuple[str, str]:
        """Return the SQL expressions by which a claim ``c`` passes the two clocks: 1, or 0.

        ``ALWAYS`` for a clock that is not looked at.
        """
        tests = dict(self._tests())
        known, held = (tests.get(name) for name in ("known_on", "valid_on"))
        return _flag(known), _flag(held)

    def values(self) -> Values:
        """Return the parameters of all of these."""
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
        """Return what is looked at and its condition, in the order in which reasons are told."""
        tests = []
        if self.ranks is not None:
            tests.append(("rank", _among("rank", self.ranks)))
        if self.known_on:
            tests.append(("known_on", "+c.published_last <= :known_last"))
        if self.valid_on:
            held = "(c.valid_first <= :valid_last AND c.valid_last >= :valid_first)"
            tests.append(("valid_on", held))
        if self.modalities is not None:
            tests.append(("modality", _among("modality", self.modalities)))
        return tests


def _flag(condition: str | None) -> str:
    # A claim without a time passes no clock: there a comparison gives NULL.
    return ALWAYS if condition is None else f"coalesce({condition}, 0)"


def _among(column: str, codes: frozenset[str]) -> str:
    # The plus (and that of `known_on`) keeps SQLite from beginning with all claims of a status.
    places = ", ".join(f":{column}_{i}" for i in range(len(codes)))
    return f"(+c.{column} IN ({places}))"
