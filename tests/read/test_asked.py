"""How many questions an answer takes: as many for a hub as for a thing of which little is said."""

from collections.abc import Callable

import pytest

from kzgraph.model import Part
from kzgraph.names.pool import Connections
from kzgraph.read.about import timeline_about
from kzgraph.read.entities import get_entity
from kzgraph.read.graph import Graph
from kzgraph.read.relations import Choice, relations
from kzgraph.statements import View
from kzgraph.store import Store

HUB, SMALL = "state/kaz", "company/vicat"


def looked_up(graph: Graph, name: str) -> None:
    get_entity(graph, name)


def related(graph: Graph, name: str) -> None:
    """One statement of each group, so that most groups go on and need a cursor."""
    relations(graph, name, Choice(), View(), Part(1))


def dated(graph: Graph, name: str) -> None:
    timeline_about(graph, name, View(), Part(50))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, release_graph: Graph) -> list[str]:
    """Return the names of what is asked of the index and of the store from now on."""
    told: list[str] = []

    def note(owner: type, name: str) -> None:
        ask = getattr(owner, name)

        def noted(*given: object) -> object:
            told.append(name)
            return ask(*given)

        monkeypatch.setattr(owner, name, noted)

    note(Connections, "rows")
    store: type[Store] = type(release_graph.store)
    for name in ("about", "pointing_to", "select"):
        note(store, name)
    return told


@pytest.mark.parametrize(
    ("answer", "most"),
    [(looked_up, 9), (related, 4), (dated, 4)],
)
def test_a_hub_takes_no_more_questions(
    release_graph: Graph, asked: list[str], answer: Callable[[Graph, str], None], most: int
) -> None:
    counts = []
    for name in (HUB, SMALL):
        answer(release_graph, name)  # what is kept of it is kept now
        asked.clear()
        answer(release_graph, name)
        counts.append(len(asked))
    assert counts[1] <= counts[0] <= most
