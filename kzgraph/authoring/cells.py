"""One cell and the terms that it stands for, both ways."""

import re
from typing import Final

from kzgraph.authoring.columns import Column, Form
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.authoring.spelling import curie
from kzgraph.dates import from_text
from kzgraph.errors import BadRequestError
from kzgraph.rdf import Literal, NamedNode, Term, from_lines
from kzgraph.vocab import KZ, RDF, XSD

_DATES: Final = {4: "gYear", 7: "gYearMonth", 10: "date"}
"""Length of the text to the datatype of a date."""

_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
NAMED_TYPES: Final = {
    "integer": XSD + "integer",
    "decimal": XSD + "decimal",
    "string": XSD + "string",
    "text": RDF + "langString",
}
"""The literals that ``object_type`` calls by a word; dates have one word for three datatypes."""


def joined(texts: list[str]) -> str:
    r"""Return several texts as one cell, parted by ``|``; a ``|`` or ``\`` inside gets a ``\``."""
    return " | ".join(re.sub(r"([\\|])", r"\\\1", text) for text in texts)


def parted(cell: str) -> list[str]:
    """Return the texts of a cell that may hold several; none of an empty one."""
    parts, signs = [""], iter(cell)
    for sign in signs:
        if sign == "|":
            parts.append("")
            continue
        after = next(signs, "") if sign == "\\" else ""
        parts[-1] += after if after and after in "\\|" else sign + after
    return [part.strip() for part in parts if part.strip()]


def date(text: str) -> Literal:
    """Return the literal of a year, month or day. Raises ``BadRequestError``."""
    try:
        from_text(text)
    except ValueError as exc:
        raise BadRequestError(f"{exc}; write 2024, 2024-11 or 2024-11-05") from exc
    return Literal(text, datatype=NamedNode(XSD + _DATES[len(text)]))


def decimal(text: str) -> Literal:
    """Return a decimal literal. Raises ``BadRequestError``."""
    if not _DECIMAL.fullmatch(text):
        raise BadRequestError(f"{text!r} is no number; write it as 12.5")
    return Literal(text, datatype=NamedNode(XSD + "decimal"))


def integer(text: str) -> Literal:
    """Return an integer literal. Raises ``BadRequestError``."""
    if not _INTEGER.fullmatch(text):
        raise BadRequestError(f"{text!r} is no whole number")
    return Literal(text, datatype=NamedNode(XSD + "integer"))


def concept(text: str, kind: str, lexicon: Lexicon) -> NamedNode:
    """Return a term of one of our lists. Raises ``BadRequestError`` with the terms that there are."""
    iri = text if "://" in text else KZ + text.removeprefix("kz:")
    if kind in lexicon.classes(iri):
        return NamedNode(iri)
    terms = sorted(i.removeprefix(KZ) for i in lexicon.known if kind in lexicon.classes(i))
    try:
        return NamedNode(lexicon.resolve(text, "term", [kind]))
    except BadRequestError as exc:
        raise BadRequestError(f"{text!r} is none of {', '.join(terms)}") from exc


def fits(column: Column, term: Term) -> bool:
    """Tell whether a cell of a column can hold a term so that it comes back the same."""
    if isinstance(term, NamedNode):
        own = column.form is Form.CONCEPT and term.value.startswith(KZ)
        return own or column.form is Form.THINGS
    if not isinstance(term, Literal) or not term.value or term.value != term.value.strip():
        return False
    return _FITS.get(column.form, _never)(column, term)


def _words_fit(column: Column, term: Literal) -> bool:
    return term.language == column.of


def _plain_fits(_: Column, term: Literal) -> bool:
    return term.datatype.value == XSD + "string"


def _decimal_fits(_: Column, term: Literal) -> bool:
    return term.datatype.value == XSD + "decimal" and bool(_DECIMAL.fullmatch(term.value))


def _date_fits(_: Column, term: Literal) -> bool:
    return is_date(term)


def _never(_: Column, __: Literal) -> bool:
    return False


_FITS: Final = {
    Form.WORDS: _words_fit,
    Form.PLAIN: _plain_fits,
    Form.DECIMAL: _decimal_fits,
    Form.DATE: _date_fits,
}


def is_date(term: Literal) -> bool:
    """Tell whether a literal is a year, month or day whose datatype its text tells."""
    if _DATES.get(len(term.value), "") != term.datatype.value.removeprefix(XSD):
        return False
    try:
        from_text(term.value)
    except ValueError:
        return False
    return True


def shown(column: Column, term: Term) -> str:
    """Return the text of a term that fits a column."""
    if isinstance(term, NamedNode):
        return term.value.removeprefix(KZ) if column.form is Form.CONCEPT else curie(term.value)
    return term.value if isinstance(term, Literal) else str(term)


def read(column: Column, text: str, lexicon: Lexicon) -> Term:
    """Return the term that a text in a column stands for. Raises ``BadRequestError``."""
    match column.form:
        case Form.CONCEPT:
            return concept(text, column.of, lexicon)
        case Form.DATE:
            return date(text)
        case Form.WORDS:
            return Literal(text, language=column.of)
        case Form.PLAIN:
            return Literal(text)
        case Form.DECIMAL:
            return decimal(text)
        case _:
            return NamedNode(lexicon.resolve(text, "thing", lexicon.ranges(column.property)))


def spelled(term: Term) -> str:
    """Return a term as cells of further columns have it: a CURIE, or a literal in quotation marks."""
    return curie(term.value) if isinstance(term, NamedNode) else str(term)


def read_spelled(text: str, lexicon: Lexicon) -> Term:
    """Return the term that ``spelled`` gave, or the thing of a name. Raises ``BadRequestError``."""
    if not text.startswith('"'):
        return NamedNode(lexicon.resolve(text, "thing"))
    try:
        (triple,) = from_lines([f"<urn:s> <urn:p> {text} .\n".encode()])
    except (SyntaxError, ValueError) as exc:
        raise BadRequestError(f'{text} is no literal; write "text"@en or "1"^^<datatype>') from exc
    return triple.object
