"""Figures on trade: the six that the ministry's text gives, with bounds, units and speakers."""

from pathlib import Path

import pytest
from planted import Planted, planted

from kzgraph.errors import BadRequestError
from kzgraph.model import Part
from kzgraph.model.amounts import Amount
from kzgraph.model.trade import TradeFigure
from kzgraph.read.graph import Graph
from kzgraph.read.table import rows_of
from kzgraph.read.trade import ALL_GOODS, FLOWS, TradeFilter, list_trade
from kzgraph.read.views import view_of
from kzgraph.store import Store

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"


def figures(graph: Graph, wanted: TradeFilter = TradeFilter(), **view: object) -> list[TradeFigure]:  # noqa: B008  # frozen
    page = list_trade(graph, wanted, view_of(**view), Part())  # type: ignore[arg-type]
    assert page.total == len(page.items)
    return list(page.items)


def short(amount: Amount | None) -> tuple[object, ...]:
    assert amount is not None
    unit = amount.currency or (amount.unit and amount.unit.text)
    return (amount.value, amount.least, amount.most, unit, amount.hedge)


# Flow, first and last year or month, measure, amount, speaker, as the text of 1 November 2023 has them.
EXPECTED = [
    ("exports", "2013", "2023", "share of total", (None, 80, 90, "PERCENT", "Between"), "ministry"),
    (
        "total trade",
        "2013",
        "2023",
        "trade value",
        (None, 25e8, 65e8, "USD", "Between"),
        "ministry",
    ),
    ("total trade", "2022", "2022", "growth", (30, None, None, "PERCENT", None), "Tokayev"),
    ("total trade", "2022", "2022", "trade value", (4e9, None, None, "USD", None), "Tokayev"),
    ("total trade", "2023-01", "2023-08", "growth", (21, None, None, "PERCENT", None), "Tokayev"),
    (
        "total trade",
        "2023-01",
        "2023-08",
        "trade value",
        (27e8, None, None, "USD", None),
        "Tokayev",
    ),
]
SPEAKERS = {
    "ministry": "Ministry of Foreign Affairs of Kazakhstan",
    "Tokayev": "Kassym-Jomart Tokayev",
}


def test_the_series_of_the_text(release_graph: Graph) -> None:
    found = figures(release_graph)
    assert [
        (f.flow and f.flow.text, f.starts, f.ends, f.measure.text, short(f.amount)) for f in found
    ] == [row[:5] for row in EXPECTED]
    assert [f.speakers[0].text for f in found] == [SPEAKERS[row[5]] for row in EXPECTED]
    for figure in found:
        assert (figure.reporter and figure.reporter.text) == "Kazakhstan"
        assert (figure.partner and figure.partner.text) == "France"
        assert len(figure.claims) == figure.corroboration == 1
        (document,) = figure.documents
        assert (document.iri or "").endswith("mfa-kazakhstan-2023-11-01")


def test_growth_and_shares_name_what_they_refer_to(release_graph: Graph) -> None:
    growth = [
        f.compared_with[0].text for f in figures(release_graph, TradeFilter(measure="growth"))
    ]
    assert growth == [
        "trade between Kazakhstan and France, 2021",
        "trade between Kazakhstan and France, January to August 2022",
    ]
    (share,) = figures(release_graph, TradeFilter(measure="shareOfTotal"))
    assert [whole.text for whole in share.share_of] == [
        "yearly trade between Kazakhstan and France over the decade to 2023"
    ]


def test_filters(release_graph: Graph) -> None:
    def number(**wanted: str) -> int:
        return len(figures(release_graph, TradeFilter(**wanted)))

    assert number(reporter="state/kaz") == number(partner="state/fra") == 6
    assert number(reporter="state/fra") == number(partner="state/none") == 0
    assert number(flow="exports") == 1
    assert number(flow="imports") == number(product="commodity/uranium") == 0
    assert number(product="all") == 6
    assert number(flow="total-trade", measure="tradeValue") == 3
    with pytest.raises(BadRequestError):
        number(reporter="Kazakhstan")


# Crude oil and uranium to France, January to September 2022, as the agency report of 30 November 2022
# has them: share of the exports, and value.
PRODUCTS = {
    "commodity/crude-oil": [("shareOfTotal", 89.8), ("tradeValue", 1_700_000_000)],
    "commodity/uranium": [("shareOfTotal", 7.6), ("tradeValue", 146_500_000)],
}


