"""Marks and proposals in lines for a terminal; signs that a terminal would act upon are replaced."""

import unicodedata
from collections.abc import Iterator

from kzgraph.assistance.marks import Dated, Mark, Marked, Measured, Named, Quoted
from kzgraph.assistance.proposals import Cells, Proposal
from kzgraph.authoring.spelling import curie
from kzgraph.evidence import passage
from kzgraph.model import Span


def plain_line(text: str) -> str:
    """Return a text in one line, without signs that nobody sees or that move a cursor."""
    return "".join("\ufffd" if _hidden(sign) else sign for sign in " ".join(text.split()))


def _hidden(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs"}


def mark_line(marked: Marked, mark: Mark) -> str:
    """Return a mark as a line: position, kind, what it means, and the words."""
    words = plain_line(passage(marked.text, mark.span))
    place = f"{mark.span.start}-{mark.span.end}"
    return f"{place:<12} {mark.kind:<9} {_meaning(marked, mark):<40} {words}"


def _meaning(marked: Marked, mark: Mark) -> str:
    match mark.said:
        case Named(things):
            return " | ".join(map(curie, things)) or "not known"
        case Dated(first, last, relative):
            told = "..".join(filter(None, (first, last))) or "?"
            return f"{told} (relative)" if relative else told
        case Measured(numbers, unit, hedge, _):
            return " ".join(filter(None, (hedge, numbers, unit)))
        case Quoted(speakers, named):
            known = " | ".join(map(curie, speakers))
            return known or (plain_line(passage(marked.text, named)) if named else "nobody named")


def mark_record(mark: Mark) -> dict[str, object]:
    """Return a mark as JSON has it: start, end, kind, and what its kind tells."""
    place: dict[str, object] = {
        "start": mark.span.start, "end": mark.span.end, "kind": mark.kind,
    }  # fmt: skip
    match mark.said:
        case Named(things):
            return place | {"things": [curie(iri) for iri in things]}
        case Dated(first, last, relative):
            return place | {"first": first, "last": last, "relative": relative}
        case Measured(numbers, unit, hedge, _):
            return place | {"numbers": numbers, "unit": unit, "hedge": hedge}
        case Quoted(speakers, named):
            at = [named.start, named.end] if named else None
            return place | {"speakers": [curie(iri) for iri in speakers], "named": at}


def proposal_lines(proposal: Proposal, text: str | None) -> Iterator[str]:
    """Yield what a reviewer must see: the statement, its cells, and the words where they are held."""
    cells = proposal.cells
    ends = (cells.get(name) or "?" for name in ("subject", "predicate", "object"))
    yield f"{proposal.number}  {plain_line(' | '.join(ends))}"
    for name, told in _others(cells):
        yield f"     {name}: {plain_line(told)}"
    if text is not None and cells.get("start", "").isdecimal() and cells.get("end", "").isdecimal():
        words = passage(text, Span(int(cells["start"]), int(cells["end"])))
        yield f"     text: {plain_line(words)}"
    yield f"     by: {plain_line(', '.join(proposal.assistants))}"


def _others(cells: Cells) -> Iterator[tuple[str, str]]:
    hidden = {"subject", "predicate", "object", "sha256"}
    yield from ((name, told) for name, told in cells.items() if name not in hidden)
