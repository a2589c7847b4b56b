"""Values of clients compared with ours: dates as far as they go, numbers however they are written."""

import pytest

from kzgraph.model.amounts import Amount
from kzgraph.rdf import Literal, NamedNode
from kzgraph.reconciliation.values import AGREES, number_of, with_amount, with_literal
from kzgraph.vocab import XSD


def typed(text: str, datatype: str) -> Literal:
    return Literal(text, datatype=NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    ("given", "ours", "datatype", "agreement"),
    [
        ("2024-11-05", "2024-11-05", "date", 1.0),
        ("05.11.2024", "2024-11-05", "date", 1.0),
        ("2024-11-05T00:00:00Z", "2024-11-05", "date", 1.0),
        ("2024-11", "2024-11-05", "date", 0.9),
        (2024, "2024-11-05", "date", 0.9),
        ("2024-11-05", "2024", "gYear", 0.9),
        ("2024-11-05", "2024-11", "gYearMonth", 0.9),
        ("2023", "2024-11", "gYearMonth", 0.0),
        ("11/05/2024", "2024-11-05", "date", 0.0),  # which is the month?
        ("2024-11-05", "2024-11-05T10:00:00Z", "dateTime", 1.0),
        (36, "36", "integer", 1.0),
        ("36", "36", "integer", 1.0),
        ("1 300 000,5", "1300000.5", "decimal", 1.0),
        ("1,300,000.5", "1300000.5", "decimal", 1.0),
        (100, "100.9", "decimal", 0.9),
        (100, "102", "decimal", 0.0),
        ("many", "36", "integer", 0.0),
        (True, "true", "boolean", 1.0),
        (False, "true", "boolean", 0.0),
        ("KZ", "KZ", "string", 1.0),
        ("ru", "KZ", "string", 0.0),
        ("1" * 50, "1", "integer", 0.0),
    ],
)
def test_a_literal(given: str | float, ours: str, datatype: str, agreement: float) -> None:
    assert with_literal(given, typed(ours, datatype)) == agreement


def test_texts_agree_as_names_do() -> None:
    assert with_literal("societe generale", Literal("Société Générale", language="fr")) >= AGREES
    assert with_literal("société", Literal("Société Générale", language="fr")) < AGREES


def test_an_amount_agrees_with_its_value_or_within_its_bounds() -> None:
    value = Amount(5e9, None, None, "EUR", None, None)
    assert [with_amount(given, value) for given in ("5 000 000 000", 5.04e9, 6e9, "x")] == [
        1,
        0.9,
        0,
        0,
    ]
    bounds = Amount(None, 100, 200, None, None, "Between")
    assert [with_amount(given, bounds) for given in (100, 150, 201)] == [0.9, 0.9, 0]
    least = Amount(None, 100, None, None, None, "MoreThan")
    assert [with_amount(given, least) for given in (99, 1e6)] == [0, 0.9]


def test_numbers_as_people_write_them() -> None:
    told = {
        "1,5": 1.5,
        "1.5": 1.5,
        "1,500": 1500.0,
        "-2": -2.0,
        "1'000": 1000.0,
        "": None,
        "1.2.3": None,
    }
    assert {text: number_of(text) for text in told} == told
