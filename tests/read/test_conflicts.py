"""Conflicts: values side by side, with who says them, and what settles them."""

from pathlib import Path

import pytest
from planted import Planted, planted

from kzgraph.errors import BadRequestError, NotFoundError
from kzgraph.model import Part
from kzgraph.model.conflicts import Conflict
from kzgraph.read.claims import get_claim
from kzgraph.read.conflicts import ConflictFilter, get_conflict, list_conflicts
from kzgraph.read.graph import Graph
from kzgraph.read.table import csv_of
from kzgraph.read.views import view_of

ALL = ConflictFilter()
ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
DAYS = [("2024-11", "gYearMonth"), ("2024-11", "gYearMonth"), ("2024-11-04", "date")]


def listed(graph: Graph, filters: ConflictFilter = ALL, **view: object) -> list[Conflict]:
    page = list_conflicts(graph, filters, view_of(**view), Part())  # type: ignore[arg-type]
    assert page.total == len(page.items)
    return list(page.items)


def told(conflict: Conflict) -> list[tuple[str, bool, tuple[str, ...]]]:
    return [
        (value.value.text, value.prevails, tuple(witness.claim for witness in value.witnesses))
        for value in conflict.values
    ]


def test_the_two_texts_do_not_contradict_each_other(release_graph: Graph) -> None:
    assert listed(release_graph) == []


def test_open_ones_come_first_then_by_subject(disputed_graph: Graph) -> None:
    found = [(c.status, c.subject.text, c.property.text) for c in listed(disputed_graph)]
    assert found[0] == (
        "OpenConflict",
        "visit of Kassym-Jomart Tokayev to France, 2024",
        "visit kind",
    )
    assert [status for status, _, _ in found] == ["OpenConflict", *2 * ["ResolvedConflict"]]
    assert {name for _, _, name in found[1:]} == {"trade value", "growth"}


def test_an_open_conflict(disputed_graph: Graph) -> None:
    """The article calls the visit of 2024 official, the gazette calls it a state visit."""
    (conflict,) = listed(disputed_graph, ConflictFilter(status="open"))
    assert told(conflict) == [
        ("official visit", False, ("eonergie-2024-11-007",)),
        ("state visit", False, ("gazette-001",)),
    ]
    assert conflict.why == "Not settled: no claim is ranked above another."
    article, gazette = (value.witnesses[0] for value in conflict.values)
    assert [document.text for document in gazette.documents] == ["made-up gazette"]
    assert (article.published, gazette.published) == ("2024-11", "2025-02-03")
    assert [speaker.text for speaker in article.speakers] == ["eOnergie"]
    assert conflict.values[1].sources == ("gazette",)
    assert get_conflict(disputed_graph, conflict.id, view_of()) == conflict


def test_a_preferred_rank_settles(disputed_graph: Graph) -> None:
    """Tokayev put the trade of 2022 at 4 billion dollars; the gazette has the final count."""
    (conflict,) = listed(disputed_graph, ConflictFilter(property="tradeValue"))
    assert conflict.status == "ResolvedConflict"
    assert told(conflict) == [
        ("amount/usd-4200000000", True, ("gazette-002",)),
        ("amount/usd-4000000000", False, ("mfa-kazakhstan-2023-11-01-033",)),
    ]
    assert conflict.why == "Settled by rank. gazette-002 is preferred: The final count."
    assert conflict.values[0].witnesses[0].rank_reason == "The final count."
    assert [s.text for s in conflict.values[1].witnesses[0].speakers] == ["Kassym-Jomart Tokayev"]


def test_a_deprecated_claim_is_shown_and_does_not_prevail(disputed_graph: Graph) -> None:
    (conflict,) = listed(disputed_graph, ConflictFilter(property="growth"))
    assert told(conflict) == [
        ("quantity/percent-30", True, ("mfa-kazakhstan-2023-11-01-034",)),
        ("quantity/percent-21", False, ("gazette-003",)),
    ]
    assert conflict.why == "Settled by rank. gazette-003 is deprecated: A slip of the pen."


