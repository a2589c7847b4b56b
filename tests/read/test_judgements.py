"""Link judgements as they are read from a release."""

import pytest

from kzgraph.errors import BadRequestError
from kzgraph.model import Part
from kzgraph.read.entities import get_entity
from kzgraph.read.graph import Graph
from kzgraph.read.judgements import LinkFilter, list_links

MINISTRY = "organisation/ministry-of-health-of-kazakhstan"


def test_an_entity_tells_what_was_judged(release_graph: Graph) -> None:
    entity = get_entity(release_graph, MINISTRY)
    assert entity.same_as == ()
    none, rejected = entity.judgements
    assert (none.verdict, none.object, none.confidence, none.evidence) == (
        "none-found",
        None,
        None,
        (),
    )
    assert (rejected.verdict, rejected.object) == (
        "no-match",
        "http://www.wikidata.org/entity/Q107752583",
    )
    assert rejected.comment == "The item is the office of the minister, not the ministry."
    assert rejected.date == "2026-11-22"


def test_a_link_says_why(release_graph: Graph) -> None:
    (link,) = get_entity(release_graph, "company/alstom").judgements
    assert (link.target, link.verdict, link.confidence) == ("wikidata", "match", 0.8)
    assert link.evidence == ("name-suggestion-index 8.0.20260918",)
    assert (link.subject.text, link.predicate.text) == ("Alstom", "skos:exactMatch")
    assert link.justification == "semapv:ManualMappingCuration"
    assert (link.author.text, link.author.iri) == (
        "The kzgraph team",
        "https://w3id.org/kzgraph/team",
    )
    assert link.iri == f"https://w3id.org/kzgraph/id/link/{link.id}"


def test_filters(release_graph: Graph) -> None:
    unsure = list_links(release_graph, LinkFilter(verdict="unsure"), Part())
    assert [link.subject.text for link in unsure.items] == ["Medef"]
    kaz = list_links(release_graph, LinkFilter("state/kaz"), Part())
    assert [link.target for link in kaz.items] == ["eurovoc", "geonames", "wikidata"]
    both = LinkFilter("state/kaz", "geonames", "match")
    (geonames,) = list_links(release_graph, both, Part()).items
    assert geonames.object == "https://sws.geonames.org/1522867/"
    for none in (LinkFilter(target="isni"), LinkFilter("state/none"), LinkFilter("urn://a b")):
        assert list_links(release_graph, none, Part()).total == 0


def test_pages_lead_through_all(release_graph: Graph) -> None:
    filters, seen, cursor = LinkFilter(target="wikidata"), [], None
    while True:
        page = list_links(release_graph, filters, Part(7, cursor))
        seen += [link.id for link in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == page.total == 48
    with pytest.raises(BadRequestError):
        list_links(release_graph, LinkFilter(), Part(7, "bm8"))
