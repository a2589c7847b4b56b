"""Texts of documents that a user keeps: ``<home>/texts/<id>.txt``, never in a release or a dump."""

import os
import re
import unicodedata
from pathlib import Path

from kzgraph.anchor import anchor
from kzgraph.errors import BadRequestError, KzgraphError, NotFoundError
from kzgraph.evidence import CitedSpan, passage, read_evidence
from kzgraph.identifiers import SLUG, slug_of
from kzgraph.model import Evidence, Passage, Span, Value
from kzgraph.read.claims import get_claim
from kzgraph.read.graph import Graph
from kzgraph.release.home import Home


def text_path(home: Home, source: str) -> Path:
    """Return where the text of a document is kept. Raises ``NotFoundError`` for what is no id."""
    if not re.fullmatch(SLUG, source):
        raise NotFoundError("source", source)
    return home.path / "texts" / f"{source}.txt"


def held_text(home: Home, source: str) -> str | None:
    """Return the text of a document as NFC, or None where none is attached."""
    path = text_path(home, source)
    return text_of_file(path) if path.is_file() else None


def texts_state(home: Home) -> str:
    """Return what tells whether any attached text has changed since."""
    found = (path.stat() for path in sorted((home.path / "texts").glob("*.txt")))
    return " ".join(f"{told.st_ino}.{told.st_mtime_ns}.{told.st_size}" for told in found)


def text_of_file(path: Path) -> str:
    """Return a text as NFC, its lines ended by one sign. Raises ``BadRequestError``."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as exc:
        raise BadRequestError(f"{path} cannot be read as UTF-8 text: {exc}") from exc
    return unicodedata.normalize("NFC", text)


def keep_text(home: Home, source: str, text: str) -> Path:
    """Keep the text of a document, readable by its owner alone, in place of the one before."""
    path = text_path(home, source)
    temporary = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123  # a descriptor
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as exc:
        raise KzgraphError(f"{path} cannot be written: {exc}") from exc
    return path


def passages_of(home: Home, graph: Graph, claim: str) -> tuple[Passage, ...]:
    """Return the passages of a claim with their words; none where it cites a document as a whole.

    Raises ``NotFoundError`` for an unknown claim.
    """
    told = get_claim(graph, claim).evidence
    texts = {slug: held_text(home, slug) for slug in {_source(evidence) for evidence in told}}
    return tuple(
        _passage(graph, evidence, evidence.span, texts[_source(evidence)])
        for evidence in told
        if evidence.span is not None
    )


def _source(evidence: Evidence) -> str:
    return slug_of(evidence.document.iri or "")


def _passage(graph: Graph, evidence: Evidence, span: Span, text: str | None) -> Passage:
    document: Value = evidence.document
    if text is None:
        return Passage(document, span, None, None, "no_text")
    # With the other spans of the document: where they have moved tells where to look for this one.
    spans: tuple[CitedSpan, ...] = read_evidence(graph.store, _source(evidence)).spans
    found = next(one for one in anchor(text, spans) if one.cited.span == span)
    words = passage(text, found.at) if found.at else None
    return Passage(document, span, found.at, words, found.found)
