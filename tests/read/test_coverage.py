"""On which documents an answer rests: counted by hand, whatever list or count it is."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from planted import Planted, planted

from kzgraph.model import Coverage, Part
from kzgraph.model.coverage import Publisher
from kzgraph.rdf import parse_file, text_of
from kzgraph.read import (
    agreements,
    claims,
    compare,
    conflicts,
    dossier,
    entity_list,
    events,
    facts,
    network,
    paths,
    projects,
    relations,
    search,
    sources,
    stats,
    timeline,
    trade,
)
from kzgraph.read.entity_filter import EntityFilter
from kzgraph.read.graph import Graph
from kzgraph.read.table import csv_of
from kzgraph.read.views import view_of
from kzgraph.statements import View, coverage_of

ROOT = Path(__file__).resolve().parents[2]
SOME = Part(2)
BOTH = "Rests on 2 documents (1 primary) of 2 publishers, published 2023-11-01 to 2024-11."
MINISTRY = "Rests on 1 document (1 primary) of 1 publisher, published 2023-11-01."

# Thirteen publishers, of which one has three documents and one has two, and two documents of one date.
MANY = (
    "".join(
        f"""id:document\\/d{at} a kz:Document ; dcterms:publisher id:organisation\\/p{at} ;
            dcterms:issued "20{at + 9}"^^xsd:gYear ; kz:documentKind kz:PressArticle ;
            dcterms:language "en" ; kz:seenWhole {"true" if at % 2 else "false"} .\n"""
        for at in range(1, 14)
    )
    + """
id:document\\/x1 a kz:Document ; dcterms:publisher id:organisation\\/p13 ; dcterms:language "kk" , "ru" ;
    dcterms:issued "2010-01"^^xsd:gYearMonth ; kz:documentKind kz:AgencyReport .
id:document\\/x2 a kz:Document ; dcterms:publisher id:organisation\\/p13 , id:organisation\\/p12 ;
    dcterms:issued "2022-12-31"^^xsd:date ; kz:documentKind kz:PrimaryDocument ; kz:textLength 7 .
