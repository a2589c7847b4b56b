"""The syntax of QuickStatements V1: how values are written.

After https://www.wikidata.org/wiki/Help:QuickStatements and the parsers of QuickStatements 2 and 3. It
has no escapes: a text runs from its first quotation mark to its last, so that marks within may stand as
they are, but tabs, line ends and bars would end the field, and three marks in a row are read as one.
"""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Final
from urllib.parse import quote

from kzgraph.dates import interval
from kzgraph.linking.comparable import Amount, Item, Known, Moment, Text
from kzgraph.linking.facts import PRECISIONS
from kzgraph.rdf import Literal

_LANGUAGE: Final = re.compile(r"[a-z]+(-[a-z]+)*\Z")
_KEPT: Final = "!#$%&'()*+,/:;=?@[]~"
"""What may stand in an address as it is."""
_MONTH, _DAY = 10, 11
"""Precisions, as Wikibase counts them."""
_LONGEST: Final = 1500
"""Characters that Wikidata takes in a monolingual text."""


class Unwritable(ValueError):  # noqa: N818  # a reason to leave something out
    """A value that the syntax cannot hold as it is."""


def line(fields: Iterable[str]) -> str:
    """Return one command."""
    return "\t".join(fields)


def value(known: Known) -> str:
    """Return a value. Raises ``Unwritable``."""
    if isinstance(known, Item):
        return known.id
    if isinstance(known, Moment):
        return _moment(known.days.first.isoformat(), known.precision)
    if isinstance(known, Amount):
        return _amount(known)
    return text(known)


def text(known: Text) -> str:
    """Return a text in its language, or a plain string; blanks of any kind become one blank."""
    plain = " ".join(known.text.split())
    if not plain:
        raise Unwritable("the text is empty")
    if "|" in plain:
        raise Unwritable("a bar in the text would end its field")
    if not known.language:
        if plain.startswith('"') and plain.endswith('"'):
            raise Unwritable("quotation marks at both ends of the text would be lost")
        return f'"{plain}"'
    if not _LANGUAGE.match(known.language):
        raise Unwritable(f"QuickStatements does not read the language {known.language!r}")
    if len(plain) > _LONGEST:
        raise Unwritable(f"the text has more than {_LONGEST} characters")
    return f'{known.language}:"{plain}"'


def address(iri: str) -> str:
    """Return an address as a string, with what would end its field in percent signs."""
    if not iri.startswith(("http://", "https://")):
        raise Unwritable(f"{iri} is no http address")
    return f'"{quote(iri, safe=_KEPT)}"'


def moment(literal: Literal) -> str:
    """Return a date of ours as precise as it is. Raises ``Unwritable`` for what is none."""
    try:
        precision = PRECISIONS[literal.datatype.value]
        first = interval(literal.value, literal.datatype.value).first
    except (KeyError, ValueError) as exc:
        raise Unwritable(f"{literal.value!r} is no date") from exc
    return _moment(first.isoformat(), precision)


def _moment(day: str, precision: int) -> str:
    year, month, of_month = day.split("-")
    month = month if precision >= _MONTH else "00"
    of_month = of_month if precision >= _DAY else "00"
    return f"+{year}-{month}-{of_month}T00:00:00Z/{precision}"


def _amount(known: Amount) -> str:
    if known.value is None:
        raise Unwritable("only bounds are known, and a quantity there needs a value")
    unit = f"U{known.unit.removeprefix('Q')}" if known.unit else ""
    if known.low is None and known.high is None:
        return f"{_plain(known.value)}{unit}"
    if known.low is None or known.high is None:
        raise Unwritable("one bound is open, and a quantity there has two or none")
    return f"{_plain(known.value)}[{_plain(known.low)},{_plain(known.high)}]{unit}"


def _plain(number: Decimal) -> str:
    return f"{number:f}"
