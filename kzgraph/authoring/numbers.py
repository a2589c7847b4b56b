"""Amounts and quantities by their content: their nodes stand in data/entities/values.ttl."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kzgraph.authoring.cells import decimal
from kzgraph.authoring.spelling import spelled_iri
from kzgraph.errors import BadRequestError
from kzgraph.identifiers import thing
from kzgraph.rdf import Literal, NamedNode, Quad, RdfFormat, canonical, text_of
from kzgraph.vocab import KZ, QUDT, RDF_TYPE, SCHEMA, UNIT

_AMOUNT: Final = SCHEMA + "MonetaryAmount"
_UNITS: Final = (SCHEMA + "currency", QUDT + "hasUnit", SCHEMA + "unitText")
_BOUNDS: Final = {"MoreThan": ("minValue",), "LessThan": ("maxValue",)}
_WORDS: Final = {"MoreThan": "more-than-", "LessThan": "less-than-", "About": "about-"}


@dataclass(frozen=True)
class Content:
    """What identifies an amount or quantity; numbers in their shortest form."""

    unit: str
    value: str = ""
    least: str = ""
    most: str = ""
    hedge: str = ""


def written(numbers: str, unit: str, hedge: str) -> Content:
    """Return the content of cells: ``2200000000``, or ``80..90`` for two bounds.

    ``hedge`` is the local name of a hedge, or empty. Raises ``BadRequestError``.
    """
    first, between, second = (part.strip() for part in numbers.partition(".."))
    if between:
        if hedge not in {"", "Between"}:
            raise BadRequestError(f"{numbers!r} has two bounds, and the hedge is {hedge}")
        return Content(unit, least=_short(first), most=_short(second), hedge=hedge or "Between")
    if hedge == "Between":
        raise BadRequestError(f"{numbers!r} has one number; write two bounds as 80..90")
    bound = _BOUNDS.get(hedge, ("value",))[0]
    names = {"value": "value", "minValue": "least", "maxValue": "most"}
    return Content(unit, hedge=hedge, **{names[bound]: _short(first)})


def _short(number: str) -> str:
    text = decimal(number.replace(" ", "").replace("_", "")).value
    whole, _, rest = text.removeprefix("+").partition(".")
    sign = "-" if whole.startswith("-") else ""
    digits = whole.lstrip("-").lstrip("0") or "0"
    return sign + digits + (f".{rest.rstrip('0')}" if rest.rstrip("0") else "")


class Numbers:
    """The amounts and quantities of some files, by content."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        said: dict[str, dict[str, str]] = {}
        for quad in quads:
            said.setdefault(text_of(quad.subject), {})[quad.predicate.value] = text_of(quad.object)
        self._nodes = {_content(terms): iri for iri, terms in said.items() if _unit(terms)}

    def find(self, content: Content) -> NamedNode:
        """Return the node of a content. Raises ``BadRequestError`` with the block to add."""
        found = self._nodes.get(content)
        if found is None:
            raise BadRequestError(
                "this amount or quantity is not described yet; "
                f"add to data/entities/values.ttl: {_block(content)}"
            )
        return NamedNode(found)


def _unit(terms: dict[str, str]) -> str:
    return next((terms[name].removeprefix(UNIT) for name in _UNITS if name in terms), "")


def _content(terms: dict[str, str]) -> Content:
    value, least, most = (
        _short(terms[SCHEMA + name]) if SCHEMA + name in terms else ""
        for name in ("value", "minValue", "maxValue")
    )
    return Content(_unit(terms), value, least, most, terms.get(KZ + "hedge", "").removeprefix(KZ))


def unit(text: str) -> str:
    """Return a unit as contents have it: ``EUR``, ``GigaW``, ``companies``."""
    return (spelled_iri(text) or text).removeprefix(UNIT)


def _block(content: Content) -> str:
    """Return the description of a value that is not there yet, in one line of Turtle."""
    money = content.unit.isupper() and len(content.unit) == len("EUR")
    numbers = content.value or "-to-".join(n for n in (content.least, content.most) if n)
    told = f"{content.unit}-{_WORDS.get(content.hedge, '')}{numbers}".lower()
    slug = re.sub("[^a-z0-9.]+", "-", told).strip("-.")
    node = NamedNode(thing("amount" if money else "quantity", slug))
    measured = content.unit[:1].isupper()
    terms = {
        RDF_TYPE: NamedNode(_AMOUNT if money else SCHEMA + "QuantitativeValue"),
        SCHEMA + "currency": Literal(content.unit) if money else None,
        QUDT + "hasUnit": NamedNode(UNIT + content.unit) if measured and not money else None,
        SCHEMA + "unitText": None if measured else Literal(content.unit),
        SCHEMA + "value": decimal(content.value) if content.value else None,
        SCHEMA + "minValue": decimal(content.least) if content.least else None,
        SCHEMA + "maxValue": decimal(content.most) if content.most else None,
        KZ + "hedge": NamedNode(KZ + content.hedge) if content.hedge else None,
    }
    quads = [Quad(node, NamedNode(name), term) for name, term in terms.items() if term is not None]
    lines = canonical(quads, RdfFormat.TURTLE).splitlines()
    return " ".join(line.strip() for line in lines if line and not line.startswith("@prefix"))
