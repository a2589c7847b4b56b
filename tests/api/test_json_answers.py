"""Answers as JSON by the type of their route: the same as each member by its own type."""

import json
from dataclasses import dataclass

import pytest

from kzgraph.model import Page, Value
from kzgraph.model.amounts import Amount
from kzgraph_api.json_answers import json_of

MORE = {"release": "r", "links": {"self": "/"}}


@dataclass(frozen=True)
class Nothing:
    """An answer without members."""


@pytest.mark.parametrize("number", [5, 5.0, 0.1, -3, 10**15])
@pytest.mark.parametrize("typed", [True, False])
def test_a_number_stays_as_it_is(number: float, typed: bool) -> None:
    """An amount of 5 million is told as 5000000, though the type of its members is float."""
    page = Page((Amount(number, None, None, "USD", None, None),), 1, None)
    body = json_of(page, Page[Amount] if typed else None, MORE)
    assert f'"value":{json.dumps(number)},'.encode() in body


@pytest.mark.parametrize("model", [Value, None])
def test_the_members_come_first_and_then_the_envelope(model: object) -> None:
    body = json_of(Value("Қазақстан", "https://example.org/kaz"), model, MORE)
    assert (
        body
        == (
            '{"text":"Қазақстан","iri":"https://example.org/kaz","datatype":null,"language":null,'
            '"release":"r","links":{"self":"/"}}\n'
        ).encode()
    )


@pytest.mark.parametrize("model", [Nothing, None])
def test_an_answer_without_members_has_the_envelope_alone(model: object) -> None:
    assert json.loads(json_of(Nothing(), model, MORE)) == MORE
