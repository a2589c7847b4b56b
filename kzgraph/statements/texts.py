"""Finding claims by their paraphrases under a view, the best first."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from kzgraph.statements.counts import Counted, count
from kzgraph.statements.index import Row, StatementIndex
from kzgraph.statements.view import ALWAYS, Values, View

MOST_RANKED: Final = 1000
"""Claims that are compared with each other: of more, those after them follow in the order of numbers."""

_FROM: Final = """FROM claim_words AS w {joined}
    WHERE w.claim_words MATCH :match AND {condition}"""
_CLAIM: Final = "JOIN claim AS c ON c.id = w.rowid"
_STATEMENT: Final = f"{_CLAIM} JOIN statement AS s ON s.id = c.statement"
_ABOUT: Final = """EXISTS (SELECT 1 FROM entity_class AS k
    WHERE k.class = :class AND k.entity IN (s.subject, s.object))"""
# The words tell their claims in the order of numbers and are ranked as they are told: none is ranked
# that is not among the first.
_BEST: Final = """SELECT found.id, found.likeness FROM (SELECT w.rowid AS id, w.rank AS likeness
        {among} ORDER BY w.rowid LIMIT :ranked) AS found
    JOIN claim AS c ON c.id = found.id ORDER BY found.likeness, c.name LIMIT :limit OFFSET :offset"""
_FURTHER: Final = """SELECT w.rowid AS id, w.rank AS likeness {among}
    ORDER BY w.rowid LIMIT :limit OFFSET max(:offset, :ranked)"""
_TOLD: Final = """SELECT c.id, c.name, c.modality, s.subject, s.predicate, s.object
    FROM claim AS c JOIN statement AS s ON s.id = c.statement
    WHERE c.id IN (SELECT value FROM json_each(:claims))"""
_AT_MOST: Final = """SELECT COUNT(*) FROM (SELECT 1 FROM claim_words
    WHERE claim_words MATCH :match LIMIT :ranked + 1)"""


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


def rarest(index: StatementIndex, words: Iterable[str], match: Callable[[str], str]) -> list[str]:
    """Return the rarest of some words, so many as no more claims hold than are ranked; one at least.

    What nearly every claim says tells none of them apart. ``match`` makes the expression of a word.
    """
    held = {
        word: index.counts(_AT_MOST, {"match": match(word), "ranked": MOST_RANKED})[0][0]
        for word in words
    }
    kept, claims = list[str](), 0
    for word in sorted((word for word in held if held[word]), key=lambda word: held[word]):
        claims += held[word]
        if kept and claims > MOST_RANKED:
            break
        kept.append(word)
    return kept


def count_found(index: StatementIndex, wanted: Wanted, view: View) -> Counted:
    """Return how many claims are found, and how many the view leaves out, by the first reason."""
    among = _among(wanted, view)
    return count(index, among, wanted.values, view, view.corroborates(), number="w.rowid")


def claims(index: StatementIndex, wanted: Wanted, view: View, offset: int, limit: int) -> list[Row]:
    """Return claims: number, name, modality, subject, predicate, object, and score."""
    among = _among(wanted, view, view.statuses("w.rowid"), *view.clocks(), view.corroborates())
    values = {**wanted.values, **view.values(), "ranked": MOST_RANKED}
    best: dict[int, float] = {}
    for question, until in ((_BEST, MOST_RANKED), (_FURTHER, None)):
        part = {"offset": offset + len(best), "limit": limit - len(best)}
        if part["limit"] and (until is None) == (part["offset"] >= MOST_RANKED):
            best |= dict(index.rows(question.format(among=among), {**values, **part}))
    rows = index.rows(_TOLD, {"claims": json.dumps([*best])})
    told = {row[0]: row for row in rows}
    return [(*told[number], -likeness) for number, likeness in best.items()]


def _among(wanted: Wanted, view: View, *seen: str) -> str:
    """Return the question, from its FROM on, for the claims that are found and ``seen``."""
    # Claims and statements are looked up only where something is asked of them.
    joined = "" if view.clocks() == (ALWAYS, ALWAYS) else _CLAIM
    if not wanted.condition == view.corroborates() == ALWAYS:
        joined = _STATEMENT
    return _FROM.format(joined=joined, condition=" AND ".join((wanted.condition, *seen)))


def paraphrases(index: StatementIndex, numbers: list[int]) -> dict[int, dict[str, str]]:
    """Return the paraphrases of claims by number and language."""
    listed = ",".join(str(int(number)) for number in numbers)
    rows = index.rows(f"SELECT claim, language, text FROM claim_text WHERE claim IN ({listed})")
    told: dict[int, dict[str, str]] = {number: {} for number in numbers}
    for number, language, text in rows:
        told[number][language] = text
    return told
