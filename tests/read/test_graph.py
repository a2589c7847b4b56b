"""An opened release, and what of it is held in memory."""

import gc
import weakref
from pathlib import Path

import pytest

from kzgraph.errors import StoreError
from kzgraph.read.entity_sets import EVERY
from kzgraph.reconciliation import Catalogue
from kzgraph.release import Home
from kzgraph.statements import View
from kzgraph.vocab import ID, KZ


def test_what_is_warm_is_not_read_again(built_home: Path) -> None:
    graph = Home(built_home).current().open_graph()
    graph.warm()
    entities, completer = graph.entities, graph.completer
    usual, every = (entities.under(view) for view in (View(), EVERY))
    graph.statements.close()
    assert (graph.entities, graph.completer) == (entities, completer)
    assert (entities.under(View()), entities.under(EVERY)) == (usual, every)
    corroborated = entities.under(View(min_corroboration=2)).spoken_of
    assert 0 < corroborated.sum() < usual.spoken_of.sum()
    graph.close()


def test_what_is_in_memory_goes_with_the_last_who_refers_to_it(built_home: Path) -> None:
    graph = Home(built_home).current().open_graph()
    sets = graph.entities
    sets.under(View(min_corroboration=2))
    sets.said_of(frozenset((1,)))
    catalogue = Catalogue(graph)
    catalogue.shown(f"{ID}state/kaz", "en")
    catalogue.members(f"{KZ}State")
    things = (graph, sets, sets.witnesses, catalogue, catalogue.classes)
    held = [weakref.ref(one) for one in things]
    graph.close()
    gc.disable()  # nobody should have to wait until garbage is looked for
    try:
        del graph, sets, catalogue, things
        assert [one() for one in held] == [None] * 5
    finally:
        gc.enable()


def test_a_release_that_was_closed_is_not_warmed(built_home: Path) -> None:
    graph = Home(built_home).current().open_graph()
    graph.close()
    with pytest.raises(StoreError, match="closed"):
        graph.warm()
