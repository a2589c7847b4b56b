"""RDF terms, parsing and writing. The one place, beside the store, that knows pyoxigraph.

pyoxigraph's parsers and serialisers are 27 to 221 times faster than rdflib's (measured, see
docs/decisions/0003-oxigraph.md), and its terms are plain hashable values.
"""

import io
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from hashlib import shake_128
from itertools import islice
from pathlib import Path

import pyoxigraph
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
)

from kzgraph.errors import DataError, NotAcceptableError, Problem
from kzgraph.vocab import PREFIXES, RDF_TYPE, STATEMENT

__all__ = [
    "SUFFIXES",
    "BlankNode",
    "DefaultGraph",
    "Literal",
    "NamedNode",
    "Quad",
    "RdfFormat",
    "Term",
    "Triple",
    "canonical",
    "digest",
    "digest_after",
    "digest_together",
    "first_solutions",
    "fit_for_xml",
    "from_lines",
    "parse_bytes",
    "parse_file",
    "parse_solutions",
    "stream_file",
    "term_of",
    "text_of",
    "text_or_empty",
    "write_bytes",
]

Term = NamedNode | BlankNode | Literal | Triple

_LEADING = (RDF_TYPE, *STATEMENT)
_HASH_BYTES = 256
_HASHES = 4096
"""Hashes that are held, and added, at once."""
_SEVERAL = 64
"""Hashes that numpy adds quicker than Python does."""
_MODULUS = 1 << 8 * _HASH_BYTES
_NOTHING = "0"
_LITERAL = re.compile(r'"([^"\\]*)"(?:@([a-zA-Z]+(?:-[a-zA-Z0-9]+)*)|\^\^<([^>]*)>)?')
"""Literals with nothing to unescape."""
_TAIL = re.compile(r"[^\W\d][\w.-]*\Z")
SUFFIXES = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
}
"""Formats by the suffix of a file."""


def text_of(term: Term) -> str:
    """Return an IRI or a literal's lexical form as text."""
    return str(term) if isinstance(term, Triple) else term.value


def text_or_empty(term: Term | None) -> str:
    """Return a term as text; an unbound one is empty."""
    return "" if term is None else text_of(term)


def parse_file(path: Path) -> list[Quad]:
    """Read a Turtle, TriG or N-Quads file.

    Raises ``DataError`` with file and line when the syntax is wrong, the text is not UTF-8, or a
    blank node stands in it: the hash of a release needs a name for everything.
    """
    try:
        quads = list(pyoxigraph.parse(path=str(path), format=SUFFIXES[path.suffix]))
    except SyntaxError as exc:
        message = f"does not parse: {exc.msg}"
        raise DataError([Problem(message, str(path), exc.lineno or 1, rule="syntax")]) from exc
    terms = {term for quad in quads for term in (quad.subject, quad.object, quad.graph_name)}
    unnamed = sum(isinstance(term, BlankNode) for term in terms)
    if unnamed:
        message = f"{unnamed} blank nodes; give each thing an IRI"
        raise DataError(
            [Problem(message, str(path), _first_blank_line(path), rule="no-blank-node")]
        )
    return quads


def stream_file(path: Path) -> Iterator[Quad]:
    """Yield the quads of a file of any RDF format; blank nodes get labels of their own.

    Raises ``SyntaxError`` and ``OSError`` while it is read, ``KeyError`` for an unknown suffix.
    """
    return pyoxigraph.parse(path=str(path), format=SUFFIXES[path.suffix], rename_blank_nodes=True)


def stream_dump(path: Path) -> Iterator[Quad]:
    """Yield the quads of an N-Quads file; blank nodes keep their labels, as the dump of a store has them.

    Raises ``SyntaxError`` and ``OSError`` while it is read.
    """
    return pyoxigraph.parse(path=str(path), format=RdfFormat.N_QUADS)


