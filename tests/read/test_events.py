"""Events over the real data; what is expected is written from the two texts."""

import pytest

from kzgraph.errors import NotFoundError
from kzgraph.identifiers import compact
from kzgraph.model import Part, Statement
from kzgraph.read.events import EventFilter, get_event, list_events
from kzgraph.read.graph import Graph
from kzgraph.read.views import view_of

WHOLE = Part(limit=200)
ASSERTED, EVERYTHING = view_of(), view_of(modality=["all"])


def ids(graph: Graph, **asked: str) -> set[str]:
    page = list_events(graph, EventFilter(**asked), ASSERTED, WHOLE)
    assert page.total == len(page.items)
    return {item.id for item in page.items}


def objects(statements: tuple[Statement, ...]) -> set[str]:
    return {compact(s.object.iri) if s.object.iri else s.object.text for s in statements}


# The business council met at Medef; health was its subject, with the Kazakh ministry of health.
def test_a_meeting(release_graph: Graph) -> None:
    meeting = get_event(release_graph, "cafk-meeting-2024", ASSERTED)
    assert meeting.types == ("Meeting",)
    assert objects(meeting.places) == {"organisation/medef"}
    assert objects(meeting.participants) == {
        "organisation/cafk",
        "organisation/ministry-of-health-of-kazakhstan",
    }
    assert objects(meeting.topics) == {"sector/health"}
    assert (meeting.date, meeting.dates, meeting.part_of) == (None, (), ())


# Macron asked Tokayev to Paris for the year after and to be guest of honour at the peace forum.
def test_an_invitation_and_its_forum(release_graph: Graph) -> None:
    invitation = get_event(release_graph, "invitation-of-tokayev-2023", EVERYTHING)
    assert objects(invitation.participants) == {"person/macron", "person/tokayev"}
    assert objects(invitation.dates) == {"2024"}
    assert [s.modalities for s in invitation.dates] == [("Planned",)]
    assert objects(invitation.part_of) == {"visit/macron-kazakhstan-2023"}
    forum = get_event(release_graph, "paris-peace-forum", EVERYTHING)
    assert [(s.subject.text, s.modalities) for s in forum.participants] == [
        ("Kassym-Jomart Tokayev", ("Proposed",))
    ]
    assert get_event(release_graph, "paris-peace-forum", ASSERTED).participants == ()


def test_a_visit_is_an_event_with_parts(release_graph: Graph) -> None:
    visit = get_event(release_graph, "macron-kazakhstan-2023", ASSERTED)
    assert visit.date == "2023-11-01"
    assert objects(visit.kinds) == {"kz:OfficialVisit", "1"}
    assert {compact(s.subject.iri or "") for s in visit.parts} == {
        "event/talks-astana-2023",
        "event/welcome-ceremony-2023",
        "event/invitation-of-tokayev-2023",
    }
    assert [s.corroboration for s in visit.participants if s.predicate.text == "visitor"] == [2]
    assert len(visit.documents) == 2


def test_the_list_and_its_filters(release_graph: Graph) -> None:
    assert len(ids(release_graph)) == 13
    assert ids(release_graph, type_name="Visit") == {
        "visit/macron-kazakhstan-2023",
        "visit/tokayev-france-2024",
        "visit/tokayev-paris-2022",
    }
    assert ids(release_graph, part_of="visit/tokayev-france-2024") == {
        "event/afd-office-announcement-2024",
        "event/invitation-by-tokayev-2024",
        "event/talks-paris-2024",
        "event/tokayev-remont-2024",
    }
    assert ids(release_graph, participant="person/remont") == {"event/tokayev-remont-2024"}
    assert ids(release_graph, place="place/akorda") == {"event/talks-astana-2023"}
    assert ids(release_graph, name="référendum") == {"event/nuclear-plant-referendum"}


def test_no_such_event(release_graph: Graph) -> None:
    with pytest.raises(NotFoundError, match="event"):
        get_event(release_graph, "nothing", ASSERTED)
