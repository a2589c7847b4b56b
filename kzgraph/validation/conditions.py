"""What SHACL asks of a value by itself, as expressions of SPARQL.

An expression is true where a value is as it should be, and false or an error where it is not, such as
the STR of a blank node; each mention of a value costs engines a look-up of its text. Where SPARQL and
pySHACL read a standard apart, the expression sides with pySHACL, or ``Uncovered`` is raised.
"""

import re
from collections.abc import Callable

import rdflib
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import Node

from kzgraph.validation.uncovered import Uncovered

Condition = Callable[[rdflib.Graph, Node, Node, str], str]
"""Makes the expression, given the shapes, the shape, the parameter's value and a variable."""

_KINDS = {
    SH.IRI: "isIRI({0})",
    SH.Literal: "isLiteral({0})",
    SH.BlankNode: "isBlank({0})",
    SH.BlankNodeOrIRI: "!isLiteral({0})",
    SH.BlankNodeOrLiteral: "!isIRI({0})",
    SH.IRIOrLiteral: "!isBlank({0})",
}
_CAST = {XSD.boolean, XSD.integer, XSD.decimal, XSD.date, XSD.dateTime}
"""Datatypes whose cast fails in SPARQL where a literal is ill-typed."""

_LEXICAL = {XSD.gYear: "^-?[0-9]{4}$", XSD.gYearMonth: "^-?[0-9]{4}-(0[1-9]|1[0-2])$"}
_NUMERIC = {XSD.integer, XSD.decimal}
_PARTICULAR = re.compile(r"\(\?|\\[^dDsSwW.\\/()\[\]{}|*+?^$-]|&&|\[\[|\n")
"""What engines of regular expressions read apart: look-around, back references, Unicode classes."""

_IN_CLASS = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\$", re.DOTALL)


def node_kind(_shapes: rdflib.Graph, _shape: Node, kind: Node, value: str) -> str:
    """Hold a value to sh:nodeKind."""
    if not isinstance(kind, rdflib.URIRef) or kind not in _KINDS:
        raise Uncovered(f"unknown kind of node: {kind}")
    return _KINDS[kind].format(value)


def datatype(_shapes: rdflib.Graph, _shape: Node, wanted: Node, value: str) -> str:
    """Hold a value to sh:datatype; an ill-typed literal does not pass."""
    if not isinstance(wanted, rdflib.URIRef):
        raise Uncovered(f"not a datatype: {wanted}")
    same = f"DATATYPE({value}) = {wanted.n3()}"
    if wanted == RDF.langString:  # whose name not every engine knows
        return f'LANG({value}) != ""'
    if wanted == XSD.string:
        return same
    if wanted in _CAST:
        return f"{same} && isLiteral({wanted.n3()}(STR({value})))"
    if wanted in _LEXICAL:
        return f'{same} && REGEX(STR({value}), "{_LEXICAL[wanted]}")'
    raise Uncovered(f"datatype without a known form: {wanted}")


def pattern(shapes: rdflib.Graph, shape: Node, wanted: Node, value: str) -> str:
    """Hold a value to sh:pattern, with the flag i of sh:flags."""
    text, flags = str(wanted), str(shapes.value(shape, SH.flags) or "")
    if _PARTICULAR.search(text) or flags not in ("", "i"):
        raise Uncovered(f"pattern that engines may read apart: {text}")
    # For Python a text ends before its last line break as well.
    ends = _IN_CLASS.sub(lambda part: "(\n?$)" if part[0] == "$" else part[0], text)
    return f'REGEX(STR({value}), {rdflib.Literal(ends).n3()}, "{flags}")'


def least_length(_shapes: rdflib.Graph, _shape: Node, length: Node, value: str) -> str:
    """Hold a value to sh:minLength."""
    return f"STRLEN(STR({value})) >= {int(str(length))}"


def most_length(_shapes: rdflib.Graph, _shape: Node, length: Node, value: str) -> str:
    """Hold a value to sh:maxLength."""
    return f"STRLEN(STR({value})) <= {int(str(length))}"


def language_in(shapes: rdflib.Graph, _shape: Node, members: Node, value: str) -> str:
    """Hold a value to sh:languageIn, by languages without a region."""
    languages = [str(member) for member in shapes.items(members)]
    if not languages or not all(re.fullmatch("[A-Za-z]+", language) for language in languages):
        raise Uncovered(f"language ranges: {languages}")
    return f'REGEX(LANG({value}), "^({"|".join(languages)})(-|$)", "i")'


def member_of(shapes: rdflib.Graph, _shape: Node, members: Node, value: str) -> str:
    """Hold a value to sh:in, term by term."""
    listed = list(shapes.items(members))
    if listed and all(_is_equal_alone(member) for member in listed):
        return f"{value} IN ({', '.join(map(term, listed))})"
    return " || ".join(f"sameTerm({value}, {term(member)})" for member in listed) or "false"


def _is_equal_alone(node: Node) -> bool:
    """Tell whether nothing but the very same term equals a term; Virtuoso knows sameTerm badly."""
    return isinstance(node, rdflib.URIRef) or (
        isinstance(node, rdflib.Literal) and node.datatype is None and not node.language
    )


def bound(sign: str) -> Condition:
    """Return the condition of a bound such as sh:minInclusive, given the sign of the comparison."""

    def condition(_shapes: rdflib.Graph, _shape: Node, limit: Node, value: str) -> str:
        if not isinstance(limit, rdflib.Literal) or limit.datatype not in _NUMERIC:
            raise Uncovered(f"bound that is no whole or decimal number: {limit}")
        return f"{value} {sign} {limit.n3()}"

    return condition


def term(node: Node) -> str:
    """Return a term as SPARQL writes it."""
    if isinstance(node, rdflib.URIRef | rdflib.Literal):
        return node.n3()
    raise Uncovered(f"blank node as a term: {node}")


def is_shared(parameter: Node, argument: Node) -> bool:
    """Tell whether many nodes share the values that a condition is for, such as days."""
    return parameter == SH.nodeKind or argument in _CAST or argument in _LEXICAL


CONDITIONS: dict[Node, Condition] = {
    SH.nodeKind: node_kind,
    SH.datatype: datatype,
    SH.pattern: pattern,
    SH.minLength: least_length,
    SH.maxLength: most_length,
    SH.languageIn: language_in,
    SH["in"]: member_of,
    SH.minInclusive: bound(">="),
    SH.minExclusive: bound(">"),
    SH.maxInclusive: bound("<="),
    SH.maxExclusive: bound("<"),
}
"""The conditions by the parameter of SHACL that states each."""