def parse_bytes(data: bytes, rdf_format: RdfFormat, base: str | None) -> Iterator[Quad]:
    """Yield the quads of a document; blank nodes get labels of their own.

    Raises ``SyntaxError`` while it is read, and ``ValueError`` for a base that is no IRI.
    """
    return pyoxigraph.parse(data, rdf_format, base_iri=base, rename_blank_nodes=True)


def parse_solutions(data: bytes) -> list[dict[str, Term]]:
    """Read the answer to a SELECT query in SPARQL Query Results JSON; what is unbound is left out.

    Raises ``SyntaxError`` when it is anything else, or is cut short.
    """
    answer = pyoxigraph.parse_query_results(data, QueryResultsFormat.JSON)
    if not isinstance(answer, QuerySolutions):
        raise SyntaxError("an answer to ASK, not to SELECT")  # noqa: TRY004  # about the text
    names = [variable.value for variable in answer.variables]
    return [{n: term for n in names if (term := row[n]) is not None} for row in answer]


def first_solutions(data: bytes, most: int) -> bool | tuple[list[str], list[list[Term | None]]]:
    """Read an answer in SPARQL Query Results JSON: that to ASK, or variables and the first rows.

    What stands behind these rows is not looked at. Raises ``SyntaxError`` when it is anything else.
    """
    answer = pyoxigraph.parse_query_results(data, QueryResultsFormat.JSON)
    if not isinstance(answer, QuerySolutions):
        return bool(answer)
    names = [variable.value for variable in answer.variables]
    return names, [[row[name] for name in names] for row in islice(answer, most)]


def _first_blank_line(path: Path) -> int | None:
    """Return the line of the first ``_:x`` or ``[`` outside of strings, IRIs and comments."""
    skip = re.compile(r'"""(?s:.*?)"""|"(?:\\.|[^"\\\n])*"|<[^>\s]*>|#[^\n]*|(_:|\[)')
    text = path.read_text(encoding="utf-8")
    for match in skip.finditer(text):
        if match[1]:
            return text.count("\n", 0, match.start()) + 1
    return None


def _sort_key(quad: Quad) -> tuple[str, str, int, str, str]:
    """Order by graph, subject, then rdf:type and the parts of a statement before other predicates."""
    predicate = quad.predicate.value
    rank = _LEADING.index(predicate) if predicate in _LEADING else len(_LEADING)
    return (str(quad.graph_name), str(quad.subject), rank, predicate, str(quad.object))


def canonical(quads: Iterable[Quad], rdf_format: RdfFormat) -> str:
    """Write quads in their one form: sorted, with the prefixes that are used, one subject a block."""
    ordered = sorted(set(quads), key=_sort_key)
    used = _used_prefixes(ordered)
    data = pyoxigraph.serialize(ordered, format=rdf_format, prefixes=used)
    text = (data or b"").decode("utf-8")
    return _spaced(text)


def _used_prefixes(quads: Iterable[Quad | Triple]) -> dict[str, str]:
    """Leave out ``id:``, which begins like the prefixes of each kind and would make two forms of one."""
    spelled = "\n".join(str(quad).replace(f" <{RDF_TYPE}> ", " a ") for quad in quads)
    return {name: iri for name, iri in PREFIXES.items() if name != "id" and "<" + iri in spelled}


def _spaced(text: str) -> str:
    """Sort the prefix lines (the serialiser hashes them) and part subject blocks by a blank line."""
    lines = text.splitlines()
    head = sorted(line for line in lines if line.startswith("@prefix"))
    body = "\n".join(line for line in lines if not line.startswith("@prefix")).strip("\n")
    parted = re.sub(r" \.\n(?!\})", " .\n\n", body)
    return "\n".join([*head, "", parted, ""])


def write_bytes(triples: Iterable[Triple], rdf_format: RdfFormat) -> bytes:
    """Serialise triples, with those of kzgraph's prefixes that they use."""
    listed = list(triples)
    named = rdf_format in {RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.RDF_XML}
    sink = io.BytesIO()
    prefixes = _used_prefixes(listed) if named else None
    pyoxigraph.serialize(listed, sink, rdf_format, prefixes=prefixes)
    return sink.getvalue()