id:document\\/x3 a kz:Document ; kz:documentKind kz:RelayedText .
"""
)


def list_of(graph: Graph, view: View) -> dict[str, Callable[[], object]]:
    every = View(view.valid_on, view.known_on, modalities=None, ranks=None)
    return {
        "facts": lambda: facts.list_facts(graph, facts.Pattern(), view, SOME),
        "claims": lambda: claims.list_claims(graph, claims.ClaimFilter(), view, SOME),
        "conflicts": lambda: conflicts.list_conflicts(
            graph, conflicts.ConflictFilter(), view, SOME
        ),
        "sources": lambda: sources.list_sources(graph, sources.SourceFilter(), every, SOME),
        "entities": lambda: entity_list.list_entities(graph, EntityFilter(), view, SOME),
        "agreements": lambda: agreements.list_agreements(
            graph, agreements.AgreementFilter(name="nothing is called so"), view, SOME
        ),
        "projects": lambda: projects.list_projects(graph, projects.ProjectFilter(), view, SOME),
        "events": lambda: events.list_events(graph, events.EventFilter(), view, SOME),
        "timeline": lambda: timeline.timeline(graph, view, SOME),
        "trade": lambda: trade.list_trade(graph, trade.TradeFilter(), view, SOME),
        "search": lambda: search.search(graph, search.Search("no such words"), view, SOME),
        "relations": lambda: relations.relations(
            graph, "company/edf", relations.Choice(), view, SOME
        ),
        "network": lambda: network.network(graph, "company/edf", view),
        "paths": lambda: paths.find_paths(
            graph, "company/edf", "company/rosatom", view, max_length=1
        ),
        "compare": lambda: compare.compare(graph, "company/edf", "company/rosatom", view),
        "dossier": lambda: dossier.get_dossier(graph, "macron-kazakhstan-2023", view),
        "stats": lambda: stats.stats(graph, every),
    }


@pytest.mark.parametrize(
    ("known_on", "note"),
    [
        (None, BOTH),
        ("2023-12", MINISTRY),
        ("2024-11-29", MINISTRY),  # the article may have come out on the 30th
        ("2024-11", BOTH),
        ("2023-10", "Rests on no document published by 2023-10-31."),
    ],
)
def test_every_count_says_on_what_it_rests(
    release_graph: Graph, known_on: str | None, note: str
) -> None:
    for name, ask in list_of(release_graph, view_of(known_on=known_on)).items():
        assert ask().coverage.note == note, name  # type: ignore[attr-defined]


def test_other_parts_of_a_view_change_nothing(release_graph: Graph) -> None:
    view = view_of(valid_on="1850", min_corroboration=9, modality=["denied"])
    page = facts.list_facts(release_graph, facts.Pattern(), view, SOME)
    assert (page.total, str(page.coverage)) == (0, BOTH)


@pytest.mark.parametrize(
    ("source", "note"),
    [
        ("eonergie-2024-11", "Rests on 1 document of 1 publisher, published 2024-11."),
        ("https://w3id.org/kzgraph/id/document/mfa-kazakhstan-2023-11-01", MINISTRY),
        ("no-such-document", "Rests on no document."),
    ],
)
def test_a_list_that_is_kept_to_a_document(release_graph: Graph, source: str, note: str) -> None:
    view = view_of(modality=["all"])
    listed = claims.list_claims(release_graph, claims.ClaimFilter(source=source), view, SOME)
    named = entity_list.list_entities(release_graph, EntityFilter(source=source), view, SOME)
    assert [str(page.coverage) for page in (listed, named)] == [note, note]


def test_it_is_made_once_for_a_day(release_graph: Graph) -> None:
    index = release_graph.statements
    month, day = view_of(known_on="2023-12"), view_of(known_on="2023-12-31", modality=["all"])
    assert coverage_of(index, month) is coverage_of(index, day)
    assert coverage_of(index, month) is not coverage_of(index, view_of(known_on="2024"))


def test_a_table_has_lines_for_items_alone(release_graph: Graph) -> None:
    page = facts.list_facts(release_graph, facts.Pattern(), View(), SOME)
    assert "coverage" not in csv_of(page.lines())


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """A graph of sixteen documents and one claim."""
    said = Planted("id:company\\/a kz:operatesIn id:state\\/b", "id:document\\/d1")
    with planted(tmp_path_factory.mktemp("many"), ROOT / "ontology", MANY, said) as graph:
        yield graph


def test_the_largest_publishers_are_named(many: Graph) -> None:
    told = coverage_of(many.statements, View())
    assert (told.documents, told.publishers, len(told.largest)) == (16, 13, 10)
    first = [
        Publisher(f"organisation/p{at}", f"organisation/p{at}", n) for at, n in ((13, 3), (12, 2))
    ]
    assert list(told.largest[:2]) == first
    assert {publisher.documents for publisher in told.largest[2:]} == {1}


def test_documents_are_counted_by_what_they_are(many: Graph) -> None:
    told = coverage_of(many.statements, View())
    kinds = {"AgencyReport": 1, "PressArticle": 13, "PrimaryDocument": 1, "RelayedText": 1}
    assert told.kinds == kinds
    assert told.languages == {"en": 13, "kk": 1, "ru": 1}
    assert told.seen == {"part": 6, "text": 1, "unknown": 2, "whole": 7}
    assert (told.first, told.last, told.undated) == ("2010", "2022-12-31", 1)
    assert told.note == (
        "Rests on 16 documents (1 primary) of 13 publishers, published 2010 to 2022-12-31; "
        "1 undated; 6 read in part."
    )


def test_a_clock_leaves_out_what_has_no_date(many: Graph) -> None:
    told = coverage_of(many.statements, view_of(known_on="2010"))
    assert (told.documents, told.undated, told.publishers) == (2, 0, 2)
    assert told.note == "Rests on 2 documents of 2 publishers, published 2010."


def test_without_dates(tmp_path: Path) -> None:
    told = "id:document\\/x3 a kz:Document ; kz:documentKind kz:RelayedText ."
    said = Planted("id:company\\/a kz:operatesIn id:state\\/b", "id:document\\/x3")
    with planted(tmp_path, ROOT / "ontology", told, said) as graph:
        assert str(coverage_of(graph.statements, View())) == "Rests on 1 document, undated."


def test_all_shipped_documents(whole_graph: Graph) -> None:
    told = coverage_of(whole_graph.statements, View())
    assert _read(ROOT / "data" / "sources") == (
        told.documents,
        told.publishers,
        dict(told.kinds),
        dict(told.languages),
    )
    assert (told.first, told.undated) == ("2008-06-10", 1)
    assert told.seen["text"] == 2
    assert told.largest[0].id == "organisation/astana-times"


def _read(folder: Path) -> tuple[int, int, dict[str, int], dict[str, int]]:
    """Return the numbers of documents, publishers, kinds and languages, from the descriptions."""
    files = [parse_file(path) for path in sorted(folder.glob("*/source.ttl"))]
    said = [(quad.predicate.value, text_of(quad.object)) for quads in files for quad in quads]

    def values(name: str) -> Counter[str]:
        return Counter(text for prop, text in said if prop.endswith(name))

    kinds = {iri.rpartition("#")[2]: number for iri, number in values("documentKind").items()}
    return len(files), len(values("publisher")), kinds, dict(values("terms/language"))


def test_it_is_of_use_as_it_is(release_graph: Graph) -> None:
    """An empty list says what was looked through: nobody need ask again to learn it."""
    page = trade.list_trade(release_graph, trade.TradeFilter(partner="state/jpn"), View(), SOME)
    assert page.total == 0
    assert isinstance(page.coverage, Coverage)
    assert page.coverage.seen == {"text": 2}
    assert {publisher.id for publisher in page.coverage.largest} == {
        "organisation/eonergie",
        "organisation/mfa-kazakhstan",
    }
