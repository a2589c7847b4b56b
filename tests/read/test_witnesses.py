"""Conflicts that are kept: what is read once is told under every view, and not all of it stays."""

from dataclasses import replace

import pytest

from kzgraph.model import Part
from kzgraph.read.conflicts import ConflictFilter, get_conflict, list_conflicts
from kzgraph.read.graph import Graph
from kzgraph.read.views import view_of
from kzgraph.read.witnesses import Conflicts

EVERY = replace(view_of(modality=["all"]), ranks=None)
EARLY = replace(view_of(modality=["all"], known_on="2024-12"), ranks=None)


def numbers_of(graph: Graph) -> list[int]:
    return [row[0] for row in graph.statements.rows("SELECT id FROM conflict ORDER BY id")]


def test_what_a_view_left_out_comes_back(disputed_graph: Graph) -> None:
    """The gazette came out in February 2025; the other party to each conflict before that."""
    numbers = numbers_of(disputed_graph)
    kept = Conflicts(disputed_graph.statements)
    first = kept.tell(numbers, EVERY)
    early = kept.tell(numbers, EARLY)
    seen = [witness for c in early for value in c.values for witness in value.witnesses]
    assert seen
    assert not any((witness.published or "").startswith("2025") for witness in seen)
    assert all(len(one.values) < len(whole.values) for one, whole in zip(early, first, strict=True))
    # Status and reason are those of the release, whatever a view sees.
    assert [(one.status, one.why) for one in early] == [(one.status, one.why) for one in first]
    assert kept.tell(numbers, EVERY) == first
    assert Conflicts(disputed_graph.statements).tell(numbers, EARLY) == early


def test_they_are_told_in_the_order_in_which_they_are_asked_for(disputed_graph: Graph) -> None:
    numbers = numbers_of(disputed_graph)
    kept = Conflicts(disputed_graph.statements)
    forwards = kept.tell(numbers, EVERY)
    assert kept.tell(numbers[::-1], EVERY) == forwards[::-1]
    assert len({conflict.id for conflict in forwards}) == len(numbers) == 3


def test_those_that_were_not_asked_for_longest_are_read_again(
    disputed_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, _ = numbers_of(disputed_graph)
    expected = Conflicts(disputed_graph.statements).tell([one, other], EVERY)
    questions: list[str] = []
    ask = disputed_graph.statements.rows

    def rows(question: str, values: dict[str, str | int | None] | None = None) -> list[object]:
        questions.append(question)
        return list(ask(question, values))

    monkeypatch.setattr(disputed_graph.statements, "rows", rows)
    monkeypatch.setattr("kzgraph.read.witnesses._MOST_PARTIES", 3)
    kept = Conflicts(disputed_graph.statements)
    asked = []
    for number in (one, one, other, one):
        questions.clear()
        assert kept.tell([number], EVERY) == (expected[0 if number == one else 1],)
        asked.append(bool(questions))
    assert asked == [True, False, True, True]


def test_a_conflict_of_a_page_and_by_itself_are_the_same(disputed_graph: Graph) -> None:
    page = list_conflicts(disputed_graph, ConflictFilter(), EVERY, Part())
    assert [get_conflict(disputed_graph, one.id, EVERY) for one in page.items] == [*page.items]
