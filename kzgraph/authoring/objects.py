"""The object of a claim, from the cells that tell it: value, type, language, unit and hedge."""

from collections.abc import Callable, Mapping
from typing import Final

from kzgraph.authoring import cells
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.authoring.numbers import Numbers, unit, written
from kzgraph.authoring.spelling import spelled_iri
from kzgraph.errors import BadRequestError
from kzgraph.rdf import Literal, NamedNode, Term
from kzgraph.vocab import KZ, RDF, XSD

_DATES: Final = frozenset(XSD + name for name in ("date", "gYearMonth", "gYear"))
_FORMS: Final = ((_DATES, "date"), ({XSD + "integer"}, "integer"), ({XSD + "decimal"}, "decimal"))
_READ: Final[dict[str, Callable[[str], Literal]]] = {
    "date": cells.date,
    "integer": cells.integer,
    "decimal": cells.decimal,
    "string": Literal,
}
_VALUES: Final = ("amount", "quantity")
TYPES: Final = ("thing", "date", *cells.NAMED_TYPES, *_VALUES)


class Objects:
    """Reads objects by what the property takes, where the cells leave it open."""

    def __init__(self, lexicon: Lexicon, numbers: Numbers) -> None:
        self._lexicon, self._numbers = lexicon, numbers

    def kind(self, text: str) -> str:
        """Return a type as it is written. Raises ``BadRequestError`` for none that there is."""
        if text and text not in TYPES and spelled_iri(text) is None:
            raise BadRequestError(f"{text!r} is no type; write one of {', '.join(TYPES)}")
        return text

    def hedge(self, text: str) -> str:
        """Return the local name of a hedge, or nothing. Raises ``BadRequestError``."""
        if not text:
            return ""
        return cells.concept(text, KZ + "Hedge", self._lexicon).value.removeprefix(KZ)

    def is_value(self, row: Mapping[str, str]) -> bool:
        """Tell whether cells tell an amount or quantity by its content."""
        kind = row.get("object_type", "").strip()
        return kind in _VALUES or (not kind and bool(row.get("unit", "").strip()))

    def read(self, row: Mapping[str, str], ranges: set[str]) -> Term:
        """Return the object that cells tell of which type and hedge are right.

        Raises ``BadRequestError``.
        """
        text, kind, language = (row[name] for name in ("object", "object_type", "object_language"))
        if self.is_value(row):
            return self._numbers.find(written(text, unit(row["unit"]), self.hedge(row["hedge"])))
        kind = kind or self._guess(text, language, ranges)
        return self._plain(text, kind, language, ranges)

    def _plain(self, text: str, kind: str, language: str, ranges: set[str]) -> Term:
        if kind == "thing":
            return NamedNode(self._lexicon.resolve(text, "thing", ranges))
        if kind == "text":
            return _in_language(text, language)
        if kind in _READ:
            return _READ[kind](text)
        return Literal(text, datatype=NamedNode(spelled_iri(kind) or kind))

    def _guess(self, text: str, language: str, ranges: set[str]) -> str:
        """Return the type of an object by its form and by what the property takes."""
        if spelled_iri(text):
            return "thing"
        if language:
            return "text"
        for kinds, word in _FORMS:
            if ranges & kinds and _reads(_READ[word], text):
                return word
        plain = {RDF + "langString": "text", XSD + "string": "string"}
        literal = [word for kind, word in plain.items() if kind in ranges]
        return literal[0] if literal and ranges <= plain.keys() else "thing"


def _reads(read: Callable[[str], Literal], text: str) -> bool:
    try:
        read(text)
    except BadRequestError:
        return False
    return True


def _in_language(text: str, language: str) -> Literal:
    try:
        return Literal(text, language=language)
    except ValueError as exc:
        raise BadRequestError(f"{language!r} is no language tag; write en, fr, ru or kk") from exc
