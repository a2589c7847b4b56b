"""Words in quotation marks, and who says them where the text says so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from kzgraph.assistance.marks import Mark, Named, Quoted, inside, overlap
from kzgraph.assistance.words import words
from kzgraph.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MARKS: Final = re.compile(r"«[^«»]{1,5000}»|“[^“”]{1,5000}”|\"[^\"]{1,5000}\"")
_SPEECH: Final = words(
    "affirmer ajouter annoncer assurer conclure confier confirmer considérer déclarer dire estimer",
    "expliquer exprimer indiquer insister juger noter poursuivre préciser rappeler réaffirmer",
    "souhaiter souligner",
)
_BEFORE, _AFTER = 12, 6
"""Words before and after a quotation among which its verb stands."""

_SUBJECTS: Final = frozenset({"nsubj", "nsubj:pass", "nsubj:caus"})


def quotations(doc: "Doc", entities: Iterable[Mark], agents: set[str]) -> Iterator[Mark]:
    """Yield the quotations in a text. ``agents`` are the things that may speak.

    A speaker is the subject of a verb of speech next to the quotation; it is nobody else.
    """
    known = [mark for mark in entities if isinstance(mark.said, Named)]
    for found in _MARKS.finditer(doc.text):
        span = Span(found.start(), found.end())
        named = _joined(doc.text, _speaker(doc, span), known)
        yield Mark(span, Quoted(_things(known, named, agents), named))


def _speaker(doc: "Doc", span: Span) -> Span | None:
    """Return the words that name the speaker."""
    for verb in _verbs(doc, span):
        for subject in verb.children:
            if subject.dep_ in _SUBJECTS and subject.pos_ != "PRON":
                tokens = list(subject.subtree)
                first, last = tokens[0], tokens[-1]
                named = Span(first.idx, last.idx + len(last.text))
                if not inside(named, span):
                    return named
    return None


def _joined(text: str, named: Span | None, known: Iterable[Mark]) -> Span | None:
    """Return the words of a speaker with the whole of its name and of names coordinated before it."""
    for mark in sorted(known, key=lambda one: -one.span.start):
        if named is None:
            break
        if overlap(mark.span, named):
            named = Span(min(mark.span.start, named.start), max(mark.span.end, named.end))
        elif text[mark.span.end : named.start] in {" et ", ", "}:
            named = Span(mark.span.start, named.end)
    return named


def _verbs(doc: "Doc", span: Span) -> Iterator["Token"]:
    """Yield the verbs of speech in the same sentence, the nearest first."""
    before = [token for token in doc if token.idx < span.start]
    after = [token for token in doc if token.idx >= span.end]
    near = (*_until_stop(before[::-1][:_BEFORE]), *_until_stop(after[:_AFTER]))
    yield from (token for token in near if token.lemma_.lower() in _SPEECH)


def _until_stop(tokens: Sequence["Token"]) -> Iterator["Token"]:
    return takewhile(lambda token: token.text not in {".", "!", "?", "\n", "»"}, tokens)


def _things(known: Iterable[Mark], named: Span | None, agents: set[str]) -> tuple[str, ...]:
    if named is None:
        return ()
    within = (mark.said for mark in known if inside(mark.span, named))
    found = {iri for said in within if isinstance(said, Named) for iri in said.things}
    return tuple(sorted(found & agents))
