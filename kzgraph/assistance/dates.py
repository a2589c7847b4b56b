"""Dates in French prose: whole and partial ones, and those that are counted from a dateline."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from kzgraph.assistance.marks import Dated, Mark, longest
from kzgraph.dates import from_text
from kzgraph.model import Span

_MONTHS: Final = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
)  # fmt: skip
_NUMERALS: Final = (
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
)  # fmt: skip
_MONTH: Final = f"(?P<month>{'|'.join(_MONTHS)})"
_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_COUNT: Final = rf"(?P<count>\d{{1,2}}|{'|'.join(_NUMERALS)})"
_OF: Final = (
    rf"(?:de |d['’])?(?:(?P<this>cette année|l['’]année en cours)|(?:l['’]an(?:née)? )?{_YEAR})"
)


@dataclass(frozen=True)
class _Line:
    """The date of the document, as precise as it is known: ``2024-11`` has no day."""

    text: str

    @property
    def year(self) -> int | None:
        return int(self.text[:4]) if self.text else None

    def months(self, later: int) -> str:
        """Return the month that is so much later, where the dateline has one."""
        if len(self.text) < len("2024-11"):
            return ""
        count = int(self.text[:4]) * 12 + int(self.text[5:7]) - 1 + later
        return f"{count // 12:04}-{count % 12 + 1:02}"

    def days(self, later: int) -> str:
        """Return the day that is so much later, where the dateline has one."""
        if len(self.text) < len("2024-11-05"):
            return ""
        return (date.fromisoformat(self.text) + timedelta(days=later)).isoformat()


_Found = re.Match[str]
_Read = Callable[[_Found, _Line], Dated]


def _day(found: _Found, line: _Line) -> Dated:
    month, told = _MONTHS.index(found["month"].lower()) + 1, found["year"]
    year = int(told) if told else line.year
    day = int(found["day"].removesuffix("er"))
    return Dated(f"{year:04}-{month:02}-{day:02}" if year else "", relative=not told)


def _month(found: _Found, _: _Line) -> Dated:
    return Dated(f"{found['year']}-{_MONTHS.index(found['month'].lower()) + 1:02}")


def _figures(found: _Found, _: _Line) -> Dated:
    return Dated(f"{found['year']}-{int(found['m']):02}-{int(found['d']):02}")


def _period(found: _Found, _: _Line) -> Dated:
    return Dated(found["year"], found["until"])


def _year(found: _Found, _: _Line) -> Dated:
    return Dated(found["year"])


def _first_months(found: _Found, line: _Line) -> Dated:
    count = found["count"].lower()
    last = int(count) if count.isdecimal() else _NUMERALS.index(count) + 1
    year = int(found["year"]) if found["year"] else line.year
    told = year is not None and last <= len(_MONTHS)
    ends = (f"{year:04}-01", f"{year:04}-{last:02}") if told else ("", "")
    return Dated(*ends, relative=not found["year"])


def _years(later: int, upto: int | None = None) -> _Read:
    """Return how to read years that are so many after that of the dateline."""

    def read(_: _Found, line: _Line) -> Dated:
        if line.year is None:
            return Dated("", relative=True)
        last = "" if upto is None else f"{line.year + upto:04}"
        return Dated(f"{line.year + later:04}", last, relative=True)

    return read


def _unsure(_: _Found, __: _Line) -> Dated:
    return Dated("", relative=True)


_FORMS: Final[tuple[tuple[str, _Read], ...]] = (
    (rf"\b(?P<day>1er|[1-9]|[12]\d|3[01]) {_MONTH}\b(?: {_YEAR}\b)?", _day),
    (rf"\b{_MONTH} {_YEAR}\b", _month),
    (rf"\b{_YEAR}-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])\b", _figures),
    (rf"\b(?P<d>\d{{1,2}})[/.](?P<m>0?[1-9]|1[0-2])[/.]{_YEAR}\b", _figures),
    (rf"\b{_YEAR}\s?[-–]\s?(?P<until>(?:19|20)\d\d)\b(?!-)", _period),
    (rf"\b(?:entre|de) {_YEAR} (?:et|à) (?P<until>(?:19|20)\d\d)\b", _period),
    # A bare number is a year after a word that says so, and where it counts no things.
    (
        rf"(?:\b(?:en|depuis|dès|fin|début|année|vers|pour|courant|jusqu['’]en|avant|après) |\()"
        rf"{_YEAR}\b(?![,.]\d)",
        _year,
    ),
    (rf"\b(?:de|à|et|d['’]ici) {_YEAR}\b(?![,.]\d)(?! [a-zà-ÿ]+s\b)(?! ?[%€$])", _year),
    (rf"\b(?:les |des |aux )?{_COUNT} premiers mois {_OF}", _first_months),
    (r"\b(?:l['’]an(?:née)? (?:derni(?:er|ère)|passée?))\b", _years(-1)),
    (r"\b(?:l['’]an prochain|l['’]année prochaine)\b", _years(1)),
    (r"\b(?:cette année|l['’]année en cours)\b", _years(0)),
    (r"\b(?:la dernière décennie|ces dix dernières années)\b", _years(-10, 0)),
    (r"\bce mois-ci\b", lambda _, line: Dated(line.months(0), relative=True)),
    (r"\ble mois (?:dernier|passé)\b", lambda _, line: Dated(line.months(-1), relative=True)),
    (r"\ble mois prochain\b", lambda _, line: Dated(line.months(1), relative=True)),
    (r"\bhier\b", lambda _, line: Dated(line.days(-1), relative=True)),
    (r"\baujourd['’]hui\b", lambda _, line: Dated(line.days(0), relative=True)),
    (r"\bdemain\b", lambda _, line: Dated(line.days(1), relative=True)),
    (r"\bl['’]année (?:précédente|suivante)\b", _unsure),
    (r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:dernier|prochain)\b", _unsure),
)
_COMPILED: Final = tuple((re.compile(form, re.IGNORECASE), read) for form, read in _FORMS)


def dates(text: str, dateline: str = "") -> Iterator[Mark]:
    """Yield the dates in a French text; ``dateline`` is the date of the document, or empty.

    What is no day of the calendar (31 February) is no date. The span of a year leaves out the word
    before it.
    """
    found = (
        _mark(match, read(match, _Line(dateline)))
        for form, read in _COMPILED
        for match in form.finditer(text)
    )
    return longest(mark for mark in found if mark is not None)


def _mark(found: _Found, said: Dated) -> Mark | None:
    try:
        for told in filter(None, (said.first, said.last)):
            from_text(told)
    except ValueError:
        return None
    groups = found.re.groupindex
    alone = "year" in groups and len(groups) == 1
    start = found.start("year") if alone else found.start()
    return Mark(Span(start, found.end()), said)
