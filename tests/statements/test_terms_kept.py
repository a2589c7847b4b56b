"""Terms that are kept: each is read once, until there are too many of them."""

import pytest

from kzgraph.read.graph import Graph
from kzgraph.statements import StatementIndex


@pytest.fixture
def opened(release_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> StatementIndex:
    index = release_graph.statements
    monkeypatch.setattr(index, "_terms", {})
    return index


def first(index: StatementIndex, many: int) -> list[int]:
    return [row[0] for row in index.rows(f"SELECT id FROM term ORDER BY id LIMIT {many}")]


def test_a_term_is_read_once(opened: StatementIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, three = first(opened, 3)
    told = opened.terms([three, one, one])
    assert [*told] == [one, three]
    more = opened.terms([one, two])
    assert (more[one], [*more]) == (told[one], [one, two])
    monkeypatch.setattr(opened, "rows", None)
    assert opened.terms([one, two, three]) == {**told, **more}


def test_what_is_no_term_is_not_there(opened: StatementIndex) -> None:
    assert opened.terms([0, -1]) == {}


def test_not_more_than_so_many_are_kept(
    opened: StatementIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kzgraph.statements.index._MOST_TERMS", 2)
    numbers = first(opened, 4)
    whole = opened.terms(numbers)
    for number in numbers:
        assert opened.terms([number]) == {number: whole[number]}
    assert len(opened._terms) <= 3
