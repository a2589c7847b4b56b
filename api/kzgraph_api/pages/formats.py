"""Dates, numbers and amounts as a reader's language writes them."""

from functools import lru_cache
from typing import Final

from babel import Locale, dates, numbers

from kzgraph.dates import from_text, is_partial_date
from kzgraph.identifiers import TERMS, slug_of
from kzgraph.model import Period, Value
from kzgraph.model.amounts import Amount
from kzgraph.model.search import EntityHit
from kzgraph.vocab import XSD
from kzgraph_api.pages.languages import translatable, translations
from kzgraph_api.pages.reader import Reader

_OPEN: Final = ".."
_NUMERIC: Final = frozenset(XSD + name for name in ("integer", "decimal", "double"))
_SYMBOLS: Final = {"GigaW": "GW", "MegaW": "MW", "MegaW-HR": "MWh", "KiloM": "km", "PERCENT": "%"}
_BILLION: Final = 1e9
_MILLION: Final = 1e6
_HEDGED: Final = {
    "MoreThan": translatable("more than %(told)s"),
    "LessThan": translatable("less than %(told)s"),
    "About": translatable("about %(told)s"),
}
_WORDS: Final = {
    "MO": translatable("months"),
    "YR": translatable("years"),
    "ballots": translatable("ballots"),
    "beds": translatable("beds"),
    "companies": translatable("companies"),
    "ensembles": translatable("ensembles"),
    "measures": translatable("measures"),
    "persons": translatable("persons"),
    "place in a ranking": translatable("place in a ranking"),
    "polling stations": translatable("polling stations"),
    "tonnes of carbon dioxide per year": translatable("tonnes of carbon dioxide per year"),
    "tonnes of uranium": translatable("tonnes of uranium"),
    "tonnes of uranium per year": translatable("tonnes of uranium per year"),
    "turbines": translatable("turbines"),
    "visas": translatable("visas"),
    "visits": translatable("visits"),
}
"""Units in words; one that is not here is told as the data have it."""


def date(reader: Reader, text: str) -> str:
    """Return a date of any precision, or two with a slash between them, in words.

    What is no date is returned as it is: data may hold anything.
    """
    first, slash, last = text.partition("/")
    if not slash:
        return _date(reader, text)
    say = translations(reader.language).gettext
    if last == _OPEN:
        return say("since %(date)s") % {"date": _date(reader, first)}
    if first == _OPEN:
        return say("until %(date)s") % {"date": _date(reader, last)}
    return f"{_date(reader, first)} – {_date(reader, last)}"


def _date(reader: Reader, text: str) -> str:
    return _written(reader.locale, text)


# A page tells the same few days again and again.
@lru_cache(maxsize=4096)
def _written(locale: Locale, text: str) -> str:
    try:
        day = from_text(text).first
    except ValueError:
        return text
    if len(text) == len("2024"):
        return text
    if len(text) == len("2024-11"):
        return str(dates.format_skeleton("yMMMM", day, locale=locale))
    return str(dates.format_date(day, format="long", locale=locale))


def period(reader: Reader, told: Period) -> str:
    """Return the days of a period, no more precise than documents may have been.

    An end on the first or last day of a year or a month may come from one that names no day: it is
    told as that year or month, which is true of both.
    """
    first = _coarse(told.first, last=False)
    last = _coarse(told.last, last=True)
    if told.first == told.last and told.first is not None:
        return date(reader, told.first)
    return date(reader, first if first == last else f"{first}/{last}")


def _coarse(day: str | None, *, last: bool) -> str:
    """Return the year or the month of which a day is an end; another day as it is."""
    if day is None:
        return _OPEN
    for whole in (day[: len("2024")], day[: len("2024-11")]):
        days = from_text(whole)
        if day == (days.last if last else days.first).isoformat():
            return whole
    return day


def number(reader: Reader, value: float) -> str:
    """Return a number with the signs of the language, as precise as it is told."""
    return str(numbers.format_decimal(value, format="#,##0.######", locale=reader.locale))


def amount(reader: Reader, told: Amount) -> str:
    """Return an amount of money or a quantity in words: bounds, hedge, unit or currency."""
    bounds = [bound for bound in (told.least, told.most) if bound is not None]
    if told.value is not None:
        text = _scaled(reader, told.value)
    else:
        text = " – ".join(_scaled(reader, bound) for bound in bounds)
    hedge = _HEDGED.get(told.hedge or "")
    if hedge:
        text = translations(reader.language).gettext(hedge) % {"told": text}
    return f"{text} {_unit(reader, told)}".strip()


def _scaled(reader: Reader, value: float) -> str:
    """Return a number; of a million and more the head, and the word for the rest."""
    ngettext = translations(reader.language).ngettext
    size = abs(value)
    if size >= _BILLION:
        word = ngettext("billion", "billion", int(size / _BILLION))
        return f"{number(reader, value / _BILLION)} {word}"
    if size >= _MILLION:
        word = ngettext("million", "million", int(size / _MILLION))
        return f"{number(reader, value / _MILLION)} {word}"
    return number(reader, value)


def _unit(reader: Reader, told: Amount) -> str:
    if told.currency:
        return told.currency
    if told.unit is None:
        return ""
    name = told.unit.text if told.unit.iri is None else slug_of(told.unit.iri)
    if name in _SYMBOLS:
        return _SYMBOLS[name]
    return translations(reader.language).gettext(_WORDS.get(name, name))


def literal(reader: Reader, value: Value) -> str:
    """Return the text of a literal: dates and numbers in words, all else as it is."""
    kind = value.datatype or ""
    if is_partial_date(kind):
        return _date(reader, value.text)
    if kind in _NUMERIC:
        try:
            return number(reader, float(value.text))
        except ValueError:
            return value.text
    return value.text


def word(reader: Reader, code: str) -> str:
    """Return the name of a concept of our vocabularies, such as ``Asserted``."""
    return str(reader.names.of(TERMS + code))


def language(reader: Reader, tag: str) -> str:
    """Return the name of a language by its tag, such as ``fr``; the tag where nobody knows it."""
    return str(reader.locale.languages.get(tag.lower().partition("-")[0], tag))


_FOUND: Final = {
    "exact": translatable("by its very name"),
    "folded": translatable("by its name in another spelling"),
    "words": translatable("by words of its name"),
    "prefix": translatable("by how its name begins"),
    "fuzzy": translatable("by a name spelt much like it"),
}


def how_found(reader: Reader, hit: EntityHit) -> str:
    """Return in words how a name led to an entity."""
    return translations(reader.language).gettext(_FOUND[hit.why])
