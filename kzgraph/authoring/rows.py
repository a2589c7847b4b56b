"""From claims to rows: every triple of a claims file has its place in a cell, or is told of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kzgraph.authoring.cells import NAMED_TYPES, fits, is_date, joined, shown, spelled
from kzgraph.authoring.columns import COLUMNS, HEADINGS, Column, Form
from kzgraph.authoring.passages import PassageAt, read_passages
from kzgraph.authoring.spelling import curie
from kzgraph.identifiers import slug_of, split_thing, thing
from kzgraph.rdf import Literal, NamedNode, Quad, Term, Triple, text_of
from kzgraph.vocab import KZ, RDF, RDF_TYPE

Cells = dict[str, str]
"""Heading of a column to the text in it; a cell that is not there is empty."""

_EVIDENCE: Final = KZ + "evidence"
_OBJECT: Final = RDF + "object"
_SIMPLE: Final = tuple(column for column in COLUMNS if column.property and column.name != "object")
_WORD_OF: Final = {iri: word for word, iri in NAMED_TYPES.items()}


@dataclass(frozen=True)
class Table:
    """Headings, rows in the order of the claims, and triples that have no place in a row."""

    headings: tuple[str, ...]
    rows: tuple[Cells, ...]
    left: tuple[Triple, ...]


def to_table(source: str, quads: Iterable[Quad]) -> Table:
    """Return the claims of a document as a table."""
    triples = {Triple(q.subject, q.predicate, q.object) for q in quads}
    claims = {node for node in (t.subject for t in triples if _types(t)) if _is_claim(node)}
    passages = read_passages(source, triples)
    rows, cited = [], set()
    for node in sorted(claims, key=str):
        said = _by_property(t for t in triples if t.subject == node)
        cited |= {text_of(term) for term in said.get(_EVIDENCE, ())} & passages.keys()
        rows.append(_row(source, node, said, passages))
    told = {t for iri in cited for t in passages[iri].triples(source)}
    left = (t for t in triples - told if t.subject not in claims)
    extra = sorted({name for row in rows for name in row} - set(HEADINGS))
    return Table((*HEADINGS, *extra), tuple(rows), tuple(sorted(left, key=str)))


def _types(triple: Triple) -> bool:
    return triple.predicate.value == RDF_TYPE and text_of(triple.object) == KZ + "Claim"


def _is_claim(node: object) -> bool:
    parts = split_thing(node.value) if isinstance(node, NamedNode) else None
    return parts is not None and parts[0] == "claim"


def _by_property(triples: Iterable[Triple]) -> dict[str, list[Term]]:
    said = defaultdict(list)
    for triple in sorted(triples, key=str):
        said[triple.predicate.value].append(triple.object)
    return said


def _row(
    source: str,
    node: object,
    said: dict[str, list[Term]],
    passages: Mapping[str, PassageAt],
) -> Cells:
    left = {name: list(terms) for name, terms in said.items()}
    left[RDF_TYPE] = [t for t in left[RDF_TYPE] if text_of(t) != KZ + "Claim"]
    cells = {"id": slug_of(node.value if isinstance(node, NamedNode) else "")}
    cells |= _object_cells(left)
    cells |= _evidence_cells(source, left, passages)
    for column in _SIMPLE:
        cells |= _taken(column, left)
    for name, terms in left.items():
        if terms:
            cells[curie(name)] = joined([spelled(term) for term in terms])
    return cells


def _taken(column: Column, left: dict[str, list[Term]]) -> Cells:
    """Take the terms that fit into a column from those that are left."""
    terms = [term for term in left.get(column.property, ()) if _fits(column, term)]
    taken = terms if column.many else terms[:1]
    for term in taken:
        left[column.property].remove(term)
    texts = [shown(column, term) for term in taken]
    if not texts:
        return {}
    return {column.name: joined(texts) if column.many else texts[0]}


def _fits(column: Column, term: Term) -> bool:
    return isinstance(term, NamedNode) if column.form is Form.OWN else fits(column, term)


def _object_cells(left: dict[str, list[Term]]) -> Cells:
    """Take the one object of a claim: its text, its type, and its language."""
    terms = left.get(_OBJECT, [])
    if len(terms) != 1 or not text_of(terms[0]).strip() == text_of(terms[0]) != "":
        return {}
    term = terms[0]
    left[_OBJECT] = []
    if isinstance(term, NamedNode):
        return {"object": curie(term.value), "object_type": "thing"}
    if not isinstance(term, Literal):
        return {}
    kind = term.datatype.value
    word = "date" if is_date(term) else _WORD_OF.get(kind, curie(kind))
    cells = {"object": term.value, "object_type": word}
    return cells | ({"object_language": term.language} if term.language else {})


def _evidence_cells(
    source: str, left: dict[str, list[Term]], passages: Mapping[str, PassageAt]
) -> Cells:
    """Take the passages that a claim cites; without any, the document as a whole."""
    terms = left.get(_EVIDENCE, [])
    cited = sorted(passages[text_of(t)] for t in terms if text_of(t) in passages)
    if not cited:
        document = thing("document", source)
        left[_EVIDENCE] = [] if [text_of(t) for t in terms] == [document] else terms
        return {}
    left[_EVIDENCE] = [term for term in terms if text_of(term) not in passages]
    return {
        "start": _listed([passage.start for passage in cited]),
        "end": _listed([passage.end for passage in cited]),
        "sha256": _listed([passage.sha256 for passage in cited]),
    }


def _listed(values: Sequence[object]) -> str:
    return joined([str(value) for value in values])
