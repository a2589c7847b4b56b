"""Numbers with their hedges: what they allow, and when one is another, rounded."""

from decimal import Decimal
from pathlib import Path

import pytest

from kzgraph.derive.measures import Measure, measures_of
from kzgraph.rdf import NamedNode, parse_file
from kzgraph.store import EmbeddedStore

HEAD = """
@prefix kz: <https://w3id.org/kzgraph/ontology#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix schema: <https://schema.org/> .
@prefix unit: <http://qudt.org/vocab/unit/> .
@prefix : <https://w3id.org/kzgraph/id/quantity/> .
"""


def measures(tmp_path: Path, data: str) -> dict[str, Measure]:
    path = tmp_path / "values.ttl"
    path.write_text(HEAD + data, encoding="utf-8")
    store = EmbeddedStore.in_memory()
    store.load(parse_file(path))
    return {thing.value.rpartition("/")[2]: found for thing, found in measures_of(store).items()}


def test_amounts_and_quantities_are_read_with_their_bounds(tmp_path: Path) -> None:
    found = measures(
        tmp_path,
        """
        :a a schema:MonetaryAmount ; schema:currency "USD" ; schema:value 2.5 .
        :b a schema:QuantitativeValue ; schema:unitText "companies" ; schema:minValue 170 ;
            kz:hedge kz:MoreThan .
        :c a schema:QuantitativeValue ; schema:unitText "companies" ; schema:value 200 ;
            kz:hedge kz:About .
        :d a schema:QuantitativeValue ; schema:unitText "companies" .
        :e a schema:QuantitativeValue ; schema:unitText "companies" ; schema:value "many" .
        :f a schema:QuantitativeValue ; schema:value 7 .
        :g a schema:QuantitativeValue ; qudt:hasUnit unit:YR ; schema:value 3 .
        """,
    )
    number = Decimal("2.5")
    assert found == {
        "a": Measure(number, number, number, "USD", money=True),
        "b": Measure(None, Decimal(170), None, "companies", money=False),
        "c": Measure(Decimal(200), Decimal(180), Decimal(220), "companies", money=False),
        "g": Measure(*[Decimal(36)] * 3, "http://qudt.org/vocab/unit/MO", money=False),
    }


def test_only_the_measures_that_are_wanted_are_read(tmp_path: Path) -> None:
    path = tmp_path / "values.ttl"
    path.write_text(
        HEAD + ':a a schema:QuantitativeValue ; schema:unitText "x" ; schema:value 1 .'
        ':b a schema:QuantitativeValue ; schema:unitText "x" ; schema:value 2 .'
    )
    store = EmbeddedStore.in_memory()
    store.load(parse_file(path))
    wanted = NamedNode("https://w3id.org/kzgraph/id/quantity/b")
    assert list(measures_of(store, [wanted])) == [wanted]


@pytest.mark.parametrize(
    ("number", "least", "most"),
    [("170", "165", "175"), ("200", "180", "220"), ("19.5", "19.45", "19.55"), ("0", "0", "0")],
)
def test_about_allows_half_of_the_last_digit_and_a_tenth_at_most(
    tmp_path: Path, number: str, least: str, most: str
) -> None:
    data = (
        ':a a schema:QuantitativeValue ; schema:unitText "x" ; '
        f"schema:value {number} ; kz:hedge kz:About ."
    )
    found = measures(tmp_path, data)["a"]
    assert (found.least, found.most) == (Decimal(least), Decimal(most))


@pytest.mark.parametrize(
    ("one", "other", "rounded"),
    [
        ("3000000000", "3050000000", True),
        ("4000000000", "3980000000", True),
        ("63.66", "63.7", True),
        ("1", "1.2", False),
        ("200", "160", False),
        ("2", "2.2", False),
        ("46000", "46700", False),
    ],
)
def test_a_rounding_is_within_half_a_digit_and_a_twentieth(
    one: str, other: str, rounded: bool
) -> None:
    first, second = Measure.exactly(one), Measure.exactly(other)
    assert first.rounds(second) is rounded
    assert second.rounds(first) is rounded
