"""Lists as CSV: flat columns, nothing lost, nothing that a spreadsheet runs."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.model import Part, Period, Statement, Value
from kzgraph.read.facts import Pattern, list_facts
from kzgraph.read.graph import Graph
from kzgraph.read.table import csv_of, rows_of
from kzgraph.statements import View

plain = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


def statement(text: str) -> Statement:
    value = Value(text, None, None, "fr")
    thing = Value("Orano", "urn:orano")
    return Statement(
        thing, thing, value, ("a-1", "b-2"), ("Asserted",), 2, 1, ("a",), Period("2023", None)
    )


@given(plain)
def test_a_text_comes_back(text: str) -> None:
    (row,) = csv.DictReader(io.StringIO(csv_of([statement(text)]), newline=""))
    told = row["object_text"] if "object_text" in row else row["object"]
    assert told in (text, f"'{text}")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_formula(text: str) -> None:
    (row,) = csv.DictReader(io.StringIO(csv_of([statement(text)]), newline=""))
    assert row["object"] == f"'{text}"


def test_columns(release_graph: Graph) -> None:
    pattern = Pattern("company/alstom", "operatesIn")
    (row,) = rows_of(list_facts(release_graph, pattern, View(), Part()).items)
    assert row == {
        "subject": "Alstom",
        "subject_iri": "https://w3id.org/kzgraph/id/company/alstom",
        "predicate": "operates in",
        "predicate_iri": "https://w3id.org/kzgraph/ontology#operatesIn",
        "object": "Kazakhstan",
        "object_iri": "https://w3id.org/kzgraph/id/state/kaz",
        "claims": "eonergie-2024-11-116 | mfa-kazakhstan-2023-11-01-051",
        "modalities": "Asserted",
        "corroboration": 2,
        "primary": 1,
        "sources": "eonergie-2024-11 | mfa-kazakhstan-2023-11-01",
        "period_first": "2010-01-01",
        "period_last": None,
    }


def test_an_empty_list_has_no_columns() -> None:
    assert csv_of([]) == "\r\n"
