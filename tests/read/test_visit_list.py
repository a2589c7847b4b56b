"""The list of visits, and what lists can be filtered by; written from the two texts."""

from kzgraph.identifiers import compact
from kzgraph.read.graph import Graph
from kzgraph.read.link_choices import Choices, classes_of, linked_with
from kzgraph.read.views import view_of
from kzgraph.read.visit_list import VisitFilter, list_visits

ASSERTED = view_of()


def ids(choices: Choices) -> dict[str, int]:
    return {compact(value.iri or ""): number for value, number in choices}


def test_visits_from_the_latest_on_with_the_documents_that_tell_of_them(
    release_graph: Graph,
) -> None:
    found = list_visits(release_graph, VisitFilter(), ASSERTED)
    assert [(one.event.id, one.event.date) for one in found.items] == [
        ("visit/tokayev-france-2024", "2024-11"),
        ("visit/macron-kazakhstan-2023", "2023-11-01"),
        ("visit/tokayev-paris-2022", "2022"),
    ]
    assert found.total == 3
    assert found.items[1].documents == ("eonergie-2024-11", "mfa-kazakhstan-2023-11-01")


def test_visits_of_somebody_to_somewhere(release_graph: Graph) -> None:
    def visits(**asked: str) -> list[str]:
        found = list_visits(release_graph, VisitFilter(**asked), ASSERTED)
        return [one.event.id for one in found.items]

    assert visits(visitor="person/macron") == ["visit/macron-kazakhstan-2023"]
    both = ["visit/tokayev-france-2024", "visit/tokayev-paris-2022"]
    assert visits(visitor="person/tokayev", place="place/paris") == both
    assert visits(visitor="person/macron", place="place/paris") == []


def test_choices_count_the_things_that_they_leave(release_graph: Graph) -> None:
    visitors = linked_with(release_graph, ("Visit",), "visitor")
    assert ids(visitors) == {"person/tokayev": 2, "person/macron": 1}
    assert [number for _, number in visitors] == [2, 1]
    assert ids(classes_of(release_graph, ("Visit",))) == {"kz:Visit": 3}


def test_what_no_claim_links_leaves_no_choice(release_graph: Graph) -> None:
    assert linked_with(release_graph, ("Visit",), "plannedCapacity") == ()
