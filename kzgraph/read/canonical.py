r"""Results in a form that has one spelling, so that a hash names them.

A SELECT is a line of the variables, as in ``?a<TAB>?b``, and a line for each row: its terms as
N-Triples writes them, parted by tabs, an unbound one empty. The rows are sorted by code point, and
stay in their order where the query asks for an order. CONSTRUCT and DESCRIBE are the sorted lines of
N-Triples, each once; ASK is ``true`` or ``false``. Lines end in ``\n``, the text is UTF-8. A blank
node has no name that lasts: each is written ``_:b``.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from kzgraph.errors import ResultTooLargeError
from kzgraph.rdf import Literal, NamedNode
from kzgraph.sparql import Formats
from kzgraph.store import Result

FORMATS: Final = Formats("application/sparql-results+json", "application/n-triples")
"""The forms of results that are read here."""

MOST_BYTES: Final = 16_777_216
"""A result that is larger takes too long to read."""

SORTED_ROWS: Final = "sorted rows of N-Triples terms"
ORDERED_ROWS: Final = "rows of N-Triples terms, in the order of the query"
SORTED_TRIPLES: Final = "sorted N-Triples"
TRUTH: Final = "true or false"

_BLANK: Final = "_:b"
_BLANK_SUBJECT: Final = re.compile(r"^_:\S+")
_BLANK_OBJECT: Final = re.compile(r" _:\S+ \.$")


@dataclass(frozen=True)
class Digest:
    """The SHA-256 of a result in its canonical form, which form that is, and its rows or triples."""

    sha256: str
    form: str
    rows: int | None


def digest_of(result: Result, *, ordered: bool) -> Digest:
    """Return the digest of a result; ``ordered`` where the query asks for an order.

    Raises ``ResultTooLargeError``.
    """
    if len(result.body) > MOST_BYTES:
        raise ResultTooLargeError(MOST_BYTES)
    if result.media_type == FORMATS.triples:
        return digest_of_triples(_lines(result.body.decode("utf-8")))
    document = json.loads(result.body)
    if "boolean" in document:
        return Digest(_hash([json.dumps(document["boolean"])]), TRUTH, None)
    names = document["head"]["vars"]
    rows = [_row(names, solution) for solution in document["results"]["bindings"]]
    lines = rows if ordered else sorted(rows)
    head = "\t".join(f"?{name}" for name in names)
    return Digest(_hash([head, *lines]), ORDERED_ROWS if ordered else SORTED_ROWS, len(rows))


def digest_of_triples(lines: Iterable[str]) -> Digest:
    """Return the digest of lines of N-Triples without their ends."""
    triples = sorted(_unnamed(line) for line in set(lines))
    return Digest(_hash(triples), SORTED_TRIPLES, len(triples))


def _hash(lines: Iterable[str]) -> str:
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode("utf-8")).hexdigest()


def _lines(text: str) -> list[str]:
    """Return the lines of N-Triples; a literal may hold other signs that end lines elsewhere."""
    return [line for line in text.split("\n") if line]


def _row(names: list[str], solution: dict[str, Any]) -> str:
    return "\t".join(_term(solution[name]) if name in solution else "" for name in names)


def _term(term: dict[str, Any]) -> str:
    """Return a term of the JSON results (SPARQL 1.1, section 3.2.2) as N-Triples has it."""
    kind, value = term["type"], term["value"]
    if kind == "uri":
        return f"<{value}>"
    if kind == "bnode":
        return _BLANK
    if kind == "triple":
        return (
            f"<<( {' '.join(_term(value[part]) for part in ('subject', 'predicate', 'object'))} )>>"
        )
    if "xml:lang" in term:
        return str(Literal(value, language=term["xml:lang"]))
    return (
        str(Literal(value, datatype=NamedNode(term["datatype"])))
        if "datatype" in term
        else str(Literal(value))
    )


def _unnamed(line: str) -> str:
    """Return a line of N-Triples without the names of its blank nodes."""
    return _BLANK_OBJECT.sub(f" {_BLANK} .", _BLANK_SUBJECT.sub(_BLANK, line))
