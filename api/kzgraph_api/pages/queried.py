"""The answer to a query as a page shows it: a table, yes or no, or triples; the beginning of each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kzgraph.engine import Result
from kzgraph.model import Value
from kzgraph.rdf import BlankNode, Literal, NamedNode, Term, first_solutions, text_of
from kzgraph.sparql import SOLUTIONS_TYPES, TRIPLES_TYPES, Formats
from kzgraph.vocab import PREFIXES, XSD

FORMATS: Final = Formats(SOLUTIONS_TYPES[0], TRIPLES_TYPES[0])
"""What a page reads; the editor asks for the same, so that both share what is kept."""

_MOST_ROWS: Final = 1000
_MOST_CHARACTERS: Final = 40_000
_AROUND_A_CELL: Final = 60
"""Characters of a table, and of triples, that a page shows; a cell counts with its markup."""

_LONGEST: Final = 2000
"""Characters of one cell."""


@dataclass(frozen=True)
class Cell:
    """A term: the text that is shown, and the value that it stands for."""

    text: str
    value: Value


@dataclass(frozen=True)
class Shown:
    """What a page shows of an answer: one of ``rows``, ``holds`` and ``turtle`` is there.

    ``total`` is the number of rows or triples, ``cut`` the bound at which the service itself ended
    the answer, if it did.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] | None = None
    holds: bool | None = None
    turtle: str | None = None
    whole: bool = True
    total: int = 0
    cut: str | None = None


def shown(result: Result) -> Shown:
    """Return what a page shows of an answer in one of the ``FORMATS``."""
    if result.media_type == FORMATS.triples:
        return _triples(result)
    answer = first_solutions(_without_note(result), _MOST_ROWS)
    if isinstance(answer, bool):
        return Shown(holds=answer)
    columns, solutions = answer
    rows = tuple(_within(solutions))
    total = max(result.rows or 0, len(rows))
    whole = len(rows) == len(solutions) == total
    return Shown(tuple(columns), rows, whole=whole, total=total, cut=result.truncated)


def _without_note(result: Result) -> bytes:
    """Return the body without the note that it was cut, which is no part of the format."""
    if result.truncated is None:
        return result.body
    return result.body.removesuffix(f',"truncated":"{result.truncated}"}}'.encode()) + b"}"


def _within(solutions: Sequence[Sequence[Term | None]]) -> Iterator[tuple[Cell | None, ...]]:
    """Yield the rows that a page has room for, at least one."""
    room = _MOST_CHARACTERS
    for solution in solutions:
        row = tuple(None if term is None else _cell(term) for term in solution)
        yield row
        room -= sum(
            len(cell.text) + len(cell.value.iri or "") + _AROUND_A_CELL for cell in row if cell
        )
        if room < 0:
            return


def _cell(term: Term) -> Cell:
    if isinstance(term, NamedNode):
        return Cell(shortened(term.value)[:_LONGEST], Value(term.value, term.value))
    if isinstance(term, BlankNode):
        return Cell(str(term), Value(str(term)))
    text = text_of(term)
    told = text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
    if not isinstance(term, Literal):
        return Cell(told, Value(told))
    datatype = None if term.datatype.value == XSD + "string" else term.datatype.value
    return Cell(told, Value(told, language=term.language, datatype=datatype))


def shortened(iri: str) -> str:
    """Return an IRI with a prefix of ours where that leaves a plain name, as in ``company:edf``."""
    fitting = [(space, name) for name, space in PREFIXES.items() if iri.startswith(space)]
    space, name = max(fitting, default=("", ""))
    local = iri[len(space) :]
    plain = local.replace("-", "").replace(".", "").replace("_", "")
    return f"{name}:{local}" if space and plain.isalnum() else iri


def _triples(result: Result) -> Shown:
    body = result.body[: 16 * _MOST_CHARACTERS].decode("utf-8", "ignore")
    lines = body.splitlines()
    rest = "\n".join(line for line in lines if not line.startswith("@prefix")).strip()
    told = rest if len(rest) <= _MOST_CHARACTERS else rest[: rest.rfind("\n", 0, _MOST_CHARACTERS)]
    used = (line for line in lines if line.startswith("@prefix") and line.split()[1] in told)
    return Shown(
        turtle="\n".join([*used, "", told]).strip(),
        whole=len(told) == len(rest) and len(body.encode()) == len(result.body),
        total=result.rows or 0,
        cut=result.truncated,
    )