@pytest.mark.parametrize("product", PRODUCTS)
def test_the_series_of_one_product(product: str, whole_graph: Graph) -> None:
    found = figures(whole_graph, TradeFilter(product=product))
    numbers = [(f.measure.iri or "", short(f.amount)[0]) for f in found]
    assert [(name.rpartition("#")[2], number) for name, number in numbers] == PRODUCTS[product]
    for figure in found:
        assert ((figure.product and figure.product.iri) or "").endswith(f"/id/{product}")
        assert (figure.flow and figure.flow.text) == "exports"
        assert (figure.starts, figure.ends) == ("2022-01", "2022-09")


def test_totals_are_apart_from_products(whole_graph: Graph) -> None:
    """They come first, whatever their years, and can be had alone."""
    exports = figures(whole_graph, TradeFilter(reporter="state/kaz", flow="exports"))
    totals, products = exports[:-4], exports[-4:]
    assert {figure.product for figure in totals} == {None}
    assert [figure.starts for figure in totals][-1] == "2023-01"
    names = [figure.product and figure.product.text for figure in products]
    assert names == ["crude oil", "crude oil", "uranium", "uranium"]
    alone = TradeFilter(reporter="state/kaz", flow="exports", product=ALL_GOODS)
    assert figures(whole_graph, alone) == totals
    row = rows_of(products)[0]
    assert row["product"] == "crude oil"
    assert row["product_iri"] == "https://w3id.org/kzgraph/id/commodity/crude-oil"


def test_clocks(release_graph: Graph) -> None:
    assert {f.starts for f in figures(release_graph, valid_on="2022-06")} == {"2013", "2022"}
    assert {f.starts for f in figures(release_graph, valid_on="2023-09")} == {"2013"}
    assert figures(release_graph, known_on="2023-10-31") == []
    assert len(figures(release_graph, known_on="2023-11-01")) == 6
    assert figures(release_graph, min_corroboration=2) == []


def test_two_documents_disagree(disputed_graph: Graph) -> None:
    wanted = TradeFilter(measure="tradeValue")
    found = [f for f in figures(disputed_graph, wanted) if f.starts == "2022"]
    assert [short(f.amount)[0] for f in found] == [4_000_000_000, 4_200_000_000]
    assert found[0].conflicts == found[1].conflicts != ()
    growth = figures(disputed_graph, TradeFilter(measure="growth"))
    assert [short(f.amount)[0] for f in growth] == [30, 21]  # the deprecated one is not there


def test_as_a_table(release_graph: Graph) -> None:
    row = rows_of(figures(release_graph))[1]
    assert row["reporter_iri"] == "https://w3id.org/kzgraph/id/state/kaz"
    assert (row["amount_least"], row["amount_most"]) == (2_500_000_000, 6_500_000_000)
    assert (row["amount_currency"], row["amount_hedge"]) == ("USD", "Between")
    assert row["claims"] == "mfa-kazakhstan-2023-11-01-062"


def test_a_series_is_in_the_order_of_time(tmp_path: Path) -> None:
    """Whatever the observations are called; one that lacks its dimensions is told as well."""
    data = "id:document\\/a a kz:Document . id:observation\\/c a kz:TradeObservation .\n" + "".join(
        f"id:observation\\/{name} a kz:TradeObservation ; kz:reporter id:state\\/x ; "
        f'kz:periodStart "{year}"^^xsd:gYear ; kz:periodEnd "{year}"^^xsd:gYear .\n'
        for name, year in (("a", 2021), ("b", 2020))
    )
    claims = [
        Planted(f"id:observation\\/{name} kz:tradeValue id:amount\\/m", "id:document\\/a")
        for name in "abc"
    ]
    with planted(tmp_path, ONTOLOGY, data, *claims) as graph:
        assert [figure.starts for figure in figures(graph)] == [None, "2020", "2021"]
        assert {figure.amount for figure in figures(graph)} == {None}


def test_pages(release_graph: Graph) -> None:
    found: list[TradeFigure] = []
    cursor = None
    for _ in range(3):
        page = list_trade(release_graph, TradeFilter(), view_of(), Part(2, cursor))
        found += page.items
        cursor = page.next
    assert cursor is None
    assert found == figures(release_graph)


def test_every_flow_of_the_ontology_can_be_asked_for(release_store: Store) -> None:
    rows = release_store.select("SELECT ?flow { ?flow a kz:Flow }")
    assert {str(row["flow"]).rpartition("#")[2].rstrip(">") for row in rows} == {*FLOWS.values()}
