"""On which documents an answer rests, told from the table of documents alone."""

from dataclasses import replace
from typing import Final

from kzgraph.identifiers import compact
from kzgraph.model.coverage import Coverage, Publisher
from kzgraph.statements.index import StatementIndex
from kzgraph.statements.view import View

LARGEST: Final = 10
"""Publishers that are named; ``/v1/sources`` has them all."""

_PRIMARY: Final = "PrimaryDocument"


def coverage_of(index: StatementIndex, view: View, document: int | None = None) -> Coverage:
    """Return on which documents an answer under a view rests; ``document`` keeps it to that one.

    Of the view ``known_on`` counts alone: a document is looked through for every time and modality.
    It is made once for each release and day.
    """
    day = view.known_on.last.isoformat() if view.known_on else None
    return index.coverages.get((day, document), lambda: _coverage(index, day, document))


def _coverage(index: StatementIndex, day: str | None, document: int | None) -> Coverage:
    documents = index.documents
    among = documents.among(day, document)
    first, last = documents.dates(among)
    publishers = documents.counts("publisher", among)
    kinds = documents.counts("kind", among)
    told = Coverage(
        note="",
        documents=sum(kinds.values()),
        first=first,
        last=last,
        undated=documents.undated(among),
        publishers=len(publishers),
        largest=_named(index, publishers),
        kinds=kinds,
        languages=documents.counts("language", among),
        seen=documents.counts("seen", among),
    )
    return replace(told, note=_note(told, day))


def _named(index: StatementIndex, counts: dict[int, int]) -> tuple[Publisher, ...]:
    largest = sorted(counts.items(), key=lambda told: -told[1])[:LARGEST]
    terms = index.terms(number for number, _ in largest)
    told = ((terms[number], documents) for number, documents in largest)
    return tuple(Publisher(compact(who.iri or who.text), who.text, count) for who, count in told)


def _note(told: Coverage, day: str | None) -> str:
    if not told.documents:
        return f"Rests on no document{f' published by {day}' if day else ''}."
    primary = f" ({told.kinds[_PRIMARY]} primary)" if _PRIMARY in told.kinds else ""
    who = f" of {_number(told.publishers, 'publisher')}" if told.publishers else ""
    parts = [f"Rests on {_number(told.documents, 'document')}{primary}{who}, {_when(told)}"]
    if 0 < told.undated < told.documents:
        parts.append(f"{told.undated} undated")
    if "part" in told.seen:
        parts.append(f"{told.seen['part']} read in part")
    return f"{'; '.join(parts)}."


def _when(told: Coverage) -> str:
    if told.first is None:
        return "undated"
    return f"published {told.first if told.first == told.last else f'{told.first} to {told.last}'}"


def _number(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"
