"""Canonical results: one spelling, whatever the order of rows and the names of blank nodes."""

import hashlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.errors import ResultTooLargeError
from kzgraph.read import canonical
from kzgraph.read.canonical import digest_of, digest_of_triples
from kzgraph.store import Result

JSON = "application/sparql-results+json"
INTEGER = "http://www.w3.org/2001/XMLSchema#integer"

Solution = dict[str, dict[str, object]]


def select(*rows: Solution, names: tuple[str, ...] = ("a", "b")) -> Result:
    document = {"head": {"vars": list(names)}, "results": {"bindings": list(rows)}}
    return Result(JSON, json.dumps(document).encode())


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def uri(text: str) -> dict[str, object]:
    return {"type": "uri", "value": text}


def literal(text: str, **more: str) -> dict[str, object]:
    return {"type": "literal", "value": text, **{k.replace("_", ":"): v for k, v in more.items()}}


TYPED = {"a": literal("14", datatype=INTEGER), "b": {"type": "bnode", "value": "x7"}}
ROWS = ({"a": uri("urn:z"), "b": literal('l"1\n', xml_lang="fr")}, {"a": uri("urn:y")}, TYPED)
LINES = (
    '<urn:z>\t"l\\"1\\n"@fr\n',
    "<urn:y>\t\n",
    f'"14"^^<{INTEGER}>\t_:b\n',
)


def test_a_table_is_its_variables_and_its_sorted_rows() -> None:
    found = digest_of(select(*ROWS), ordered=False)
    assert found.sha256 == sha256("?a\t?b\n" + LINES[2] + LINES[1] + LINES[0])
    assert (found.form, found.rows) == ("sorted rows of N-Triples terms", 3)


def test_an_order_that_is_asked_for_stays() -> None:
    found = digest_of(select(*ROWS), ordered=True)
    assert found.sha256 == sha256("?a\t?b\n" + "".join(LINES))
    assert found.form == "rows of N-Triples terms, in the order of the query"


@given(st.permutations(ROWS))
def test_the_order_of_rows_does_not_count(rows: list[Solution]) -> None:
    expected = digest_of(select(*ROWS), ordered=False)
    assert digest_of(select(*rows), ordered=False) == expected


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(min_size=1, max_size=3))
def test_other_values_are_another_result(text: str, more: str) -> None:
    one, other = ({"a": literal(value)} for value in (text, text + more))
    digests = {digest_of(select(row), ordered=False).sha256 for row in (one, other)}
    assert len(digests) == 2


def test_other_names_and_repeated_rows_are_another_result() -> None:
    row = {"a": uri("urn:a")}
    results = (select(row), select(row, row), select(row, names=("a",)), select())
    assert len({digest_of(result, ordered=False).sha256 for result in results}) == 4


def test_truth() -> None:
    yes = digest_of(Result(JSON, b'{"head":{},"boolean":true}'), ordered=False)
    assert (yes.sha256, yes.rows) == (sha256("true\n"), None)


def test_triples_are_sorted_and_stand_once() -> None:
    body = '<urn:b> <urn:p> "x\u2028y" .\n<urn:a> <urn:p> _:r7 .\n<urn:a> <urn:p> _:r7 .\n'
    found = digest_of(Result("application/n-triples", body.encode()), ordered=True)
    assert found.sha256 == sha256('<urn:a> <urn:p> _:b .\n<urn:b> <urn:p> "x\u2028y" .\n')
    assert (found.form, found.rows) == ("sorted N-Triples", 2)


def test_text_that_looks_like_a_blank_node_stays() -> None:
    lines = ['<urn:a> <urn:p> "see _:x1 ." .', '<urn:a> <urn:p> "see _:x2 ." .']
    assert len({digest_of_triples([line]).sha256 for line in lines}) == 2
    assert digest_of_triples(["_:x1 <urn:p> _:x2 ."]) == digest_of_triples(["_:y <urn:p> _:z ."])


def test_what_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(canonical, "MOST_BYTES", 10)
    with pytest.raises(ResultTooLargeError):
        digest_of(select(*ROWS), ordered=False)
