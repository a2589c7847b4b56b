"""What addresses of happenings ask for: things that were renamed, and views that show every status."""

from contextlib import closing
from pathlib import Path

import pytest

from kzgraph.errors import NotFoundError
from kzgraph.read.graph import Graph
from kzgraph.read.views import view_of
from kzgraph.release import Home
from kzgraph_api.pages.happening import asked_of_every, asked_with, present


def test_an_address_may_name_a_thing_by_an_old_id_or_an_iri(retired_home: Path) -> None:
    with closing(Home(retired_home).current().open_graph()) as graph:
        assert present(graph, "company/electricite-de-france") == "company/edf"
        assert present(graph, "https://w3id.org/kzgraph/id/company/edf") == "company/edf"


def test_what_is_not_there_is_said(release_graph: Graph) -> None:
    with pytest.raises(NotFoundError):
        present(release_graph, "visit/nowhere")


def test_every_status_is_the_default_and_others_are_named() -> None:
    every = asked_of_every(view_of(modality=["all"], known_on="2024"))
    assert every.address("/x") == "/x?known_on=2024"
    assert asked_of_every(view_of()).address("/x") == "/x?modality=asserted"
    assert asked_of_every(view_of(modality=["planned"])).get("modality") == "planned"


def test_what_was_not_given_is_not_in_the_address() -> None:
    asked = asked_with(view_of(modality=["all"]), visitor="person/macron", place=None)
    assert asked.parameters == {"modality": "all", "visitor": "person/macron"}
