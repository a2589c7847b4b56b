"""``kzgraph show claim/<id>``: one claim, and the words of its passages for who holds the text."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

import typer

from kzgraph.model import Claim, Evidence, Passage, Span
from kzgraph.read.claims import get_claim
from kzgraph.read.graph import Graph
from kzgraph.release import Home
from kzgraph.release.texts import passages_of

_NOT_SHOWN: Final = {
    "no_text": "no text is attached; `kzgraph source attach` keeps one for you",
    "lost": "these words are nowhere in the attached text",
    "ambiguous": "these words are at several places in the attached text",
}


def show_claim(graph: Graph, claim_id: str, home: Home | None) -> None:
    """Print a claim; with a home, the words of its passages. Raises ``NotFoundError``."""
    claim = get_claim(graph, claim_id)
    passages = passages_of(home, graph, claim_id) if home is not None else None
    lines = chain(_statement(claim), _evidence(claim) if passages is None else _words(passages))
    typer.echo("\n".join([f"claim/{claim.id}", *(f"  {line}" for line in lines)]))
    if passages == ():
        typer.echo("  it cites the document as a whole, and no passage")


def _statement(claim: Claim) -> Iterator[str]:
    yield f"{claim.subject.text} | {claim.predicate.text} | {claim.object.text}"
    speakers = ", ".join(speaker.text for speaker in claim.speakers)
    yield f"{claim.modality}, {claim.rank}, said by {speakers} ({claim.speech_mode})"
    between = [day for day in (claim.valid_from, claim.valid_until) if day]
    held = claim.valid_at or " to ".join(between) or "no time told"
    yield f"holds: {held}; published: {claim.published or 'nobody knows when'}"
    for language, text in sorted(claim.paraphrase.items()):
        yield f"{language}: {text}"


def _evidence(claim: Claim) -> Iterator[str]:
    for evidence in claim.evidence:
        yield _place(evidence)


def _place(evidence: Evidence | Passage) -> str:
    return f"{evidence.document.text}{_positions(evidence.span)}"


def _positions(span: Span | None) -> str:
    return f", {span.start}-{span.end}" if span else ", as a whole"


def _words(passages: tuple[Passage, ...]) -> Iterator[str]:
    for passage in passages:
        moved = f" (now at{_positions(passage.at)[1:]})" if passage.found == "moved" else ""
        yield _place(passage) + moved
        yield f"  {passage.words or _NOT_SHOWN[passage.found]}"
