"""What is looked up while the index of statements is made; nothing of it is held."""

from collections.abc import Mapping
from dataclasses import dataclass

from kzgraph.lines import Things
from kzgraph.statements.spelled import literal_in, text_in
from kzgraph.vocab import KZ, OA, RDFS


@dataclass(frozen=True)
class Passage:
    """A position in a document, in code points of its text; None where it has no selector."""

    document: str
    start: int | None
    end: int | None
    sha256: str | None


def labels_of(things: Things, iri: str) -> Mapping[str, str]:
    """Return the labels of a thing by language; of several in one the first in the alphabet."""
    found: dict[str, str] = {}
    for spelled in things.values(iri, RDFS + "label"):
        if label := literal_in(spelled):
            tag = label.language
            found[tag] = min(found.get(tag, label.text), label.text)
    return found


def passage_of(things: Things, iri: str) -> Passage:
    """Return the position that is evidence; a document stands for itself as a whole."""
    said = things.said(iri)
    if not (sources := said.spelled(OA + "hasSource")):
        return Passage(iri, None, None, None)
    document, digests = text_in(sources[0]), said.spelled(KZ + "sha256")
    for selector in said.spelled(OA + "hasSelector"):
        at = things.said(text_in(selector))
        starts, ends = at.spelled(OA + "start"), at.spelled(OA + "end")
        if digests and starts and ends:
            first, last = (_integer(text_in(values[0])) for values in (starts, ends))
            return Passage(document, first, last, text_in(digests[0]))
    return Passage(document, None, None, None)


def _integer(text: str) -> int | None:
    return int(text) if text.isdecimal() else None
