"""Marking a text: entities, dates, amounts, quantities and quotations, each with its position."""

from pathlib import Path
from typing import Final

from kzgraph.assistance.dates import dates
from kzgraph.assistance.marks import Marked, in_order, inside
from kzgraph.assistance.measures import measures
from kzgraph.assistance.pipeline import Pipeline
from kzgraph.assistance.quotations import quotations
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.authoring.sentences import sentences
from kzgraph.authoring.working import Working
from kzgraph.errors import BadRequestError
from kzgraph.identifiers import thing
from kzgraph.model import Span
from kzgraph.rdf import text_of
from kzgraph.release import Home
from kzgraph.release.texts import held_text, text_of_file
from kzgraph.vocab import DCTERMS, KZ

LONGEST: Final = 1_000_000
"""Code points of a text; spaCy reads no more at once."""

_CONTENT: Final = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})


def text_to_read(working: Working, home: Home, file: Path | None) -> str:
    """Return the text of a document: that of a file, or the one that is attached.

    Raises ``BadRequestError`` where there is none, where it is too long, or not French.
    """
    text = text_of_file(file) if file is not None else held_text(home, working.source)
    if text is None:
        raise BadRequestError(
            f"no text of {working.source} is held; name its file, or attach it with "
            f"`kzgraph source attach {working.source} FILE`"
        )
    if len(text) > LONGEST:
        raise BadRequestError(f"the text has {len(text)} code points; {LONGEST} are read at most")
    language = _literal(working, DCTERMS + "language")
    if language != "fr":
        raise BadRequestError(
            f"{working.source} is in {language!r}, and the model reads French ('fr') alone"
        )
    return text


def dateline(working: Working) -> str:
    """Return the date of a document as far as it is known, or nothing."""
    return _literal(working, DCTERMS + "issued")


def _literal(working: Working, name: str) -> str:
    document = thing("document", working.source)
    own = (
        text_of(quad.object)
        for file in working.inputs.files
        for quad in file.quads
        if quad.predicate.value == name and text_of(quad.subject) == document
    )
    return next(own, "")


def mark_text(text: str, lexicon: Lexicon, issued: str = "") -> Marked:
    """Mark a French text as NFC; relative dates are counted from ``issued``.

    Raises ``ConfigurationError`` where the extra is not installed.
    """
    pipeline = Pipeline(lexicon)
    doc = pipeline.read(text)
    entities = list(pipeline.entities(doc))
    agents = {iri for iri in lexicon.known if KZ + "Agent" in lexicon.classes(iri)}
    times = list(dates(text, issued))
    found = (
        *entities,
        *times,
        *measures(text, (mark.span for mark in times)),
        *quotations(doc, entities, agents),
    )
    spans = tuple(sentences(text))
    words = [
        (Span(token.idx, token.idx + len(token)), token.lemma_.lower())
        for token in doc
        if token.pos_ in _CONTENT
    ]
    lemmas = (frozenset(lemma for at, lemma in words if inside(at, span)) for span in spans)
    return Marked(text, spans, tuple(lemmas), in_order(found))