def fit_for_xml(triples: Iterable[Triple]) -> Iterator[Triple]:
    """Yield triples that RDF/XML can write; raise ``NotAcceptableError`` at one that it cannot.

    RDF/XML names an element after each property, so its IRI must end in an XML name. pyoxigraph does
    not look, and writes what no parser reads.
    """
    fit: set[str] = set()
    for triple in triples:
        predicate = triple.predicate.value
        if predicate not in fit:
            if _TAIL.search(predicate) is None:
                raise NotAcceptableError(f"RDF/XML cannot write the property <{predicate}>.")
            fit.add(predicate)
        yield triple


def digest(lines: Iterable[bytes]) -> str:
    """Return the digest, in hex, of a set of N-Triples lines: each once, in whatever order.

    It is the sum of the hashes of the lines (SHAKE-128, 2,048 bits each) modulo 2**2048, so that it
    follows a change without reading what stays: AdHash of Bellare and Micciancio, "A new paradigm
    for collision-free hashing" (1997), with as many bits as keep Wagner's attack out of reach.
    """
    return digest_after(_NOTHING, lines, ())


def digest_after(before: str, gained: Iterable[bytes], lost: Iterable[bytes]) -> str:
    """Return the digest of a set of lines that has gained some and lost some; see ``digest``."""
    return _told(int(before, 16) + _sum(gained) - _sum(lost))


def digest_together(parts: Iterable[str], repeated: str = _NOTHING) -> str:
    """Return the digest of all lines of several sets, given that of each.

    ``repeated`` is that of the lines that stand in more than one of them, each as often as it came
    before.
    """
    return _told(sum(int(part, 16) for part in parts) - int(repeated, 16))


def _told(total: int) -> str:
    return f"{total % _MODULUS:0{_HASH_BYTES * 2}x}"


def _sum(lines: Iterable[bytes]) -> int:
    """Return the sum of the hashes of lines."""
    waiting, total = iter(lines), 0
    while some := [*islice(waiting, _HASHES)]:
        hashes = [shake_128(line).digest(_HASH_BYTES) for line in some]
        # A change of few lines is done before numpy is imported.
        many = len(hashes) == _HASHES or (len(hashes) >= _SEVERAL and "numpy" in sys.modules)
        total += _sum_of_many(hashes) if many else sum(map(int.from_bytes, hashes))
    return total


def _sum_of_many(hashes: Sequence[bytes]) -> int:
    """Add numbers of 32 bits in columns of 64, which is quicker than to add long numbers."""
    import numpy as np  # noqa: PLC0415  # see above

    parts = np.frombuffer(b"".join(hashes), ">u4").reshape(-1, _HASH_BYTES // 4)
    columns: list[int] = parts.sum(axis=0, dtype=np.uint64).tolist()
    return reduce(lambda number, column: (number << 32) + column, columns)


@lru_cache(maxsize=65_536)
def term_of(spelled: str) -> Term:
    """Return a term that N-Triples spell so. Raises ``SyntaxError`` for anything else."""
    if spelled.startswith("<") and spelled.find("<", 1) < 0:
        return NamedNode(spelled[1:-1])
    if plain := _LITERAL.fullmatch(spelled):
        text, language, datatype = plain.groups()
        typed = None if datatype is None else NamedNode(datatype)
        return Literal(text, language=language, datatype=typed)
    (triple,) = from_lines([f"<urn:s> <urn:p> {spelled} .".encode()])
    return triple.object


def from_lines(lines: Iterable[bytes]) -> list[Triple]:
    """Return the triples of N-Triples lines; blank nodes keep their labels."""
    parsed = pyoxigraph.parse(b"".join(lines), RdfFormat.N_TRIPLES)
    return [Triple(quad.subject, quad.predicate, quad.object) for quad in parsed]
