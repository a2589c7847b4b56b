"""From rows to claims: every fault of every cell is noted, and nothing is guessed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from kzgraph.authoring import cells
from kzgraph.authoring.columns import COLUMNS, NAMES, Column
from kzgraph.authoring.evidence import read_passage_cells
from kzgraph.authoring.ids import Ids
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.authoring.numbers import Numbers
from kzgraph.authoring.objects import Objects
from kzgraph.authoring.passages import PassageAt
from kzgraph.authoring.sheet import RowReader, Sheet
from kzgraph.authoring.statement import Statements
from kzgraph.errors import Problem
from kzgraph.identifiers import thing
from kzgraph.rdf import NamedNode, Quad, Term, Triple
from kzgraph.vocab import KZ, PROV, RDF_TYPE

_OWN: Final = frozenset({"subject", "predicate", "object", "evidence_level"})
_DEFAULTS: Final = {"rank": "NormalRank", "speech_mode": "Narration"}
_SPEAKER: Final = PROV + "wasAttributedTo"


@dataclass(frozen=True)
class Document:
    """What the rows of a sheet speak of: the document, its publishers, its text where it is held."""

    id: str
    publishers: tuple[NamedNode, ...]
    text: str | None


@dataclass(frozen=True)
class ReadClaim:
    """A claim, the row that it came from, and the passages that it cites."""

    row: int
    iri: str
    triples: tuple[Triple, ...]
    passages: tuple[PassageAt, ...]


class ClaimReader:
    """Reads the rows of one sheet; ``problems`` has what was wrong with them."""

    def __init__(
        self, document: Document, lexicon: Lexicon, numbers: Numbers, taken: Iterable[str]
    ) -> None:
        """``taken`` are the ids of claims that there have been: a new one has a higher number."""
        self._document, self._lexicon = document, lexicon
        self._objects = Objects(lexicon, numbers)
        self._statements = Statements(lexicon, self._objects)
        self._ids = Ids(document.id, taken)
        self.problems: list[Problem] = []

    def read(self, sheet: Sheet) -> list[ReadClaim]:
        """Return the claims of the rows in which nothing is wrong; empty rows are passed over."""
        self.problems.extend(sheet.check_headings())
        if self.problems:
            return []
        rows = [
            RowReader.of(sheet, n, texts) for n, texts in sheet.rows if any(map(str.strip, texts))
        ]
        self._ids.take(row["id"].strip() for row in rows)
        claims = [claim for row in rows if (claim := self._claim(row))]
        self.problems.extend(problem for row in rows for problem in row.problems)
        return claims

    def _claim(self, row: RowReader) -> ReadClaim | None:
        iri = self._ids.of(row)
        passages = read_passage_cells(row, self._document.text)
        said = [*self._statements.read(row), *self._columns(row), *self._further(row)]
        said += self._evidence(row, passages, said)
        if row.problems:
            return None
        node = NamedNode(iri)
        triples = [Triple(node, NamedNode(name), term) for name, term in said]
        triples.append(Triple(node, NamedNode(RDF_TYPE), NamedNode(KZ + "Claim")))
        return ReadClaim(row.number, iri, tuple(triples), tuple(passages))

    def _columns(self, row: RowReader) -> Iterator[tuple[str, Term]]:
        # The hedge of an amount is that of its node, and no word about the claim.
        own = _OWN | ({"hedge"} if self._objects.is_value(row.cells) else set())
        for column in COLUMNS:
            if column.property and column.name not in own:
                text = row[column.name].strip() or _DEFAULTS.get(column.name, "")
                for term in self._terms(row, column, text):
                    yield column.property, term
        if not row["modality"].strip():
            row.wrong("modality", "empty; write Asserted where it is said to be so")
        if not row["speaker"].strip() and _SPEAKER not in row.further():
            yield from self._narrator(row)

    def _terms(self, row: RowReader, column: Column, text: str) -> list[Term]:
        parts = cells.parted(text) if column.many else [text] if text else []
        read = partial(cells.read, column, lexicon=self._lexicon)
        found = (row.tried(column.name, partial(read, part)) for part in parts)
        return [term for term in found if term is not None]

    def _narrator(self, row: RowReader) -> Iterator[tuple[str, Term]]:
        if row["speech_mode"].strip().removeprefix("kz:") in {"", "Narration"}:
            for publisher in self._document.publishers:
                yield _SPEAKER, publisher
        else:
            row.wrong("speaker", "empty; name who is quoted or reported")

    def _further(self, row: RowReader) -> Iterator[tuple[str, Term]]:
        """Yield what columns say that are headed by the CURIE of a property."""
        for prop, heading in row.further().items():
            if prop.startswith(KZ) and prop not in self._lexicon.known:
                row.wrong(heading, f"there is no property {heading}")
            for part in cells.parted(row[heading]):
                read = partial(cells.read_spelled, part, self._lexicon)
                term = row.tried(heading, read)
                if term is not None:
                    yield prop, term

    def _evidence(
        self, row: RowReader, passages: Sequence[PassageAt], said: list[tuple[str, Term]]
    ) -> Iterator[tuple[str, Term]]:
        for passage in passages:
            yield KZ + "evidence", passage.node(self._document.id)
        if not passages and not any(name == KZ + "evidence" for name, _ in said):
            yield KZ + "evidence", NamedNode(thing("document", self._document.id))
        level = row["evidence_level"].strip() or f"{'Passage' if passages else 'Document'}Level"
        for term in self._terms(row, NAMES["evidence_level"], level):
            yield KZ + "evidenceLevel", term


def quads_of(document: str, claims: Iterable[ReadClaim], graph: str) -> list[Quad]:
    """Return the quads of claims and of the passages that they cite."""
    triples = {triple for claim in claims for triple in claim.triples}
    passages = {passage for claim in claims for passage in claim.passages}
    triples |= {triple for passage in passages for triple in passage.triples(document)}
    named = NamedNode(graph)
    return [Quad(t.subject, t.predicate, t.object, named) for t in triples]
