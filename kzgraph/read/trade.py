"""Trade: figures as series, each with bounds, unit, and who says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kzgraph.model import Claim, Page, Part, Statement, Value
from kzgraph.model.amounts import Amount
from kzgraph.model.trade import TradeFigure
from kzgraph.read import cursor as cursors
from kzgraph.read.amounts import amounts_of
from kzgraph.read.graph import Graph
from kzgraph.read.names import term_iri, thing_iri
from kzgraph.statements import Selection, View, coverage_of, find
from kzgraph.statements.claims import tell_claims
from kzgraph.statements.index import Row
from kzgraph.statements.pages import page

FLOWS: Final = {
    "exports": "Exports",
    "imports": "Imports",
    "total-trade": "TotalTrade",
    "trade-balance": "TradeBalance",
}

ALL_GOODS: Final = "all"
"""As ``product``: the series that count all goods together."""

_KEY: Final = """coalesce(r.text, '') || ' ' || coalesce(p.text, '') || ' ' || coalesce(f.text, '')
    || ' ' || coalesce(g.text, '') || ' ' || coalesce(o.first, '') || ' ' || s.key"""
_FROM: Final = """observation AS o JOIN statement AS s ON s.subject = o.id
    JOIN witness AS c ON c.statement = s.id
    LEFT JOIN term AS r ON r.id = o.reporter LEFT JOIN term AS p ON p.id = o.partner
    LEFT JOIN term AS f ON f.id = o.flow LEFT JOIN term AS g ON g.id = o.product"""


@dataclass(frozen=True)
class TradeFilter:
    """Which figures are wanted; None leaves a part open.

    ``reporter``, ``partner`` and ``product`` are ids such as ``state/kaz`` or IRIs, ``product`` also
    ``ALL_GOODS``; ``flow`` is a key of ``FLOWS``, ``measure`` a property such as ``tradeValue``.
    """

    reporter: str | None = None
    partner: str | None = None
    flow: str | None = None
    measure: str | None = None
    product: str | None = None


def list_trade(graph: Graph, filters: TradeFilter, view: View, part: Part) -> Page[TradeFigure]:
    """Return the figures that a view sees, series by series, each in the order of time.

    Raises ``BadRequestError`` for what is no id, and for a foreign cursor.
    """
    index, asked = graph.statements, _selection(graph, filters)
    after = cursors.decode(part.cursor, "trade", filters, view)
    values = {**asked.values, **view.values()}
    found, total = page(index, _viewed(asked, view), values, after, part.limit + 1)
    shown = found[: part.limit]
    more = len(found) > part.limit
    following = cursors.encode(shown[-1][0], "trade", filters, view) if more else None
    left_out = find.left_out(index, asked, view)
    items = _told(graph, shown, view)
    return Page(items, total, following, left_out, coverage_of(index, view))


def _viewed(asked: Selection, view: View) -> str:
    """Return the question for the figures that a view sees."""
    enough = "HAVING COUNT(DISTINCT c.origin) >= :min_corroboration"
    return f"""SELECT {_KEY} AS place, s.id, s.object,
        o.reporter, o.partner, o.flow, o.product, o.starts, o.ends
        FROM {_FROM} WHERE {asked.where(view.condition())}
        GROUP BY s.id {enough if view.min_corroboration > 1 else ""}"""


def _selection(graph: Graph, filters: TradeFilter) -> Selection:
    """Return the selection of the statements about the wanted observations."""
    totals = filters.product == ALL_GOODS
    dimensions = {
        "reporter": filters.reporter and thing_iri(filters.reporter),
        "partner": filters.partner and thing_iri(filters.partner),
        "flow": filters.flow and term_iri(FLOWS[filters.flow]),
        "product": None if totals else filters.product and thing_iri(filters.product),
    }
    named = {name: iri for name, iri in dimensions.items() if iri}
    wanted = [f"{name} = :{name}" for name in named] + ["product IS NULL"] * totals
    where = " AND ".join(wanted) or "TRUE"
    conditions = [f"s.subject IN (SELECT id FROM observation WHERE {where})"]
    if filters.measure:
        named["measure"] = term_iri(filters.measure)
        conditions.append("s.predicate = :measure")
    numbers = {name: graph.statements.number_of(iri) or 0 for name, iri in named.items()}
    return Selection(tuple(conditions), {**numbers})


def _told(graph: Graph, rows: list[Row], view: View) -> tuple[TradeFigure, ...]:
    index = graph.statements
    statements = find.tell(index, [row[1] for row in rows], view)
    claims = _claims(graph, statements)
    terms = index.terms(number for row in rows for number in row[3:7] if number is not None)
    amounts = amounts_of(graph, (row[2] for row in rows))
    return tuple(
        _figure(
            row,
            statements[row[1]],
            [claims[name] for name in statements[row[1]].claims],
            terms,
            amounts.get(row[2]),
        )
        for row in rows
    )


def _claims(graph: Graph, statements: Mapping[int, Statement]) -> dict[str, Claim]:
    """Return the claims of statements, by their ids."""
    listed = ",".join(str(number) for number in statements)
    rows = graph.statements.rows(f"SELECT id FROM claim WHERE statement IN ({listed})")
    told = tell_claims(graph.statements, (row[0] for row in rows))
    return {claim.id: claim for claim in told.values()}


def _figure(
    row: Row,
    statement: Statement,
    claims: list[Claim],
    terms: Mapping[int, Value],
    amount: Amount | None,
) -> TradeFigure:
    reporter, partner, flow, product = (terms.get(number) for number in row[3:7])
    return TradeFigure(
        observation=statement.subject,
        reporter=reporter,
        partner=partner,
        flow=flow,
        product=product,
        starts=row[7],
        ends=row[8],
        measure=statement.predicate,
        amount=amount,
        compared_with=_once(
            v for claim in claims for v in claim.qualifiers.get("comparedWith", ())
        ),
        share_of=_once(v for claim in claims for v in claim.qualifiers.get("scope", ())),
        modalities=statement.modalities,
        corroboration=statement.corroboration,
        primary=statement.primary,
        claims=statement.claims,
        speakers=_once(speaker for claim in claims for speaker in claim.speakers),
        documents=_once(e.document for claim in claims for e in claim.evidence),
        conflicts=tuple(sorted({name for claim in claims for name in claim.conflicts})),
    )


def _once(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(values))
