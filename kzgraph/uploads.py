"""RDF that clients send: checked before it is parsed, for parsers can be made to die.

Run this in a process that may be killed. Refused are an XML document type (entities), a remote
JSON-LD context (nothing is fetched), and brackets nested too deep.
"""

import json
import re
from typing import Final

from kzgraph.errors import BadRequestError
from kzgraph.rdf import DefaultGraph, NamedNode, Quad, RdfFormat, parse_bytes

DEEPEST: Final = 128
"""Brackets within brackets in Turtle, TriG, N3 and JSON-LD."""

FORMATS: Final = {
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "application/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}
"""Media types that may be sent."""

ONE_GRAPH: Final = frozenset(
    name
    for name, rdf_format in FORMATS.items()
    if rdf_format in {RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML}
)
"""Media types whose documents cannot name a graph."""

_SKIPPED = re.compile(
    r'"""(?:\\.|[^\\])*?"""|"(?:\\.|[^"\\\n])*+"'
    r"|'''(?:\\.|[^\\])*?'''|'(?:\\.|[^'\\\n])*+'"
    r'|\\.|<[^<>"{}|^`\\\x00-\x20]*+>|#[^\n\r]*+|([\[({])|([\])}])',
    re.DOTALL,
)
"""What may hold brackets that are none (strings, escapes, IRIs, comments), and brackets."""


def parse_upload(data: bytes, media_type: str, graph: str | None, base: str) -> list[Quad]:
    """Return the quads of a document; triples without a graph of their own go into ``graph``.

    ``graph`` is None for the default graph. Raises ``BadRequestError`` with line and column, and for
    a document that names another graph: a graph is written at its own address.
    """
    rdf_format = FORMATS[media_type]
    _CHECKS.get(rdf_format, _plain)(data)
    target = DefaultGraph() if graph is None else NamedNode(graph)
    try:
        return [_placed(quad, target) for quad in parse_bytes(data, rdf_format, base or None)]
    except (SyntaxError, ValueError) as exc:
        raise BadRequestError(f"The document does not parse: {exc}") from exc


def _placed(quad: Quad, target: NamedNode | DefaultGraph) -> Quad:
    if quad.graph_name not in (DefaultGraph(), target):
        raise BadRequestError(
            f"The document names the graph {quad.graph_name}; this address takes one graph. "
            "Send each graph to its own, or use INSERT DATA."
        )
    return Quad(quad.subject, quad.predicate, quad.object, target)


def _plain(_data: bytes) -> None:
    """Check nothing: formats of lines cannot nest."""


def _xml(data: bytes) -> None:
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "replace")
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise BadRequestError("RDF/XML with a document type (<!DOCTYPE) is refused; leave it out.")


def _text(data: bytes) -> None:
    depth = 0
    for match in _SKIPPED.finditer(data.decode("utf-8", "replace")):
        depth += bool(match[1]) - bool(match[2])
        if depth > DEEPEST:
            raise BadRequestError(f"Brackets are nested more than {DEEPEST} levels deep.")


def _json(data: bytes) -> None:
    _text(data)
    try:
        # UTF-8 alone (RFC 8259, 8.1): in another encoding the brackets would not have been counted.
        document = json.loads(data.decode("utf-8-sig"))
    except ValueError as exc:
        raise BadRequestError(f"The document is not JSON: {exc}") from exc
    waiting = [document]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if "@import" in part or _is_remote(part.get("@context")):
                raise BadRequestError(
                    "A remote JSON-LD context is refused, since nothing is fetched; write it out."
                )
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def _is_remote(context: object) -> bool:
    contexts = context if isinstance(context, list) else [context]
    return any(isinstance(entry, str) for entry in contexts)


_CHECKS: Final = {
    RdfFormat.RDF_XML: _xml,
    RdfFormat.JSON_LD: _json,
    RdfFormat.TURTLE: _text,
    RdfFormat.TRIG: _text,
}
