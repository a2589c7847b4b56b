"""Documents as sources: what they are, found by kind, publisher, language and date."""

import pytest

from kzgraph.errors import BadRequestError, NotFoundError
from kzgraph.model import Page, Part, SourceSummary
from kzgraph.read.graph import Graph
from kzgraph.read.sources import (
    EVERY_CLAIM,
    KINDS,
    SourceFilter,
    all_sources,
    get_source,
    list_sources,
)
from kzgraph.read.views import view_of
from kzgraph.store import Store

ARTICLE, MINISTRY = "eonergie-2024-11", "mfa-kazakhstan-2023-11-01"


def found(graph: Graph, **wanted: str) -> list[str]:
    page = list_sources(graph, SourceFilter(**wanted), EVERY_CLAIM, Part())
    assert page.total == len(page.items)
    return [source.id for source in page.items]


def known(graph: Graph, **clocks: str) -> Page[SourceSummary]:
    return list_sources(graph, SourceFilter(), view_of(modality=["all"], **clocks), Part())  # type: ignore[arg-type]


def test_the_two_texts(release_graph: Graph) -> None:
    """The article shows no date; the ministry's text is datelined."""
    article, ministry = list_sources(release_graph, SourceFilter(), EVERY_CLAIM, Part()).items
    assert (article.id, article.issued, article.date_basis) == (
        ARTICLE,
        "2024-11",
        "DateFromContext",
    )
    assert (ministry.id, ministry.issued, ministry.date_basis) == (
        MINISTRY,
        "2023-11-01",
        "DateStated",
    )
    assert [p.text for p in ministry.publishers] == ["Ministry of Foreign Affairs of Kazakhstan"]
    assert article.languages == ministry.languages == ("fr",)
    assert (article.kind, ministry.kind) == ("PressArticle", "PrimaryDocument")
    assert article.claims + ministry.claims == 330


def test_coverage(release_graph: Graph) -> None:
    source = get_source(release_graph, ARTICLE)
    assert source.length == 5717
    assert source.sha256 == "19fa2e9d6c5e1079b530f24852135110d5fdf33739eede84f6f8ff16ee290dc5"
    assert source.source in all_sources(release_graph)
    assert len(source.sentences) == 40
    assert source.sentences[2].no_claim == "Heading"


def test_filters(disputed_graph: Graph) -> None:
    assert found(disputed_graph) == [ARTICLE, "gazette", MINISTRY]
    assert found(disputed_graph, kind="press-article") == [ARTICLE]
    assert found(disputed_graph, language="FR") == [ARTICLE, "gazette", MINISTRY]
    assert found(disputed_graph, language="en") == ["gazette"]
    assert found(disputed_graph, publisher="organisation/eonergie") == [ARTICLE, "gazette"]
    assert found(disputed_graph, publisher="organisation/eonergie", kind="relayed-text") == []
    assert found(disputed_graph, publisher="person/nobody") == []
    with pytest.raises(BadRequestError):
        found(disputed_graph, publisher="eOnergie")


def test_several_publishers_and_languages(disputed_graph: Graph) -> None:
    source = get_source(disputed_graph, "gazette").source
    assert {publisher.text for publisher in source.publishers} == {
        "eOnergie",
        "Ministry of Foreign Affairs of Kazakhstan",
    }
    assert source.languages == ("en", "fr")
    assert get_source(disputed_graph, "gazette").length is None


def test_what_was_published_by_a_day(release_graph: Graph) -> None:
    assert known(release_graph, known_on="2023-10-31").total == 0
    page = known(release_graph, known_on="2023-11-01")
    assert [source.id for source in page.items] == [MINISTRY]
    assert page.left_out is not None
    assert page.left_out.known_on == 188
    assert known(release_graph, known_on="2024-11-29").total == 1
    assert known(release_graph, known_on="2024-11").total == 2


def test_claims_of_a_time(release_graph: Graph) -> None:
    """The article tells of Alstom since 2010; the ministry's figures on trade go back to 2013."""
    assert [source.id for source in known(release_graph, valid_on="2011").items] == [ARTICLE]
    later = known(release_graph, valid_on="2014").items
    assert [source.id for source in later] == [ARTICLE, MINISTRY]
    assert {source.claims for source in later} <= set(range(1, 10))
    assert known(release_graph, valid_on="1900").total == 0


def test_pages(disputed_graph: Graph) -> None:
    first = list_sources(disputed_graph, SourceFilter(), EVERY_CLAIM, Part(2))
    second = list_sources(disputed_graph, SourceFilter(), EVERY_CLAIM, Part(2, first.next))
    assert [source.id for source in (*first.items, *second.items)] == found(disputed_graph)
    assert (first.total, second.next) == (3, None)
    with pytest.raises(BadRequestError, match="cursor"):
        list_sources(
            disputed_graph, SourceFilter("press-article"), EVERY_CLAIM, Part(2, first.next)
        )


def test_every_kind_of_the_ontology_can_be_asked_for(release_store: Store) -> None:
    rows = release_store.select("SELECT ?kind { ?kind a kz:DocumentKind }")
    assert {str(row["kind"]).rpartition("#")[2].rstrip(">") for row in rows} == {*KINDS.values()}


@pytest.mark.parametrize("name", ["none", "", "Ä b", "document/eonergie-2024-11", "\0"])
def test_no_such_source(release_graph: Graph, name: str) -> None:
    with pytest.raises(NotFoundError):
        get_source(release_graph, name)
