"""Figures as series, and what they can be filtered by."""

from kzgraph.model import Part
from kzgraph.model.series import Dimensions
from kzgraph.read.graph import Graph
from kzgraph.read.series import dimensions_of, series_of, trade_choices
from kzgraph.read.trade import TradeFilter, list_trade
from kzgraph.statements import View


def names(told: Dimensions) -> tuple[str | None, ...]:
    parts = (told.reporter, told.partner, told.flow, told.product)
    return tuple(part.text if part else None for part in parts)


def test_products_are_apart_and_come_after_all_goods(whole_graph: Graph) -> None:
    asked = TradeFilter(reporter="state/kaz", flow="exports")
    found = list_trade(whole_graph, asked, View(), Part(100))
    series = series_of(found.items)
    assert [names(one.dimensions) for one in series] == [
        ("Kazakhstan", "France", "exports", None),
        ("Kazakhstan", "France", "exports", "crude oil"),
        ("Kazakhstan", "France", "exports", "uranium"),
    ]
    assert sum(len(one.figures) for one in series) == found.total
    oil = [one.observation.iri or "" for one in series[1].figures]
    assert {iri.rpartition("/")[2] for iri in oil} == {"exports-crude-oil-kaz-fra-2022-01-09"}


def test_states_and_products_are_offered_with_their_observations(whole_graph: Graph) -> None:
    choices = trade_choices(whole_graph)
    assert [value.text for value, _ in choices.reporters] == ["Kazakhstan", "France"]
    assert [value.text for value, _ in choices.partners] == ["France", "Kazakhstan"]
    assert choices.reporters[0][1] > choices.reporters[1][1]
    assert {value.text for value, _ in choices.products} == {"crude oil", "uranium"}


def test_an_observation_tells_what_it_counts(whole_graph: Graph) -> None:
    uranium = dimensions_of(whole_graph, "observation/exports-uranium-kaz-fra-2022-01-09")
    assert names(uranium) == ("Kazakhstan", "France", "exports", "uranium")
    total = dimensions_of(whole_graph, "observation/trade-kaz-fra-2022")
    assert names(total) == ("Kazakhstan", "France", "total trade", None)
    assert names(dimensions_of(whole_graph, "observation/none")) == (None, None, None, None)


def test_no_figures_are_no_series() -> None:
    assert series_of(()) == ()
