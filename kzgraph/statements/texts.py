"""Finding claims by their paraphrases under a view, the best first."""

from dataclasses import dataclass
from typing import Final

from kzgraph.model import LeftOut
from kzgraph.statements.claims import corroborated
from kzgraph.statements.index import Row, StatementIndex
from kzgraph.statements.view import Values, View

_FROM: Final = """FROM claim_words AS w JOIN claim AS c ON c.id = w.rowid
    JOIN statement AS s ON s.id = c.statement WHERE w.claim_words MATCH :match"""
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
        return "TRUE" if self.class_number is None else _ABOUT

    @property
    def values(self) -> Values:
        """The parameters."""
        return {"match": self.match, "class": self.class_number}


@dataclass(frozen=True)
class Counted:
    """How many claims a view sees, and what it leaves out."""

    total: int
    left_out: LeftOut


def is_found(index: StatementIndex, match: str) -> bool:
    """Tell whether any claim matches, whatever the view."""
    question = "SELECT rowid FROM claim_words WHERE claim_words MATCH :match LIMIT 1"
    return bool(index.rows(question, {"match": match}))


def count(index: StatementIndex, wanted: Wanted, view: View) -> Counted:
    """Return how many claims are found, and how many the view leaves out, by the first reason."""
    question = f"""SELECT coalesce({view.reason()}, CASE WHEN NOT ({corroborated(view)}) THEN 'few' END)
        AS reason, COUNT(*) {_FROM} AND {wanted.condition} GROUP BY reason"""
    counted: dict[str | None, int] = dict(
        index.counts(question, {**wanted.values, **view.values()})
    )
    modality = {
        reason.partition(":")[2]: number
        for reason, number in sorted(counted.items(), key=str)
        if reason and reason.startswith("modality:")
    }
    single = {name: counted.get(name, 0) for name in ("rank", "known_on", "valid_on")}
    left_out = LeftOut(**single, modality=modality, corroboration=counted.get("few", 0))
    return Counted(counted.get(None, 0), left_out)


def claims(index: StatementIndex, wanted: Wanted, view: View, offset: int, limit: int) -> list[Row]:
    """Return claims: number, name, modality, subject, predicate, object, and score."""
    return index.rows(
        f"""SELECT c.id, c.name, c.modality, s.subject, s.predicate, s.object, -w.rank {_FROM}
        AND {wanted.condition} AND {view.condition()} AND {corroborated(view)}
        ORDER BY w.rank, c.name LIMIT :limit OFFSET :offset""",
        {**wanted.values, **view.values(), "limit": limit, "offset": offset},
    )


def paraphrases(index: StatementIndex, numbers: list[int]) -> dict[int, dict[str, str]]:
    """Return the paraphrases of claims by number and language."""
    listed = ",".join(str(int(number)) for number in numbers)
    rows = index.rows(f"SELECT claim, language, text FROM claim_text WHERE claim IN ({listed})")
    told: dict[int, dict[str, str]] = {number: {} for number in numbers}
    for number, language, text in rows:
        told[number][language] = text
    return told
