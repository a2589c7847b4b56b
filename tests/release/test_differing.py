"""In which triples two versions of a graph differ."""

from hypothesis import given
from hypothesis import strategies as st

from kzgraph.rdf import NamedNode, Triple
from kzgraph.release.differing import differing

NUMBERS = st.lists(st.integers(0, 30), unique=True)


def triples(numbers: list[int]) -> list[Triple]:
    nodes = [NamedNode(f"urn:{number}") for number in numbers]
    return [Triple(node, node, node) for node in nodes]


@given(NUMBERS, NUMBERS)
def test_the_order_does_not_matter(then: list[int], now: list[int]) -> None:
    found = differing(triples(then), triples(now), 100)
    assert found is not None
    assert found.gained == {*triples([n for n in now if n not in then])}
    assert found.lost == {*triples([n for n in then if n not in now])}
    assert not found.has_blank_nodes


def test_too_much_is_not_collected() -> None:
    assert differing(triples([*range(20)]), triples([*range(10, 30)]), 19) is None
    assert differing(triples([*range(10)]), triples([*range(1, 10)]), 2) is not None
    assert differing(triples([]), triples([1]), 0) is None
