"""The claims that a search finds by the words of their paraphrases: how many, and any part."""

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np

from kzgraph.identifiers import thing
from kzgraph.model import LeftOut, Value
from kzgraph.model.search import ClaimHit
from kzgraph.read.entity_sets import EntitySets
from kzgraph.statements import StatementIndex, View, texts
from kzgraph.statements.words import LANGUAGES, Sought


@dataclass(frozen=True)
class FoundClaims:
    """What was found; a view leaves some of it out. Nothing where there is no question."""

    total: int = 0
    left_out: LeftOut = field(default_factory=LeftOut)
    question: "Question | None" = None

    def told(self, offset: int, limit: int) -> tuple[ClaimHit, ...]:
        """Return a part of the claims, the best first."""
        if self.question is None or limit < 1:
            return ()
        return self.question.answer(offset, limit)


NONE: Final = FoundClaims()


@dataclass(frozen=True)
class Question:
    """What is asked of the index; ``every`` word is found in each claim, or only some.

    ``seen`` are the claims that match and that a view sees, by their numbers.
    """

    index: StatementIndex
    sought: Sought
    languages: tuple[str, ...]
    every: bool
    match: str
    seen: list[int]

    def answer(self, offset: int, limit: int) -> tuple[ClaimHit, ...]:
        """Return a part of the claims."""
        rows = texts.claims(self.index, self.match, self.seen, offset, limit)
        said = texts.paraphrases(self.index, [row[0] for row in rows])
        terms = self.index.terms(number for row in rows for number in row[3:6])
        return tuple(self._hit(row, said[row[0]], terms) for row in rows)

    def _hit(self, row: tuple[Any, ...], said: dict[str, str], terms: dict[int, Value]) -> ClaimHit:
        _, name, modality, subject, predicate, value, score = row
        marked = {tag: self.sought.highlights(said.get(tag, "")) for tag in self.languages}
        language = max(self.languages, key=lambda tag: len(marked[tag]))
        return ClaimHit(
            kind="claim",
            id=name,
            iri=thing("claim", name),
            subject=terms[subject],
            predicate=terms[predicate],
            object=terms[value],
            modality=modality,
            text=said.get(language, ""),
            language=language,
            highlights=marked[language],
            why="all_words" if self.every else "some_words",
            score=round(score, 4),
        )


def find_claims(
    index: StatementIndex,
    sets: EntitySets,
    sought: Sought,
    view: View,
    language: str | None = None,
    class_number: int | None = None,
) -> FoundClaims:
    """Return the claims that hold every word or a phrase; where there are none, those with a rare word.

    ``language`` keeps paraphrases in it, ``class_number`` what is said of things of a class.
    """
    languages = tuple(tag for tag in LANGUAGES if language is None or _is(language, tag))
    if not languages or not (sought.words or sought.phrases):
        return NONE
    every, match = True, sought.match(languages)
    if not texts.is_found(index, match):
        every, rare = False, texts.rarest(index, sought.words, lambda word: _word(word, languages))
        if not rare:
            return NONE
        match = Sought(tuple(rare)).match(languages, every=False)
    witnesses = sets.witnesses
    rows = witnesses.rows_of(np.array(texts.found(index, match), dtype=np.int64))
    if class_number is not None:
        rows = rows[sets.speaking_of(class_number)[rows]]
    counted = witnesses.counted(view, rows, witnessed=True)
    seen = witnesses.claims[rows[witnesses.seen(view, rows)]].tolist()
    question = Question(index, sought, languages, every, match, seen)
    return FoundClaims(counted.seen, counted.left_out, question)


def _word(word: str, languages: tuple[str, ...]) -> str:
    return Sought((word,)).match(languages)


def _is(language: str, tag: str) -> bool:
    return language.lower().partition("-")[0] == tag
