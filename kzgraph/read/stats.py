"""How much a release holds, as the two clocks see it."""

from dataclasses import replace

from kzgraph.model.stats import Count, Stats
from kzgraph.read.conflicts import seen
from kzgraph.read.graph import Graph
from kzgraph.statements import Selection, StatementIndex, View, coverage_of, find
from kzgraph.statements.index import Row
from kzgraph.statements.view import ASSERTED, HEEDED

_CLAIMS = "SELECT c.{of}, COUNT(*) FROM claim AS c WHERE {seen} GROUP BY 1 ORDER BY 1"
_BY_SOURCE = """SELECT c.document, COUNT(*) FROM witness AS c WHERE {seen} GROUP BY 1"""
_STATUSES = "SELECT status, COUNT(*) FROM conflict WHERE id IN ({seen}) GROUP BY 1 ORDER BY 1"
_KINDS = "SELECT kind, COUNT(*) FROM conflict_kind WHERE conflict IN ({seen}) GROUP BY 1 ORDER BY 1"
_CLASSES = "SELECT class, COUNT(*) FROM entity_class WHERE direct GROUP BY class"


def stats(graph: Graph, view: View, published_at: str | None = None) -> Stats:
    """Return the counts of a release; of the view the two clocks count alone."""
    index, clocks = graph.statements, View(view.valid_on, view.known_on, 1, None, None)
    facts = replace(clocks, modalities=ASSERTED, ranks=HEEDED)
    witnessed = replace(facts, min_corroboration=2)
    modalities = _claims(index, "modality", clocks)
    conflicts = _conflicts(index, _STATUSES, clocks)
    return Stats(
        published_at=published_at,
        documents=_documents(index, clocks),
        claims=sum(modalities.values()),
        claims_by_modality=modalities,
        claims_by_rank=_claims(index, "rank", clocks),
        claims_by_source=_named(index, _seen(index, _BY_SOURCE, clocks)),
        facts=find.total(index, Selection(), facts),
        corroborated=find.total(index, Selection(), witnessed),
        conflicts=sum(conflicts.values()),
        conflicts_by_status=conflicts,
        conflicts_by_kind=_conflicts(index, _KINDS, clocks),
        entities=index.counts("SELECT COUNT(*) FROM entity", {})[0][0],
        entities_by_class=_named(index, index.counts(_CLASSES, {})),
        coverage=coverage_of(index, clocks),
    )


def _claims(index: StatementIndex, column: str, view: View) -> dict[str, int]:
    return _numbers(_seen(index, _CLAIMS.replace("{of}", column), view))


def _conflicts(index: StatementIndex, question: str, view: View) -> dict[str, int]:
    told = f"SELECT id FROM ({seen(Selection(('TRUE',)), view)})"
    return _numbers(index.counts(question.format(seen=told), view.values()))


def _numbers(rows: list[Row]) -> dict[str, int]:
    return {str(row[0]): int(row[1]) for row in rows}


def _seen(index: StatementIndex, question: str, view: View) -> list[Row]:
    return index.counts(question.format(seen=view.condition()), view.values())


def _named(index: StatementIndex, rows: list[Row]) -> tuple[Count, ...]:
    """Return counts of things, the largest first."""
    terms = index.terms(number for number, _ in rows)
    counts = (Count(terms[number], count) for number, count in rows)
    return tuple(sorted(counts, key=lambda count: (-count.number, count.of.text)))


def _documents(index: StatementIndex, view: View) -> int:
    known = "issued_last <= :known_last" if view.known_on else "TRUE"
    number: int = index.counts(f"SELECT COUNT(*) FROM document WHERE {known}", view.values())[0][0]
    return number
