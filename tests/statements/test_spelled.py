"""Terms taken apart as they are spelled: the same as a parser tells of them."""

import pytest

from kzgraph.rdf import Literal, from_lines, text_of
from kzgraph.statements.spelled import code, edges, is_iri, literal_in, short, text_in
from kzgraph.vocab import ID, KZ, XSD

LITERALS = (
    '""',
    '"plain"',
    '"two\\nlines, a \\"word\\" and a \\\\"',
    '"fin"@fr',
    '"zh"@zh-hant',
    '"dit \\"oui\\""@fr',
    '"at@home ^^ <x>"@en',
    '"right to left"@ar--rtl',
    f'"2024-11"^^<{XSD}gYearMonth>',
    f'"\\t"^^<{XSD}token>',
)


@pytest.mark.parametrize("spelled", LITERALS)
def test_a_literal_is_what_the_parser_makes_of_it(spelled: str) -> None:
    (triple,) = from_lines([f"<urn:s> <urn:p> {spelled} .".encode()])
    parsed = triple.object
    assert isinstance(parsed, Literal)
    found = literal_in(spelled)
    assert found is not None
    plain = parsed.language is not None or parsed.datatype.value == XSD + "string"
    assert found.text == text_in(spelled) == parsed.value
    assert found.language == (parsed.language or "")
    assert found.datatype == (None if plain else parsed.datatype.value)


def test_other_terms_are_no_literals() -> None:
    triple = '<<( <urn:s> <urn:p> "o" )>>'
    (said,) = from_lines([f"<urn:s> <urn:p> {triple} .".encode()])
    for spelled, text in (("<urn:a>", "urn:a"), ("_:b", "b"), (triple, text_of(said.object))):
        assert literal_in(spelled) is None
        assert edges(spelled) is None
        assert text_in(spelled) == text
        assert is_iri(spelled) == (text == "urn:a")


def test_short_forms() -> None:
    assert short(f"<{ID}state/kaz>") == "state/kaz"
    assert short('"x"@en') == '"x"@en'
    assert code(f"<{KZ}Asserted>") == "Asserted"


def test_days_of_a_date() -> None:
    assert edges(f'"2024-02"^^<{XSD}gYearMonth>') == ("2024-02-01", "2024-02-29")
    assert edges(f'"2024-02-30"^^<{XSD}date>') is None
    assert edges('"2024"') is None