def test_filters(disputed_graph: Graph) -> None:
    def number(**filters: str) -> int:
        return len(listed(disputed_graph, ConflictFilter(**filters)))

    assert number(subject="visit/tokayev-france-2024") == 1
    assert number(subject="observation/trade-kaz-fra-2022") == 2
    assert number(subject="observation/trade-kaz-fra-2022", status="open") == 0
    assert number(property="kz:visitKind") == 1
    assert number(subject="state/kaz") == number(property="nothing") == 0
    with pytest.raises(BadRequestError, match="as in state/kaz"):
        number(subject="Kazakhstan")


def test_before_the_gazette_nothing_is_disputed(disputed_graph: Graph) -> None:
    page = list_conflicts(disputed_graph, ALL, view_of(known_on="2025-02-02"), Part())
    assert page.items == ()
    assert page.left_out is not None
    assert page.left_out.known_on == 3
    assert len(listed(disputed_graph, known_on="2025-02-03")) == 3
    (conflict,) = listed(disputed_graph, ConflictFilter(status="open"))
    with pytest.raises(NotFoundError):
        get_conflict(disputed_graph, conflict.id, view_of(known_on="2024"))


def test_the_clock_of_the_world(disputed_graph: Graph) -> None:
    assert {c.subject.text for c in listed(disputed_graph, valid_on="2022-05")} == {
        "trade between Kazakhstan and France, 2022"
    }


def test_a_value_that_a_view_does_not_see_is_not_told(tmp_path: Path) -> None:
    """Three papers, three kinds of one visit; the third speaks of the first day alone."""
    kinds = ("OfficialVisit", "StateVisit", "WorkingVisit")
    held = [f'; kz:validAt "{day}"^^xsd:{kind}' for day, kind in DAYS]
    claims = [
        Planted(f"id:visit\\/v kz:visitKind kz:{kind}", "id:document\\/a", time)
        for kind, time in zip(kinds, held, strict=True)
    ]
    with planted(tmp_path, ONTOLOGY, "id:document\\/a a kz:Document .\n", *claims) as graph:
        for day, seen in (("2024-11-04", 3), ("2024-11-20", 2)):
            (conflict,) = listed(graph, valid_on=day)
            assert len(conflict.values) == seen
        assert listed(graph, valid_on="2024-12") == []


def test_corroboration_asks_for_several_documents_behind_each_value(disputed_graph: Graph) -> None:
    assert listed(disputed_graph, min_corroboration=2) == []
    assert listed(disputed_graph, modality=["planned"]) == []


def test_pages(disputed_graph: Graph) -> None:
    found: list[Conflict] = []
    cursor = None
    for _ in range(3):
        page = list_conflicts(disputed_graph, ALL, view_of(), Part(1, cursor))
        found += page.items
        cursor = page.next
        assert page.total == 3
    assert cursor is None
    assert found == listed(disputed_graph)
    first = list_conflicts(disputed_graph, ALL, view_of(), Part(1)).next
    with pytest.raises(BadRequestError, match="cursor"):
        list_conflicts(disputed_graph, ConflictFilter(status="open"), view_of(), Part(1, first))


def test_a_table_has_a_line_for_each_witness(disputed_graph: Graph) -> None:
    page = list_conflicts(disputed_graph, ConflictFilter(status="open"), view_of(), Part())
    head, *lines = csv_of(page.lines()).splitlines()
    assert head.startswith("conflict,subject,subject_iri,property,property_iri,kinds,status,value,")
    assert len(lines) == 2
    assert "official visit" in lines[0]
    assert "gazette-001" in lines[1]


def test_a_claim_names_its_conflicts(disputed_graph: Graph) -> None:
    (conflict,) = listed(disputed_graph, ConflictFilter(status="open"))
    assert get_claim(disputed_graph, "gazette-001").conflicts == (conflict.id,)
    assert get_claim(disputed_graph, "eonergie-2024-11-001").conflicts == ()


@pytest.mark.parametrize("name", ["none", "", "x' OR 1=1 --", "Ä", "0" * 5000])
def test_no_such_conflict(disputed_graph: Graph, name: str) -> None:
    with pytest.raises(NotFoundError):
        get_conflict(disputed_graph, name, view_of())
