"""Dates, periods and amounts in words."""

import pytest

from kzgraph.model import Period, Value
from kzgraph.model.amounts import Amount
from kzgraph_api.pages import formats
from kzgraph_api.pages.reader import Reader

EN, FR = (Reader(language, None) for language in ("en", "fr"))  # type: ignore[arg-type]  # no look-ups


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2024-11-05", "5 November 2024", "5 novembre 2024"),
        ("2024-11", "November 2024", "novembre 2024"),
        ("2024", "2024", "2024"),
        ("2023-11/2024", "November 2023 – 2024", "novembre 2023 – 2024"),
        ("1996/..", "since 1996", "depuis 1996"),
        ("../2024-11", "until November 2024", "jusqu’à novembre 2024"),
        ("soon", "soon", "soon"),
    ],
)
def test_dates_are_as_precise_as_they_are_told(text: str, english: str, french: str) -> None:
    assert formats.date(EN, text) == english
    assert formats.date(FR, text) == french


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2024-11-05", "2024-11-05", "5 November 2024"),
        ("2024-11-01", "2024-11-30", "November 2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-01-01", "2024-01-01", "1 January 2024"),
        ("2023-11-01", "2024-11-30", "November 2023 – November 2024"),
        ("1996-01-01", None, "since 1996"),
        (None, "2024-02-29", "until February 2024"),
        ("2023-11-02", "2024-11-29", "2 November 2023 – 29 November 2024"),
    ],
)
def test_a_period_is_no_more_precise_than_documents_may_have_been(
    first: str | None, last: str | None, told: str
) -> None:
    assert formats.period(EN, Period(first, last)) == told


def _amount(
    value: float | None = None,
    bounds: tuple[float | None, float | None] = (None, None),
    currency: str | None = None,
    unit: str | None = None,
    hedge: str | None = None,
) -> Amount:
    iri = f"http://qudt.org/vocab/unit/{unit}" if unit in ("GigaW", "PERCENT") else None
    return Amount(value, *bounds, currency, Value(unit, iri) if unit else None, hedge)


@pytest.mark.parametrize(
    ("amount", "english", "french"),
    [
        (_amount(2.2e9, currency="EUR"), "2.2 billion EUR", "2,2 milliards EUR"),
        (_amount(1.2, unit="GigaW"), "1.2 GW", "1,2 GW"),
        (_amount(51, unit="PERCENT", hedge="About"), "about 51 %", "environ 51 %"),
        (_amount(170, unit="companies", hedge="MoreThan"), "more than 170 companies", None),
        (_amount(None, (10, 20.5), unit="PERCENT"), "10 – 20.5 %", "10 – 20,5 %"),
        (_amount(36, unit="windmills"), "36 windmills", "36 windmills"),
    ],
)
def test_amounts_have_their_bounds_hedges_and_units(
    amount: Amount, english: str, french: str | None
) -> None:
    assert formats.amount(EN, amount) == english
    if french:
        assert formats.amount(FR, amount) == french
