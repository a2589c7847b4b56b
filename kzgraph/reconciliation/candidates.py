"""Answering questions: candidates by name or by property, weighed, the best first."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kzgraph.names import Match
from kzgraph.reconciliation.catalogue import Catalogue
from kzgraph.reconciliation.compare import Comparison, combined
from kzgraph.reconciliation.having import having
from kzgraph.reconciliation.model import Candidate, Question, Term
from kzgraph.reconciliation.scoring import Weighed, surely
from kzgraph.reconciliation.spaces import Space
from kzgraph.reconciliation.terms import general
from kzgraph.reconciliation.values import AGREES

_LOOKED_AT: Final = 20
"""Candidates by name that are weighed, and more where more are wanted."""

Named = dict[str, list[Match]]
"""What each text names."""


class Reconciler:
    """Answers the questions of one batch."""

    def __init__(
        self,
        catalogue: Catalogue,
        space: Space,
        language: str | None = None,
        checkpoint: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the language to show things in, and what is called before each question.

        ``checkpoint`` may raise, to end a batch that takes too long.
        """
        self._catalogue, self._space, self._language = catalogue, space, language
        self._checkpoint = checkpoint
        self._compared = Comparison(catalogue, space)

    def answer(self, questions: Sequence[Question]) -> list[list[Candidate]]:
        """Return the candidates of each question."""
        most = max((question.limit for question in questions), default=0)
        named = self._named(questions, max(_LOOKED_AT, 2 * most))
        found = []
        for question in questions:
            self._checkpoint()
            found.append(self._candidates(question, named))
        return found

    def _named(self, questions: Iterable[Question], most: int) -> Named:
        """Look all names of all questions up at once; each different one a single time."""
        texts = dict.fromkeys(
            text for q in questions for naming in q.names for text in naming.values
        )
        asked = [text for text in texts if text.strip()]
        return dict(
            zip(asked, self._catalogue.graph.names.candidates(asked, limit=most), strict=True)
        )

    def _candidates(self, question: Question, named: Named) -> list[Candidate]:
        weighed = self._weighed(question, named)
        if not weighed and question.types and question.strictness != "should":
            weighed = self._weighed(question, self._among(question))
        scored = [(one.score(question), one) for one in weighed]
        scored.sort(key=lambda pair: (-pair[0], _kind(pair[1]), pair[1].iri))
        sure = surely(question, [one for _, one in scored])
        return [
            self._candidate(question, one, score, one is sure)
            for score, one in scored[: question.limit]
        ]

    def _among(self, question: Question) -> Named:
        """Look the names up again among the things of the types: others may have hidden them."""
        classes = self._catalogue.classes.below(question.types)
        texts = [text for naming in question.names for text in naming.values if text.strip()]
        index = self._catalogue.graph.names
        found = index.candidates(texts, classes=classes, limit=_LOOKED_AT)
        return dict(zip(texts, found, strict=True))

    def _weighed(self, question: Question, named: Named) -> list[Weighed]:
        texts = [text for naming in question.names for text in naming.values]
        by_id = {iri for text in texts if (iri := self._space.iri_of(text.strip())) is not None}
        found: dict[str, None] = dict.fromkeys(
            [*sorted(by_id), *(match.iri for text in texts for match in named.get(text, ()))]
        )
        if not question.names:
            found = having(self._catalogue, self._space, self._compared, question.conditions)
        weighed = (self._weigh(question, iri, named, iri in by_id) for iri in found)
        return [one for one in weighed if one is not None]

    def _weigh(self, question: Question, iri: str, named: Named, is_by_id: bool) -> Weighed | None:
        if self._space.id_of(iri) is None:
            return None
        typed = self._is_typed(question, iri)
        if typed is False and question.strictness != "should":
            return None
        matches = [
            [_of(named.get(text, ()), iri) for text in naming.values] for naming in question.names
        ]
        names = [
            1.0 if is_by_id else combined(naming.quantifier, [m.score if m else 0.0 for m in of])
            for naming, of in zip(question.names, matches, strict=True)
        ]
        agreements = tuple(self._compared.agreement(c, iri) for c in question.conditions)
        if not _meets(question, names, agreements):
            return None
        best = max((m for of in matches for m in of if m), key=lambda m: m.score, default=None)
        name = sum(names) / len(names) if names else 0.0
        return Weighed(iri, best, is_by_id, name, agreements, typed)

    def _is_typed(self, question: Question, iri: str) -> bool | None:
        """Tell whether a thing is of the types that are asked for; None where none is."""
        if not question.types:
            return None
        classes = self._catalogue.classes
        kinds = classes.kinds(classes.of(iri))
        test = all if question.strictness == "all" else any
        return test(name in kinds for name in question.types)

    def _candidate(
        self, question: Question, one: Weighed, score: float, is_match: bool
    ) -> Candidate:
        shown = self._catalogue.shown(one.iri, self._language)
        ids = [_id(self._catalogue, condition.property) for condition in question.conditions]
        return Candidate(
            id=self._space.id_of(one.iri) or one.iri,
            iri=one.iri,
            name=shown.name,
            description=shown.description,
            types=types_of(self._catalogue, shown.types),
            score=score,
            match=is_match,
            features=one.features(ids),
        )


def types_of(catalogue: Catalogue, types: Iterable[str]) -> tuple[Term, ...]:
    """Return classes as answers have them."""
    return tuple(catalogue.types.get(name) for name in types)


def _meets(question: Question, names: Sequence[float], agreements: Sequence[float | None]) -> bool:
    """Tell whether all conditions are met that have to be, and at least one of all of them."""
    named = zip(question.names, names, strict=True)
    stated = zip(question.conditions, agreements, strict=True)
    if any(naming.required and score < AGREES for naming, score in named):
        return False
    if any(condition.required and (score or 0.0) < AGREES for condition, score in stated):
        return False
    return any(names) or (not names and any(agreements))


def _of(matches: Iterable[Match], iri: str) -> Match | None:
    return next((match for match in matches if match.iri == iri), None)


def _kind(one: Weighed) -> float:
    """Return what puts a preferred name before another of the same score."""
    features = one.match.features if one.match else None
    return -features.kind if features else 0.0


def _id(catalogue: Catalogue, prop: str) -> str:
    return prop if general(prop) else catalogue.properties.get(prop).id
