"""Attaching a text: it is kept in the user's home, and every span is looked for in it."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kzgraph.anchor import Anchored, anchor
from kzgraph.evidence import SourceEvidence, digest, read_evidence
from kzgraph.release import Home
from kzgraph.release.inputs import Inputs
from kzgraph.release.texts import keep_text, text_of_file
from kzgraph.store import EmbeddedStore


@dataclass(frozen=True)
class Attached:
    """Where a text is kept, whether it is the very text that was read, and where its spans stand."""

    path: Path
    length: int
    sha256: str
    very_text: bool
    spans: tuple[Anchored, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many spans there are of each kind: same, moved, ambiguous, lost."""
        return dict(Counter(span.found for span in self.spans))

    @property
    def unfit(self) -> tuple[Anchored, ...]:
        """The spans of which nobody can tell where they stand in this text."""
        return tuple(span for span in self.spans if span.at is None)


def attach(home: Home, evidence: SourceEvidence, file: Path) -> Attached:
    """Keep the text of a document in a home, and say where its spans stand in it.

    A text that has changed is kept as well: what no longer fits is told, and nothing is guessed.
    Raises ``BadRequestError`` where the file cannot be read, ``KzgraphError`` where it cannot be kept.
    """
    text = text_of_file(file)
    spans = tuple(anchor(text, evidence.spans))
    path = keep_text(home, evidence.source, text)
    sha256 = digest(text)
    return Attached(path, len(text), sha256, sha256 == evidence.sha256, spans)


def evidence_in(inputs: Inputs, source: str) -> SourceEvidence:
    """Return the evidence of a document as its files tell it, before any build."""
    store = EmbeddedStore.in_memory()
    try:
        store.load(inputs.quads())
        store.fill_default_graph()
        return read_evidence(store, source)
    finally:
        store.close()
