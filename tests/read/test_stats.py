"""How much a release holds, and what its validation found."""

from pathlib import Path

import pytest

from kzgraph.errors import BadRequestError, NotFoundError
from kzgraph.model import Part
from kzgraph.rdf import text_of
from kzgraph.read.graph import Graph
from kzgraph.read.sources import EVERY_CLAIM
from kzgraph.read.stats import stats
from kzgraph.read.validation import FindingFilter, report_triples, validation
from kzgraph.read.views import view_of
from kzgraph.release import Home
from kzgraph.validation import read_report

ALL = FindingFilter()


def test_the_counts_are_those_of_the_manifest(release_graph: Graph, built_home: Path) -> None:
    counts = Home(built_home).current().manifest.counts
    found = stats(release_graph, EVERY_CLAIM, "2026-01-01T00:00:00+00:00")
    for name in ("documents", "claims", "facts", "corroborated", "entities", "conflicts"):
        assert getattr(found, name) == counts[name], name
    assert found.published_at == "2026-01-01T00:00:00+00:00"


def test_counts_add_up(release_graph: Graph) -> None:
    found = stats(release_graph, EVERY_CLAIM)
    assert sum(found.claims_by_modality.values()) == found.claims
    assert found.claims_by_rank == {"NormalRank": found.claims}
    assert sum(count.number for count in found.claims_by_source) == found.claims
    assert {count.of.text: count.number for count in found.entities_by_class}["visit"] == 3
    numbers = [count.number for count in found.entities_by_class]
    assert numbers == sorted(numbers, reverse=True)


def test_disputes_are_counted(disputed_graph: Graph) -> None:
    found = stats(disputed_graph, EVERY_CLAIM)
    assert found.conflicts_by_status == {"OpenConflict": 1, "ResolvedConflict": 2}
    assert (found.conflicts, found.documents) == (3, 3)
    assert (found.claims_by_rank["PreferredRank"], found.claims_by_rank["DeprecatedRank"]) == (1, 1)
    before = stats(disputed_graph, view_of(known_on="2024", modality=["all"]))
    assert (before.conflicts, before.documents, before.claims) == (0, 2, 330)


def test_what_was_known_by_a_day(release_graph: Graph) -> None:
    nothing = stats(release_graph, view_of(known_on="2023-10", modality=["all"]))
    assert (nothing.documents, nothing.claims, nothing.facts) == (0, 0, 0)
    ministry = stats(release_graph, view_of(known_on="2023-12", modality=["all"]))
    assert (ministry.documents, ministry.corroborated) == (1, 0)
    assert 0 < ministry.facts < stats(release_graph, EVERY_CLAIM).facts


@pytest.fixture
def report(built_home: Path) -> Path:
    return Home(built_home).current().report_path


def test_the_report(report: Path) -> None:
    page = validation(report, ALL, Part(200))
    assert page.conforms
    assert set(page.items) == set(read_report(report).findings)
    assert page.by_severity == {"Warning": page.total}
    assert sum(page.by_rule.values()) == page.total
    assert ("VisitShape", "https://w3id.org/kzgraph/id/visit/tokayev-paris-2022") in {
        (finding.rule, finding.focus) for finding in page.items
    }


def test_filters_and_pages_of_the_report(report: Path) -> None:
    whole = validation(report, ALL, Part(200))
    assert validation(report, FindingFilter(severity="violation"), Part()).total == 0
    visits = validation(report, FindingFilter("warning", "VisitShape"), Part())
    assert {finding.rule for finding in visits.items} == {"VisitShape"}
    assert visits.by_rule == whole.by_rule
    first = validation(report, ALL, Part(2))
    second = validation(report, ALL, Part(200, first.next))
    assert (*first.items, *second.items) == whole.items
    assert second.next is None
    with pytest.raises(BadRequestError, match="cursor"):
        validation(report, FindingFilter("warning"), Part(2, first.next))


def test_the_report_as_shacl(report: Path) -> None:
    triples = report_triples(report)
    results = [t for t in triples if t.predicate.value.endswith("#result")]
    assert len(results) == validation(report, ALL, Part()).total
    assert "false" not in {
        text_of(t.object) for t in triples if t.predicate.value.endswith("conforms")
    }


def test_a_plain_dataset_has_no_report(tmp_path: Path) -> None:
    for read in (report_triples, lambda path: validation(path, ALL, Part())):
        with pytest.raises(NotFoundError, match="validation report"):
            read(tmp_path / "report.ttl")
