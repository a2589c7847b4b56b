"""Figures as drawings, without a service."""

from kzgraph.model import Value
from kzgraph.model.amounts import Amount
from kzgraph.model.trade import TradeFigure
from kzgraph_api.pages.chart import HEIGHT, WIDTH, Chart, charts

TRADE = Value("trade value", "urn:value")
SHARE = Value("share", "urn:share")
_DOCUMENTS = tuple(Value(name, f"urn:{name}") for name in "abc")


def usd(
    value: float | None, least: float | None = None, most: float | None = None
) -> Amount | None:
    return Amount(value, least, most, "USD", None, None)


def figure(
    period: str,
    amount: Amount | None,
    *,
    documents: int = 1,
    measure: Value = TRADE,
    name: str = "",
) -> TradeFigure:
    starts, _, ends = period.partition("/")
    return TradeFigure(
        observation=Value(name or period, f"urn:{name or period}"),
        reporter=None,
        partner=None,
        flow=None,
        product=None,
        starts=starts or None,
        ends=ends or starts or None,
        measure=measure,
        amount=amount,
        compared_with=(),
        share_of=(),
        modalities=("Asserted",),
        corroboration=documents,
        primary=0,
        claims=("c",),
        speakers=(),
        documents=_DOCUMENTS[:documents],
        conflicts=(),
    )


def drawn(*figures: TradeFigure) -> Chart:
    (chart,) = charts(figures)
    return chart


def test_a_line_is_as_long_as_its_period() -> None:
    year, months = drawn(figure("2021", usd(3)), figure("2022-01/2022-06", usd(2))).marks
    assert months.x > year.x + year.width - 1
    assert 0.48 < months.width / year.width < 0.51
    assert year.y < months.y  # more is higher up
    assert months.x + months.width < WIDTH


def test_axes_begin_at_zero_and_cover_everything() -> None:
    chart = drawn(figure("2021", usd(3.9e9)), figure("2022", usd(4.2e9)))
    assert [amount.value for _, amount in chart.amounts] == [0, 1e9, 2e9, 3e9, 4e9, 5e9]
    assert chart.zero == chart.amounts[0][0] < HEIGHT
    assert [year for _, year in chart.years] == [2021, 2022]


def test_a_balance_below_zero_stands_below_the_line() -> None:
    chart = drawn(figure("2020", usd(-983e6)), figure("2021", usd(100e6)))
    deficit, surplus = chart.marks
    assert surplus.y < chart.zero < deficit.y
    assert chart.amounts[0][1].value == -1e9


def test_bounds_make_an_area_or_point_beyond() -> None:
    marks = drawn(
        figure("2013/2023", usd(None, 2.5, 6.5)),
        figure("2021", usd(None, 3)),
        figure("2022", usd(None, None, 5)),
    ).marks
    assert [mark.shape for mark in marks] == ["range", "least", "most"]
    assert marks[0].y < marks[0].lower
    assert all(mark.y == mark.lower for mark in marks[1:])


def test_documents_that_differ_stand_side_by_side() -> None:
    several = figure("2022", usd(30), documents=2, name="same")
    other = figure("2022", usd(30.4), name="same")
    alone = figure("2023", usd(21))
    first, second, third = drawn(several, other, alone).marks
    dots = [*first.dots, *second.dots]
    assert len(dots) == 3
    assert dots == sorted(set(dots))
    assert first.x < dots[0] < dots[-1] < first.x + first.width
    assert [first.differs, second.differs, third.differs] == [True, True, False]


def test_dots_have_room_on_a_short_line() -> None:
    month = figure("2024-11", usd(1), documents=3)
    mark = drawn(figure("1990/2024", usd(2)), month).marks[1]
    assert mark.dots[1] - mark.dots[0] > 6


def test_what_cannot_be_compared_is_not_drawn() -> None:
    euros = Amount(1, None, None, "EUR", None, None)
    told = (
        figure("2021", usd(1)),
        figure("2022", euros),
        figure("2022", usd(3), measure=SHARE),
        figure("2023", None),
        figure("", usd(3)),
    )
    assert charts(told) == ()
    assert len(charts((*told, figure("2024", euros)))) == 1


def test_nothing_but_zeros_can_be_drawn() -> None:
    assert drawn(figure("2021", usd(0)), figure("2022", usd(0))).zero < HEIGHT


def test_centuries_do_not_crowd_the_axis() -> None:
    assert len(drawn(figure("1800", usd(1)), figure("2024", usd(2))).years) <= 13
