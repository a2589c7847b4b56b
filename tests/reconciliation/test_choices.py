"""Columns, suggestions and previews, over our vocabulary and over another."""

import json

import pytest

from kzgraph.errors import BadRequestError, NotFoundError
from kzgraph.model.amounts import Amount
from kzgraph.rdf import Literal, NamedNode
from kzgraph.reconciliation import (
    Catalogue,
    Extender,
    Space,
    answers,
    flyout,
    manifest,
    proposed,
    query,
    suggest,
)
from kzgraph.reconciliation.extend import amount_cell, literal_cell
from kzgraph.reconciliation.model import Cell
from kzgraph.vocab import XSD

EX = "http://example.org/"


def column(
    catalogue: Catalogue, thing: str, prop: str, **settings: object
) -> list[dict[str, object]]:
    asked = json.dumps({"ids": [thing], "properties": [{"id": prop, "settings": settings}]})
    found = Extender(catalogue, Space(catalogue)).extend(query.extension(catalogue, asked))
    told = answers.extension(found, "https://a.example/reconcile/wikidata")
    (row,) = told["rows"].values()
    cells: list[dict[str, object]] = row[told["meta"][0]["id"]]
    return cells


def test_cells_of_every_kind(catalogue: Catalogue, plain: Catalogue) -> None:
    assert column(catalogue, "state/kaz", "name") == [{"str": "Kazakhstan"}]
    assert column(catalogue, "state/kaz", "name", language="ru") == [{"str": "Казахстан"}]
    assert column(catalogue, "state/kaz", "name:kk") == [{"str": "Қазақстан"}]
    assert column(catalogue, "state/kaz", "wikidata") == [{"id": "Q232", "name": "Kazakhstan"}]
    assert column(catalogue, "state/kaz", "type") == [{"str": "state"}]
    assert column(catalogue, "state/kaz", "iri") == [
        {"str": "https://w3id.org/kzgraph/id/state/kaz"}
    ]
    france = [{"id": "state/fra", "name": "France"}]
    assert column(catalogue, "company/edf", "basedInState") == france
    assert column(catalogue, "company/edf", "kz:basedInState", content="id") == [
        {"str": "state/fra"}
    ]
    assert column(catalogue, "company/edf", "basedInState", content="count") == [{"int": 1}]
    assert column(plain, f"{EX}town1", f"{EX}founded") == [{"date": "1937-04-11T00:00:00Z"}]
    assert column(plain, f"{EX}lake1", f"{EX}named") == [{"str": "2024-11"}]  # no day was told
    assert column(plain, f"{EX}town1", f"{EX}area") == [{"float": 121.5}]
    assert column(plain, f"{EX}lake1", f"{EX}area") == [{"int": 16400}]
    assert column(plain, f"{EX}town1", f"{EX}near") == [{"id": f"{EX}lake1", "name": "Balkhash"}]
    assert column(plain, f"{EX}lake1", "wikidata") == [{"id": "Q1", "name": "Balkhash"}]
    assert column(plain, f"{EX}nothing", "name") == []


def test_the_same_name_in_several_languages_stands_once(catalogue: Catalogue) -> None:
    names = [cell["str"] for cell in column(catalogue, "state/kaz", "otherNames")]
    assert "Republic of Kazakhstan" in names
    assert len(names) == len(set(names)) > 2
    assert column(catalogue, "state/kaz", "otherNames", limit=2) == [{"str": n} for n in names[:2]]


def test_an_amount_is_a_number_only_where_one_is_told() -> None:
    assert amount_cell(Amount(5e9, None, None, "EUR", None, None)) == Cell(number=5e9)
    assert (
        amount_cell(Amount(None, 13e9, None, "EUR", None, "MoreThan")).text
        == "more than 13000000000 EUR"
    )
    assert amount_cell(Amount(None, 10, 20, None, None, "Between")).text == "10 to 20"
    assert amount_cell(Amount(200, None, None, None, None, "About")).text == "about 200"


def test_a_literal_that_its_type_does_not_fit_stays_a_text() -> None:
    for text, name in (("INF", "double"), ("1" * 400, "integer"), ("2024", "gYear")):
        assert literal_cell(Literal(text, datatype=NamedNode(XSD + name))).text == text


