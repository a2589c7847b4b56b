"""The evidence of all documents, read from sorted lines: what ``read_evidence`` asks of each."""

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial
from itertools import groupby, product
from typing import Final

from kzgraph.errors import NotFoundError
from kzgraph.evidence import SourceEvidence, evidence_of
from kzgraph.identifiers import thing
from kzgraph.lines import LineSorter, Said, Things
from kzgraph.rdf import NamedNode, Term, term_of, text_of
from kzgraph.store import Row
from kzgraph.vocab import KZ, OA, RDF_TYPE

_DOCUMENT = NamedNode(KZ + "Document")
_PASSAGES: Final = 16_384
"""Passages that are kept at hand: claims that cite one stand near each other."""


def all_evidence(
    things: Things, sources: Iterable[str], sorter: LineSorter
) -> Iterator[SourceEvidence]:
    """Yield the evidence of the sources of which a text was read, sorted by their names.

    ``sorter`` is an empty one to sort spans with. Raises ``NotFoundError`` for an unknown source.
    """
    spans_of = lru_cache(_PASSAGES)(partial(_spans, things))
    for citing, passage in things.stating(KZ + "evidence"):
        for span in spans_of(passage):
            sorter.add("\t".join((*span, citing)).encode() + b"\n")
    # No tab stands in an IRI, nor in a literal: there it is written as \t.
    cited = (line.decode().rstrip("\n").split("\t") for block in sorter.blocks() for line in block)
    groups = groupby(cited, key=lambda line: line[0])
    document, spans = next(groups, ("", iter(())))
    for source in sorted(sources):
        iri = thing("document", source)
        while document and document < iri:
            document, spans = next(groups, ("", iter(())))
        yield from _of_one(source, things, spans if document == iri else ())


def _of_one(source: str, things: Things, spans: Iterable[list[str]]) -> Iterator[SourceEvidence]:
    said = things.said(thing("document", source))
    if _DOCUMENT not in said[RDF_TYPE]:
        raise NotFoundError("source", source)
    for length, sha256 in product(said[KZ + "textLength"], said[KZ + "sha256"]):
        text: Row = {"length": length, "sha256": sha256}
        cited = sorted((_cited(*span) for span in spans), key=_position)
        yield evidence_of(source, text, cited, _sentences(things, said))
        return


def _spans(things: Things, passage: str) -> list[tuple[str, str, str, str]]:
    """Return document, start, end and digest of a passage; all but the IRI as N-Triples spell them."""
    said = _said(things, passage)
    digests = said.spelled(KZ + "sha256")
    documents = [text_of(document) for document in said[OA + "hasSource"]]
    positions = (_said(things, selector) for selector in said.spelled(OA + "hasSelector"))
    return [
        span
        for at in positions
        for span in product(documents, at.spelled(OA + "start"), at.spelled(OA + "end"), digests)
    ]


def _said(things: Things, spelled: str) -> Said:
    return things.said(spelled[1:-1])


def _cited(_document: str, start: str, end: str, sha256: str, citing: str) -> Row:
    told = {"start": term_of(start), "end": term_of(end), "sha256": term_of(sha256)}
    return {**told, "claim": NamedNode(citing)}


def _sentences(things: Things, document: Said) -> list[Row]:
    """Return what ``source_sentences.rq`` answers."""
    found: list[Row] = []
    for said in (_said(things, sentence) for sentence in document.spelled(KZ + "sentence")):
        reasons: list[Term | None] = [*said[KZ + "noClaim"]] or [None]
        parts = (said[OA + "start"], said[OA + "end"], reasons)
        found.extend(
            dict(zip(("start", "end", "reason"), row, strict=True)) for row in product(*parts)
        )
    return sorted(found, key=_position)


def _position(row: Row) -> tuple[int, int, str]:
    start, end = (int(text_of(term)) for name in ("start", "end") if (term := row[name]))
    return start, end, str(row.get("claim"))
