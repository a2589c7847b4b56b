"""Finding claims by their paraphrases under a view, the best first."""

from dataclasses import dataclass
from typing import Final

from kzgraph.statements.counts import Counted, count
from kzgraph.statements.index import Row, StatementIndex
from kzgraph.statements.view import ALWAYS, Values, View

_FROM: Final = """FROM claim_words AS w JOIN claim AS c ON c.id = w.rowid {joined}
    WHERE w.claim_words MATCH :match AND {condition}"""
_JOINED: Final = "JOIN statement AS s ON s.id = c.statement"
_ABOUT: Final = """EXISTS (SELECT 1 FROM entity_class AS k
    WHERE k.class = :class AND k.entity IN (s.subject, s.object))"""


@dataclass(frozen=True)
class Wanted:
    """An expression of FTS5, and the number of a class that the claims have to speak of."""

    match: str
    class_number: int | None = None

    @property
    def condition(self) -> str:
        """The SQL condition on a statement ``s``."""
        return ALWAYS if self.class_number is None else _ABOUT

    @property
    def values(self) -> Values:
        """The parameters."""
        return {"match": self.match, "class": self.class_number}


def is_found(index: StatementIndex, match: str) -> bool:
    """Tell whether any claim matches, whatever the view."""
    question = "SELECT rowid FROM claim_words WHERE claim_words MATCH :match LIMIT 1"
    return bool(index.rows(question, {"match": match}))


def count_found(index: StatementIndex, wanted: Wanted, view: View) -> Counted:
    """Return how many claims are found, and how many the view leaves out, by the first reason."""
    return count(index, _among(wanted, view), wanted.values, view, view.corroborates())


def claims(index: StatementIndex, wanted: Wanted, view: View, offset: int, limit: int) -> list[Row]:
    """Return claims: number, name, modality, subject, predicate, object, and score."""
    # Ranked by name alone: many are found, and few are told.
    among = _among(wanted, view, view.condition(), view.corroborates())
    best = f"""SELECT c.id, w.rank AS likeness {among}
        ORDER BY w.rank, c.name LIMIT :limit OFFSET :offset"""
    return index.rows(
        f"""SELECT c.id, c.name, c.modality, s.subject, s.predicate, s.object, -best.likeness
        FROM ({best}) AS best JOIN claim AS c ON c.id = best.id
        JOIN statement AS s ON s.id = c.statement ORDER BY best.likeness, c.name""",
        {**wanted.values, **view.values(), "limit": limit, "offset": offset},
    )


def _among(wanted: Wanted, view: View, *seen: str) -> str:
    """Return the question, from its FROM on, for the claims that are found and ``seen``."""
    # Statements are looked up only where something is asked of them.
    joined = "" if wanted.condition == view.corroborates() == ALWAYS else _JOINED
    return _FROM.format(joined=joined, condition=" AND ".join((wanted.condition, *seen)))


def paraphrases(index: StatementIndex, numbers: list[int]) -> dict[int, dict[str, str]]:
    """Return the paraphrases of claims by number and language."""
    listed = ",".join(str(int(number)) for number in numbers)
    rows = index.rows(f"SELECT claim, language, text FROM claim_text WHERE claim IN ({listed})")
    told: dict[int, dict[str, str]] = {number: {} for number in numbers}
    for number, language, text in rows:
        told[number][language] = text
    return told
