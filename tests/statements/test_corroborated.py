"""The statements that enough documents make, as a condition that is answered once for a view."""

import pytest

from kzgraph.read.graph import Graph
from kzgraph.read.views import view_of
from kzgraph.statements.corroborated import corroborated
from kzgraph.statements.view import ALWAYS


def test_one_document_is_enough_for_every_claim(release_graph: Graph) -> None:
    assert corroborated(release_graph.statements, view_of()) == (ALWAYS, {})


@pytest.mark.parametrize("least", [2, 3])
@pytest.mark.parametrize("modality", [["all"], ["asserted"], ["planned"]])
def test_the_same_claims_as_when_each_statement_is_asked(
    release_graph: Graph, least: int, modality: list[str]
) -> None:
    index = release_graph.statements
    view = view_of(min_corroboration=least, modality=modality)
    enough, values = corroborated(index, view)
    kept = index.rows(
        f"SELECT c.id FROM claim AS c WHERE {enough} ORDER BY c.id", {**view.values(), **values}
    )
    asked = index.rows(
        f"""SELECT c.id FROM claim AS c JOIN statement AS s ON s.id = c.statement
        WHERE {view.sees()} ORDER BY c.id""",
        view.values(),
    )
    assert kept == asked
    assert bool(kept) == (least == 2 and modality != ["planned"])


def test_they_are_looked_for_once(release_graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    index, view = release_graph.statements, view_of(min_corroboration=2)
    first = corroborated(index, view)
    monkeypatch.setattr(index, "rows", None)
    assert corroborated(index, view) == first
