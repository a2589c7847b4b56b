"""Finding claims by their paraphrases, the best first."""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kzgraph.statements.index import Row, StatementIndex

MOST_RANKED: Final = 1000
"""Claims that are compared with each other: of more, those after them follow in the order of numbers."""

_FOUND: Final = "SELECT json_group_array(rowid) FROM claim_words WHERE claim_words MATCH :match"
# The plus keeps full text from looking for each claim by itself.
_RANKED: Final = """SELECT c.id, c.name, c.modality, s.subject, s.predicate, s.object, found.likeness
    FROM (SELECT w.rowid AS id, w.rank AS likeness FROM claim_words AS w
        WHERE w.claim_words MATCH :match AND w.rowid BETWEEN :first AND :last
        AND +w.rowid IN (SELECT value FROM json_each(:claims))) AS found
    JOIN claim AS c ON c.id = found.id JOIN statement AS s ON s.id = c.statement
    ORDER BY {order} LIMIT :limit OFFSET :offset"""
_BEST: Final = _RANKED.format(order="found.likeness, c.name")
_FURTHER: Final = _RANKED.format(order="c.id")
_AT_MOST: Final = """SELECT COUNT(*) FROM (SELECT 1 FROM claim_words
    WHERE claim_words MATCH :match LIMIT :ranked + 1)"""


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


def found(index: StatementIndex, match: str) -> list[int]:
    """Return the claims that match, whatever the view, in the order of their numbers."""
    ((numbers,),) = index.rows(_FOUND, {"match": match})
    return sorted(json.loads(numbers))


def claims(
    index: StatementIndex, match: str, among: Sequence[int], offset: int, limit: int
) -> list[Row]:
    """Return a part of some claims that match: number, name, modality, subject, predicate, object, score.

    ``among`` are in the order of their numbers.
    """
    best, further = among[:MOST_RANKED], among[max(offset, MOST_RANKED) : offset + limit]
    rows = _ranked(index, _BEST, match, best, offset, limit)
    rows += _ranked(index, _FURTHER, match, further, 0, limit)
    return [(*row[:-1], -row[-1]) for row in rows]


def _ranked(
    index: StatementIndex, question: str, match: str, among: Sequence[int], offset: int, limit: int
) -> list[Row]:
    if not among or offset >= len(among):
        return []
    ends = {"first": among[0], "last": among[-1], "offset": offset, "limit": limit}
    return index.rows(question, {"match": match, "claims": json.dumps([*among]), **ends})


def paraphrases(index: StatementIndex, numbers: list[int]) -> dict[int, dict[str, str]]:
    """Return the paraphrases of claims by number and language."""
    listed = ",".join(str(int(number)) for number in numbers)
    rows = index.rows(f"SELECT claim, language, text FROM claim_text WHERE claim IN ({listed})")
    told: dict[int, dict[str, str]] = {number: {} for number in numbers}
    for number, language, text in rows:
        told[number][language] = text
    return told
