"""Offices over planted claims: ends that are stated, times that are only told, overlaps and silence."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from planted import Planted, planted

from kzgraph.dates import Interval
from kzgraph.errors import BadRequestError
from kzgraph.model import Page, Part, Period
from kzgraph.model.offices import Tenure
from kzgraph.read.graph import Graph
from kzgraph.read.offices import OfficeFilter, list_offices
from kzgraph.read.spans import between, joined, meet
from kzgraph.read.views import view_of

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
WIRE, PAPER, LATE = (rf"id:document\/{name}" for name in ("wire", "paper", "late"))
ADA, BO, CAY = (rf"id:person\/{name}" for name in ("ada", "bo", "cay"))
CHAIR = r"id:office\/chair"
DATA = """
<https://w3id.org/kzgraph/graph/entities> {
  id:person\\/ada a kz:Person ; skos:prefLabel "Ada"@en .
  id:person\\/bo a kz:Person ; skos:prefLabel "Bo"@en .
  id:person\\/cay a kz:Person ; skos:prefLabel "Cay"@en .
  id:office\\/chair a kz:Office ; skos:prefLabel "chair"@en .
  id:organisation\\/club a kz:Organisation ; skos:prefLabel "club"@en .
  id:state\\/far a kz:State ; skos:prefLabel "Far"@en .
  id:document\\/wire a kz:Document ; dcterms:issued "2014-06-01"^^xsd:date .
  id:document\\/paper a kz:Document ; dcterms:issued "2015-02"^^xsd:gYearMonth .
  id:document\\/late a kz:Document ; dcterms:issued "2016-03-04"^^xsd:date .
}
"""
SINCE = '; kz:validFrom "2010"^^xsd:gYear'
UNTIL = '; kz:validUntil "2014-03-31"^^xsd:date'


def at(written: str) -> str:
    kinds = {4: "gYear", 7: "gYearMonth", 10: "date"}
    return f'; kz:validAt "{written}"^^xsd:{kinds[len(written)]}'


CLAIMS = (
    Planted(f"{ADA} kz:holdsOffice {CHAIR}", WIRE, SINCE + UNTIL),
    Planted(f"{ADA} kz:holdsOffice {CHAIR}", LATE, at("2016-01")),
    Planted(f"{CAY} kz:holdsOffice {CHAIR}", PAPER, at("2014-03")),
    Planted(f"{BO} kz:holdsOffice {CHAIR}", PAPER, at("2015-02")),
    Planted(f"{BO} kz:holdsOffice {CHAIR}", LATE, at("2020"), "Planned"),
    Planted(f"{CHAIR} kz:officeIn id:organisation\\/club", LATE, at("2016-03-04")),
    Planted(f"id:state\\/far kz:headOfState {BO}", WIRE, at("2014-03-15")),
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with planted(tmp_path_factory.mktemp("planted"), ONTOLOGY, DATA, *CLAIMS) as graph:
        yield graph


def found(graph: Graph, asked: OfficeFilter | None = None, **view: object) -> Page[Tenure]:
    return list_offices(graph, asked or OfficeFilter(), view_of(**view), Part())  # type: ignore[arg-type]  # words


def who(page: Page[Tenure]) -> list[tuple[str, str]]:
    return [(one.person.text, one.office.text) for one in page.items]


def test_the_holders_of_an_office_in_the_order_of_time(graph: Graph) -> None:
    page = found(graph)
    assert who(page) == [
        ("Ada", "chair"),
        ("Cay", "chair"),
        ("Bo", "chair"),
        ("Bo", "head of state"),
    ]
    assert page.total == 4
    assert page.left_out is not None
    assert page.left_out.modality == {"Planned": 1}


def test_ends_that_are_stated_and_times_that_are_only_told(graph: Graph) -> None:
    ada, cay, bo, _ = found(graph).items
    assert (ada.since, ada.until) == ("2010", "2014-03-31")
    assert ada.told == ("2010/2014-03-31", "2016-01")
    # What lies between the two times, of which nobody speaks.
    assert ada.silent == (Period("2014-04-01", "2015-12-31"),)
    assert (ada.claims, ada.corroboration, ada.sources) == (("c1", "c2"), 2, ("late", "wire"))
    assert (cay.since, cay.until, cay.told, cay.silent) == (None, None, ("2014-03",), ())
    assert bo.modalities == ("Asserted",)


def test_two_at_once_are_seen_from_both(graph: Graph) -> None:
    overlaps = {
        one.person.text: [other.text for other in one.overlaps] for one in found(graph).items[:3]
    }
    assert overlaps == {"Ada": ["Cay"], "Cay": ["Ada"], "Bo": []}


def test_an_office_is_somewhere_whenever_that_was_said(graph: Graph) -> None:
    club = found(graph, OfficeFilter(body="organisation/club"), valid_on="2014-03")
    assert who(club) == [("Ada", "chair"), ("Cay", "chair")]
    assert [body.text for body in club.items[0].body] == ["club"]
    planned = found(graph, OfficeFilter(body="organisation/club"), modality=["planned"])
    assert who(planned) == [("Bo", "chair")]


def test_a_state_names_its_head(graph: Graph) -> None:
    far = found(graph, OfficeFilter(body="state/far"))
    assert who(far) == [("Bo", "head of state")]
    assert far.items[0].overlaps == ()  # with Ada, who held another office on that day
    assert [body.text for body in far.items[0].body] == ["Far"]
    assert who(found(graph, OfficeFilter(holder="person/bo"))) == [
        ("Bo", "chair"),
        ("Bo", "head of state"),
    ]


def test_the_other_filters(graph: Graph) -> None:
    assert len(found(graph, OfficeFilter(office="office/chair")).items) == 3
    assert who(found(graph, min_corroboration=2)) == [("Ada", "chair")]
    assert who(found(graph, OfficeFilter(holder="person/ada"), known_on="2014")) == [
        ("Ada", "chair")
    ]
    assert found(graph, OfficeFilter(holder="person/nobody")).total == 0
    with pytest.raises(BadRequestError, match="state/kaz"):
        found(graph, OfficeFilter(holder="Ada"))


def test_pages_make_the_whole(graph: Graph) -> None:
    first = list_offices(graph, OfficeFilter(), view_of(), Part(3))
    assert first.next is not None
    second = list_offices(graph, OfficeFilter(), view_of(), Part(3, first.next))
    assert who(first) + who(second) == who(found(graph))
    assert (first.total, second.total, second.next) == (4, 4, None)


def days(first: str, last: str) -> Interval:
    return Interval(date.fromisoformat(first), date.fromisoformat(last))


def test_times_that_touch_leave_no_day_between() -> None:
    march, april = days("2014-03-01", "2014-03-31"), days("2014-04-01", "2014-04-30")
    assert joined((april, march)) == (days("2014-03-01", "2014-04-30"),)
    assert between((april, march)) == ()
    inner = days("2014-03-05", "2014-03-06")
    assert joined((march, inner)) == (march,)
    may = days("2014-05-02", "2014-05-03")
    assert between((may, march, april, inner)) == (Period("2014-05-01", "2014-05-01"),)


def test_times_meet_where_they_share_a_day() -> None:
    march = days("2014-03-01", "2014-03-31")
    assert meet((march,), (days("2014-03-31", "2014-04-02"),))
    assert not meet((march,), (days("2014-04-01", "2014-04-02"),))
    assert not meet((march,), ())