def test_suggestions_in_any_script_and_page_by_page(catalogue: Catalogue) -> None:
    own = Space(catalogue)
    assert suggest.entities(catalogue, own, "каз")[0].id == "state/kaz"
    assert suggest.entities(catalogue, own, "Q232")[0].id == "state/kaz"
    assert suggest.entities(catalogue, own, "company/edf")[0].id == "company/edf"
    assert suggest.entities(catalogue, Space(catalogue, "wikidata"), "edf")[0].id == "Q274591"
    kinds = [one.types[0].id for one in suggest.entities(catalogue, own, "fr", type_name="State")]
    assert set(kinds) == {"State"}
    pages = [
        [one.id for one in suggest.entities(catalogue, own, "kaz", suggest.Page(at))]
        for at in (0, 3, 500)
    ]
    assert pages[0][3:6] == pages[1][:3]
    assert pages[2] == []


def test_types_and_properties_by_the_words_of_their_labels(catalogue: Catalogue) -> None:
    assert [one.id for one in suggest.types(catalogue, "компания")] == ["Company"]
    assert "Company" in [one.id for one in suggest.types(catalogue, "")]
    assert [one.id for one in suggest.properties(catalogue, "state")][:1] == ["statedValue"]
    assert "headOfState" in [one.id for one in suggest.properties(catalogue, "state")]
    assert suggest.properties(catalogue, "name:uz")[0].id == "name:uz"
    assert suggest.properties(catalogue, "xyzzy") == []
    with pytest.raises(BadRequestError, match="type: there is no type 'Stat'"):
        suggest.entities(catalogue, Space(catalogue), "a", type_name="Stat")


def test_proposals_are_what_things_of_the_type_have(catalogue: Catalogue) -> None:
    ids = [one.id for one in proposed(catalogue, "Company", None)]
    assert {"name", "name:fr", "wikidata", "basedInState", "schema:leiCode"} <= set(ids)
    assert "headOfState" not in ids
    assert "headOfState" in [one.id for one in proposed(catalogue, "", None)]
    assert len(proposed(catalogue, "Company", 3)) == 3


def test_a_retired_thing_is_the_last_that_has_replaced_it(plain: Catalogue) -> None:
    own = Space(plain)
    for name in ("old", "older", "town2"):
        assert own.iri_of(f"{EX}{name}") == f"{EX}town2"
    for name in ("lost", "lead", "told", "round1"):
        assert own.iri_of(f"{EX}{name}") is None


def test_classes_of_any_vocabulary(plain: Catalogue) -> None:
    assert [one.name for one in plain.default_types()] == ["Place"]
    lake = plain.types.get(f"{EX}Lake")
    assert (lake.id, lake.broader) == (f"{EX}Lake", (f"{EX}Water",))
    assert plain.classes.kinds([f"{EX}Ring"]) == {f"{EX}Ring", f"{EX}Circle"}  # above each other
    told = manifest.manifest(
        plain, Space(plain), plain.title, "http://a/reconcile", "http://a/{{id}}"
    )
    assert (told["name"], told["defaultTypes"]) == (
        "kzgraph",
        [{"id": f"{EX}Place", "name": "Place"}],
    )


def test_cards(catalogue: Catalogue) -> None:
    card = flyout.entity(catalogue, Space(catalogue), "company/edf")
    assert (card.name, card.types) == ("EDF", ("company",))
    assert ("based in state", ("France",)) in card.facts
    assert flyout.term(catalogue.types, "Company").description.startswith("An organisation")
    assert flyout.term(catalogue.properties, "name:fr").name == "name (fr)"
    with pytest.raises(NotFoundError):
        flyout.entity(catalogue, Space(catalogue), "company/nobody")
    with pytest.raises(NotFoundError):
        flyout.entity(catalogue, Space(catalogue, "wikidata"), "company/orano")  # not linked
    with pytest.raises(BadRequestError, match="Did you mean 'Company'"):
        flyout.term(catalogue.types, "Compani")
