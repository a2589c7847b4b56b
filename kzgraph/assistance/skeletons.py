"""Skeletons of claims from the marks of a text: statement and span; what it means is left open.

Modality and paraphrases stay empty: whether something is asserted or only planned decides whether it
becomes a fact, and a person says so.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kzgraph.assistance.marks import Dated, Mark, Marked, Measured, Named, Quoted
from kzgraph.assistance.measures import UNITS
from kzgraph.assistance.proposals import Cells
from kzgraph.assistance.words import words
from kzgraph.authoring.lexicon import STATEMENT_PROPERTY, Lexicon
from kzgraph.authoring.spelling import curie
from kzgraph.evidence import digest, passage
from kzgraph.model import Span
from kzgraph.names import fold
from kzgraph.vocab import SCHEMA, XSD

MOST: Final = 12
"""Skeletons of one sentence; more would be every pair of names in it."""

_DATES: Final = frozenset(XSD + name for name in ("date", "gYearMonth", "gYear"))
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_EMPTY: Final = frozenset(map(fold, words("par pour dans est son avec des les sur une")))


@dataclass(frozen=True)
class _Cue:
    """A property and the words of its French name; a sentence that has them all may state it."""

    iri: str
    words: frozenset[str]


def skeletons(marked: Marked, lexicon: Lexicon) -> Iterator[Cells]:
    """Yield rows of the sheet of claims, with start, end and digest of each sentence."""
    cues = sorted(_cues(lexicon), key=lambda cue: (-len(cue.words), cue.iri))
    for span, lemmas in zip(marked.sentences, marked.lemmas, strict=True):
        rows = _of_sentence(marked, span, {fold(lemma) for lemma in lemmas}, cues, lexicon)
        found = {tuple(cells.items()): cells for cells in rows}
        for cells in list(found.values())[:MOST]:
            yield cells | evidence_cells(marked.text, span) | _speech(marked, span)


def evidence_cells(text: str, span: Span) -> Cells:
    """Return the cells of a passage; of its words the digest alone."""
    sha256 = digest(passage(text, span))
    return {"start": str(span.start), "end": str(span.end), "sha256": sha256}


def _cues(lexicon: Lexicon) -> Iterator[_Cue]:
    for label in lexicon.labels:
        if label.language == "fr" and STATEMENT_PROPERTY in lexicon.classes(label.iri):
            needed = frozenset(fold(word) for word in _WORD.findall(label.text)) - _EMPTY
            if needed:
                yield _Cue(label.iri, needed)


def _of_sentence(
    marked: Marked, span: Span, lemmas: set[str], cues: Iterable[_Cue], lexicon: Lexicon
) -> Iterator[Cells]:
    marks = marked.within(span)
    said = lemmas | {fold(word) for word in _WORD.findall(passage(marked.text, span))}
    used: set[Mark] = set()
    for cue in cues:
        if cue.words <= said:
            for mark in marks:
                cells = _object(mark, lexicon.ranges(cue.iri), lexicon)
                if cells:
                    used.add(mark)
                    subject = _subject(mark, marks, lexicon.domains(cue.iri), lexicon)
                    yield {"subject": subject, "predicate": curie(cue.iri)} | cells
    for mark in marks:
        if isinstance(mark.said, Measured) and mark not in used:
            yield {"subject": "", "predicate": ""} | _measured(mark.said)


def _object(mark: Mark, ranges: set[str], lexicon: Lexicon) -> Cells:
    """Return the cells of a mark as the object of a property; none where it cannot be."""
    match mark.said:
        case Named(things) if things and _is_one(things[0], ranges, lexicon):
            return {"object": curie(things[0]), "object_type": "thing"}
        case Dated(first=first) if first and ranges & _DATES:
            return {"object": first, "object_type": "date"}
        case Measured(money=True) if SCHEMA + "MonetaryAmount" in ranges:
            return _measured(mark.said)
        case Measured(money=False, numbers=numbers) if XSD + "integer" in ranges:
            whole = numbers.isdecimal()
            return {"object": numbers, "object_type": "integer"} if whole else {}
        case Measured(money=False) if SCHEMA + "QuantitativeValue" in ranges:
            return _measured(mark.said)
        case _:
            return {}


def _measured(said: Measured) -> Cells:
    if said.unit not in UNITS and not said.money and said.numbers.isdecimal() and not said.hedge:
        return {"object": said.numbers, "object_type": "integer"}
    kind = "amount" if said.money else "quantity"
    cells = {"object": said.numbers, "object_type": kind, "unit": said.unit}
    return cells | ({"hedge": said.hedge} if said.hedge else {})


def _subject(mark: Mark, marks: Iterable[Mark], domains: set[str], lexicon: Lexicon) -> str:
    """Return the nearest thing that the property may be about; the one before, of two as near."""
    fit = [
        (abs(other.span.start - mark.span.start), other.span.start, other.said.things[0])
        for other in marks
        if isinstance(other.said, Named) and other != mark and other.said.things
        and _is_one(other.said.things[0], domains, lexicon)
    ]  # fmt: skip
    own = mark.said.things if isinstance(mark.said, Named) else ()
    others = [one for one in sorted(fit) if one[2] not in own]
    return curie(others[0][2]) if others else ""


def _is_one(iri: str, among: set[str], lexicon: Lexicon) -> bool:
    return not among or bool(among & lexicon.classes(iri))


def _speech(marked: Marked, span: Span) -> Cells:
    """Return who speaks, where the whole of a sentence stands in quotation marks or most of it."""
    for mark in marked.marks:
        if isinstance(mark.said, Quoted) and mark.said.speakers:
            shared = min(mark.span.end, span.end) - max(mark.span.start, span.start)
            if 2 * shared > span.end - span.start:
                speakers = " | ".join(curie(iri) for iri in mark.said.speakers)
                return {"speaker": speakers, "speech_mode": "DirectQuotation"}
    return {}
