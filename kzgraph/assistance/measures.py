"""Amounts and quantities in French prose: number, scale, unit, and how sure the text is of them."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from kzgraph.assistance.marks import Mark, Measured, longest, overlap
from kzgraph.assistance.words import words
from kzgraph.model import Span

_NUMBER: Final = r"\d{1,3}(?:[ .\u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_SCALES: Final = {"millier": 3, "million": 6, "milliard": 9, "billion": 12}
_SCALE: Final = r"(?:milliers?|millions?|milliards?|billions?)"
_CURRENCIES: Final = {
    "EUR": r"euros?|EUR|€",
    "USD": r"dollars?(?: américains?| US)?|USD|US\$|\$",
    "KZT": r"tenges?|KZT|₸",
    "RUB": r"roubles?|RUB|₽",
    "GBP": r"livres? sterling|GBP|£",
    "CNY": r"yuans?|CNY",
    "CHF": r"francs? suisses?|CHF",
}
UNITS: Final = {
    "PERCENT": r"%|pour cent|p\. ?100",
    "GigaW": r"GW|gigawatts?",
    "MegaW": r"MW|mégawatts?",
    "KiloW": r"kW|kilowatts?",
    "GigaW-HR": r"GWh|gigawattheures?",
    "MegaW-HR": r"MWh|mégawattheures?",
    "KiloM": r"km|kilomètres?",
    "YR": r"ans|années",
    "MO": r"mois",
    "tonnes": r"tonnes?",
    "companies": r"entreprises?|sociétés?|compagnies?",
    "persons": r"personnes?",
    "visits": r"visites?",
    "visas": r"visas?",
    "beds": r"lits?",
    "turbines": r"turbines?|éoliennes?",
}
"""Units as the data name them: QUDT's, and for what is counted an English plural."""

_HEDGES: Final = {
    "MoreThan": r"plus d(?:e |['’])|au moins |au-delà de |supérieure? à ",
    "LessThan": r"moins d(?:e |['’])|jusqu['’]à |inférieure? à ",
    "About": r"environ |près de |quelque |autour de |de l['’]ordre de |approximativement |à peu près ",
    "Between": r"entre ",
}
_NO_THING: Final = words(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre dont dans",
    "pour avec selon contre sont avait dernières derniers premiers premières fois heures minutes",
    "pays siècle ainsi mais plus entre millions milliards",
)
"""Words after a number that are not what it counts, or tell a time."""


def _any(forms: Iterable[str]) -> str:
    """Return forms as one, in which spaces count where layout does not."""
    return "|".join(forms).replace(" ", r"\ ")


_GAP: Final = r"[ \u00a0\u202f]"
_FORM: Final = re.compile(
    rf"""(?P<hedge>\b(?:{_any(_HEDGES.values())}))?
    (?<![\w.,/-])(?P<one>{_NUMBER})(?:{_GAP}(?P<scale>{_SCALE}))?
    (?:{_GAP}?(?:%|(?:d['’]|de\ )?(?:euros?|dollars?))?{_GAP}?(?:et|à|-|–){_GAP}?
       (?P<two>{_NUMBER})(?:{_GAP}(?P<scale2>{_SCALE}))?)?
    {_GAP}?(?:d['’]|de\ )?
    (?P<unit>(?:{_any((*_CURRENCIES.values(), *UNITS.values()))})(?!\w)|[^\W\d_][\w-]*)?
    """,
    re.IGNORECASE | re.VERBOSE,
)


def measures(text: str, taken: Iterable[Span] = ()) -> Iterator[Mark]:
    """Yield the amounts and quantities in a French text; ``taken`` are stretches that are dates.

    Only numbers in figures: "deux pays" is none.
    """
    dates = list(taken)
    for mark in longest(_marks(text)):
        if not any(overlap(mark.span, date) for date in dates):
            yield mark


def _marks(text: str) -> Iterator[Mark]:
    for found in _FORM.finditer(text):
        unit, money = _unit(found["unit"] or "")
        if unit:
            yield Mark(Span(found.start(), found.end()), _measured(found, unit, money=money))


def _unit(told: str) -> tuple[str, bool]:
    """Return the unit that a word stands for, and whether it is a currency; what is counted, or none."""
    for units, money in ((_CURRENCIES, True), (UNITS, False)):
        for name, form in units.items():
            if re.fullmatch(form, told, re.IGNORECASE):
                return name, money
    word = told.lower()
    counted = len(word) > len("ans") and word.endswith(("s", "x")) and word not in _NO_THING
    return (word, False) if counted else ("", False)


def _measured(found: re.Match[str], unit: str, *, money: bool) -> Measured:
    last = found["two"]
    hedge = _hedge(found["hedge"] or "")
    one = _decimal(found["one"], found["scale"] or (found["scale2"] if last else ""))
    if last is None:
        return Measured(one, unit, "" if hedge == "Between" else hedge, money)
    return Measured(f"{one}..{_decimal(last, found['scale2'])}", unit, "Between", money)


def _hedge(told: str) -> str:
    named = (name for name, form in _HEDGES.items() if re.fullmatch(form, told, re.IGNORECASE))
    return next(named, "")


def _decimal(figures: str, scale: str | None) -> str:
    """Return a number as our data write it: 2,2 milliards is 2200000000."""
    bare = re.sub(r"[ \u00a0\u202f]", "", figures)
    if re.fullmatch(r"\d{1,3}(\.\d{3})+", bare):
        bare = bare.replace(".", "")
    power = _SCALES.get((scale or "").lower().removesuffix("s"), 0)
    number = Decimal(bare.replace(",", ".")).scaleb(power)
    whole, _, rest = f"{number:f}".partition(".")
    return whole + (f".{rest.rstrip('0')}" if rest.rstrip("0") else "")
