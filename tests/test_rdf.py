"""Parsing with places, and the one form in which files are written."""

from pathlib import Path

import pytest

from kzgraph.errors import DataError
from kzgraph.rdf import (
    Literal,
    NamedNode,
    RdfFormat,
    canonical,
    digest,
    digest_after,
    digest_together,
    first_solutions,
    from_lines,
    parse_file,
    term_of,
)

TURTLE = """@prefix kz: <https://w3id.org/kzgraph/ontology#> .
@prefix state: <https://w3id.org/kzgraph/id/state/> .
state:kaz kz:b "x. y ."@en ; a kz:State ; kz:a state:fra .
state:fra a kz:State .
"""


@pytest.mark.parametrize(
    "spelled",
    [
        "<urn:é>",
        "_:b1",
        '""',
        '"a <b> . é"',
        '"a\\"b\\\\\\n\\u0001"',
        '"été"@fr-FR',
        '"a"@ar--rtl',
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '<<( <urn:s> <urn:p> "x" )>>',
    ],
)
def test_a_term_is_the_one_that_is_spelled_so(spelled: str) -> None:
    (triple,) = from_lines([f"<urn:s> <urn:p> {spelled} .".encode()])
    assert term_of(spelled) == triple.object


def test_what_is_no_term_is_a_syntax_error() -> None:
    with pytest.raises(SyntaxError):
        term_of('"a')


@pytest.fixture
def turtle(tmp_path: Path) -> Path:
    path = tmp_path / "a.ttl"
    path.write_text(TURTLE, encoding="utf-8")
    return path


def test_canonical_form_is_sorted_typed_first_and_spaced(turtle: Path) -> None:
    text = canonical(parse_file(turtle), RdfFormat.TURTLE)
    assert text.splitlines() == [
        "@prefix kz: <https://w3id.org/kzgraph/ontology#> .",
        "@prefix state: <https://w3id.org/kzgraph/id/state/> .",
        "",
        "state:fra a kz:State .",
        "",
        "state:kaz a kz:State ;",
        "\tkz:a state:fra ;",
        '\tkz:b "x. y ."@en .',
    ]


def test_canonical_form_is_a_fixed_point(turtle: Path) -> None:
    once = canonical(parse_file(turtle), RdfFormat.TURTLE)
    turtle.write_text(once, encoding="utf-8")
    assert canonical(parse_file(turtle), RdfFormat.TURTLE) == once


def test_lines_are_read_and_digested() -> None:
    lines = [b'<urn:a> <urn:p> "x" .\n', b"<urn:b> <urn:p> _:c .\n"]
    assert [str(triple.subject) for triple in from_lines(lines)] == ["<urn:a>", "<urn:b>"]
    assert str(from_lines(lines)[1].object) == "_:c"
    assert digest(lines) != digest(lines[1:])


def test_hashes_of_many_lines_are_added_as_those_of_few_are() -> None:
    many = [b"%d" % number for number in range(5_000)]
    assert digest(many) == digest_together(map(digest, ([line] for line in many)))


def test_a_digest_follows_a_change_and_knows_no_order() -> None:
    """The digest of one line is its SHAKE-128, here of another program: 256 bytes."""
    lines = [f"<urn:a> <urn:p> <urn:{number}> .\n".encode() for number in range(9)]
    assert digest(lines) == digest(lines[::-1])
    assert digest_after(digest(lines), lines[:2], lines[5:]) == digest([*lines[:5], *lines[:2]])
    assert digest_after(digest(lines[:5]), lines[5:], lines[:5]) == digest(lines[5:])
    assert digest_after(digest(lines), (), lines) == digest(()) == "0" * 512
    assert digest_together([digest(lines[:6]), digest(lines[4:])], digest(lines[4:6])) == digest(
        lines
    )
    assert digest([b"abc"]).startswith(
        "5881092dd818bf5cf8a3ddb793fbcba74097d5c526a6d35f97b83351940f2cc8"
    )


def test_a_syntax_error_names_file_and_line(turtle: Path) -> None:
    turtle.write_text(TURTLE + "state:chn a kz:State\nstate:rus a kz:State .\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        parse_file(turtle)
    (problem,) = caught.value.problems
    assert problem.file == str(turtle)
    assert problem.line == 6
    assert problem.rule == "syntax"


@pytest.mark.parametrize("written", ["[] a kz:State .", "_:x a kz:State .", "state:chn kz:a [] ."])
def test_a_blank_node_is_refused_with_its_line(turtle: Path, written: str) -> None:
    turtle.write_text(
        TURTLE + f'state:x kz:b "no [ here" . # nor _:here\n{written}\n', encoding="utf-8"
    )
    with pytest.raises(DataError) as caught:
        parse_file(turtle)
    (problem,) = caught.value.problems
    assert (problem.line, problem.rule) == (6, "no-blank-node")


def test_bytes_that_are_not_utf8_are_refused(turtle: Path) -> None:
    turtle.write_bytes(TURTLE.encode("utf-8") + b'state:chn kz:b "\xff" .\n')
    with pytest.raises(DataError) as caught:
        parse_file(turtle)
    assert caught.value.problems[0].line == 5


def test_the_first_rows_of_an_answer_whatever_stands_behind_them() -> None:
    rows = b'{"s":{"type":"uri","value":"urn:x"}},{"o":{"type":"literal","value":"1"}}'
    answer = b'{"head":{"vars":["s","o"]},"results":{"bindings":[%b]}}'
    first = [NamedNode("urn:x"), None]
    whole = [first, [None, Literal("1")]]
    assert first_solutions(answer % rows, 10) == (["s", "o"], whole)
    assert first_solutions(answer % (rows + b",no JSON"), 1) == (["s", "o"], [first])
    assert first_solutions(b'{"head":{},"boolean":true}', 1) is True
    with pytest.raises(SyntaxError):
        first_solutions(b"s,o\r\n", 1)
