"""Amounts and quantities in French prose."""

import pytest

from kzgraph.assistance.marks import Measured
from kzgraph.assistance.measures import measures
from kzgraph.model import Span


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("Un prêt de 3,5 milliards d’euros.", "3,5 milliards d’euros", ("3500000000", "EUR", "")),
        ("Soit 12 millions de dollars.", "12 millions de dollars", ("12000000", "USD", "")),
        ("Coût : 1 250 000 €.", "1 250 000 €", ("1250000", "EUR", "")),
        ("Coût : 1.250 tenges.", "1.250 tenges", ("1250", "KZT", "")),
        ("Près de 40 euros.", "Près de 40 euros", ("40", "EUR", "About")),
        ("Au moins 2 milliards de roubles.", "Au moins 2 milliards de roubles",
         ("2000000000", "RUB", "MoreThan")),
        ("Entre 3 et 5 millions d'euros.", "Entre 3 et 5 millions d'euros",
         ("3000000..5000000", "EUR", "Between")),
    ],
)  # fmt: skip
def test_an_amount_has_number_currency_and_hedge(
    text: str, words: str, said: tuple[str, str, str]
) -> None:
    (mark,) = measures(text)
    assert text[mark.span.start : mark.span.end] == words
    assert mark.said == Measured(*said, money=True)
    assert mark.kind == "amount"


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("Une hausse de 12,5 %.", "12,5 %", ("12.5", "PERCENT", "")),
        ("Entre 10 et 20 pour cent.", "Entre 10 et 20 pour cent",
         ("10..20", "PERCENT", "Between")),
        ("De 10% à 20%.", "10% à 20%", ("10..20", "PERCENT", "Between")),
        ("Un parc de 300 MW.", "300 MW", ("300", "MegaW", "")),
        ("Produit 4 GWh.", "4 GWh", ("4", "GigaW-HR", "")),
        ("Moins de 50 sociétés.", "Moins de 50 sociétés", ("50", "companies", "LessThan")),
        ("Quelque 7 visites.", "Quelque 7 visites", ("7", "visits", "About")),
        ("Ils ont 9 wagons.", "9 wagons", ("9", "wagons", "")),
        ("2 milliers de tonnes.", "2 milliers de tonnes", ("2000", "tonnes", "")),
    ],
)  # fmt: skip
def test_a_quantity_has_number_unit_and_hedge(
    text: str, words: str, said: tuple[str, str, str]
) -> None:
    (mark,) = measures(text)
    assert text[mark.span.start : mark.span.end] == words
    assert mark.said == Measured(*said, money=False)
    assert mark.kind == "quantity"


@pytest.mark.parametrize(
    "text", ["Le 3 novembre.", "Deux firmes.", "Il y en a 4.", "Version 1.2.3", "A320 et B-52", ""]
)
def test_what_is_no_measure_is_not_marked(text: str) -> None:
    assert list(measures(text)) == []


def test_a_stretch_that_is_a_date_is_no_measure() -> None:
    text = "En 2024 firmes et États."
    assert len(list(measures(text))) == 1
    assert list(measures(text, [Span(3, 7)])) == []
