"""Completion over the real data: letter by letter, in every script."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzgraph.errors import BadRequestError
from kzgraph.read.graph import Graph
from kzgraph.read.suggest import suggest


@pytest.mark.parametrize(
    ("typed", "language", "entity", "texts"),
    [
        ("k", "en", "state/kaz", ("Kazakhstan", "Kazakhstan", "K")),
        ("К", "ru", "state/kaz", ("Казахстан", "Казахстан", "К")),
        ("қ", "kk", "state/kaz", ("Қазақстан", "Қазақстан", "Қ")),
        ("қаз", "fr", "state/kaz", ("Kazakhstan", "Қазақстан", "Қаз")),
        ("tok", "fr", "person/tokayev", ("Kassym-Jomart Tokaïev", "Tokaïev", "Tok")),
        ("f", "fr", "state/fra", ("France", "France", "F")),
        ("ed", "en", "company/edf", ("EDF", "EDF", "ED")),
        ("elec", "en", "company/edf", ("EDF", "Électricité de France", "Élec")),
        ("Akor", "en", "place/akorda", ("Akorda", "Akorda", "Akor")),
    ],
)
def test_what_is_best_known_comes_first(
    release_graph: Graph, typed: str, language: str, entity: str, texts: tuple[str, str, str]
) -> None:
    first = suggest(release_graph, typed, language).items[0]
    span = first.highlights[0]
    assert first.id == entity
    assert (first.label, first.name, first.name[span.start : span.end]) == texts


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Kassym-Jomart Tokayev", "person/tokayev"),
        ("Қасым-Жомарт Тоқаев", "person/tokayev"),
        ("Касым-Жомарт Токаев", "person/tokayev"),
        ("Électricité de France", "company/edf"),
        ("Kazatomprom", "company/kazatomprom"),
    ],
)
def test_a_name_stays_suggested_while_it_is_typed(
    release_graph: Graph, name: str, entity: str
) -> None:
    for length in range(4, len(name) + 1):
        found = [item.id for item in suggest(release_graph, name[:length]).items]
        assert entity in found, name[:length]
    assert found[0] == entity


def test_a_slip_is_allowed_for_where_nothing_else_goes_on_like_that(release_graph: Graph) -> None:
    assert suggest(release_graph, "Kazatopmrom").items[0].id == "company/kazatomprom"
    assert suggest(release_graph, "Kazatopmrom").items[0].why == "fuzzy"


def test_at_most_ten_and_each_once(release_graph: Graph) -> None:
    ids = [item.id for item in suggest(release_graph, "a", limit=50).items]
    assert len(ids) == len(set(ids)) == 10
    assert len(suggest(release_graph, "a", limit=3).items) == 3
    assert suggest(release_graph, "a", limit=0).items == ()


def test_a_class(release_graph: Graph) -> None:
    items = suggest(release_graph, "k", type_name="Company").items
    assert items
    assert {"Company", "JointVenture"} >= {name for item in items for name in item.types}
    with pytest.raises(BadRequestError, match="no class"):
        suggest(release_graph, "k", type_name="Spaceship")


@pytest.mark.parametrize("typed", ["", " ", "\x00", "🙂", '"', "zzzzzz", "*", "مرحبا"])
def test_nothing_goes_on_like_that(release_graph: Graph, typed: str) -> None:
    assert suggest(release_graph, typed).items == ()


@given(st.text() | st.text("kKқҚкКaAаАeéЕ -'", max_size=6))
@settings(max_examples=150, deadline=None)
def test_any_text_may_be_typed(release_graph: Graph, typed: str) -> None:
    for item in suggest(release_graph, typed).items:
        assert item.highlights
        assert all(0 <= span.start < span.end <= len(item.name) for span in item.highlights)
