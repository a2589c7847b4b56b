"""Paths: those that the two texts give, and no others; bounded, and each hop with its claims."""

from collections import defaultdict
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzgraph.dates import from_text
from kzgraph.errors import BadRequestError, NotFoundError
from kzgraph.identifiers import compact
from kzgraph.model import Part
from kzgraph.model.paths import Path, Paths
from kzgraph.read import walk
from kzgraph.read.facts import Pattern, list_facts
from kzgraph.read.graph import Graph
from kzgraph.read.paths import find_paths
from kzgraph.statements import View

ALL = View(modalities=None)
THINGS = (
    "company/alstom",
    "company/edf",
    "company/rosatom",
    "event/talks-astana-2023",
    "person/macron",
    "person/remont",
    "state/chn",
    "state/kaz",
    "sector/health",
)
things = st.sampled_from(THINGS)


def ways(paths: Paths) -> list[str]:
    """Return the things on each path."""
    return [" ".join(nodes(path)) for path in paths.items]


def nodes(path: Path) -> list[str]:
    ends = [path.hops[0].start, *(hop.end for hop in path.hops)]
    return [compact(end.iri or "") for end in ends]


def test_from_edf_to_kazakhstan(release_graph: Graph) -> None:
    """EDF is French; it takes an interest in the plant that the Kazakh referendum approved."""
    paths = find_paths(release_graph, "company/edf", "state/kaz", View(), max_length=3, limit=50)
    assert ways(paths)[:2] == [
        "company/edf state/fra state/kaz",
        "company/edf project/nuclear-power-plant event/nuclear-plant-referendum state/kaz",
    ]
    assert {way.split()[2] for way in ways(paths)[2:]} == {
        "agreement-set/education-science-2023",
        "agreement-set/visit-2023",
        "agreement/critical-minerals-roadmap-2024-2026",
        "commodity/uranium",
        "company/alstom",
        "company/orano",
        "company/totalenergies",
        "company/vicat",
        "partnership/fra-kaz",
        "relation/fra-kaz",
    }
    assert all(way.startswith("company/edf state/fra ") for way in ways(paths)[2:])
    assert (paths.total, paths.complete, paths.next) == (12, True, None)


def test_every_hop_has_all_its_statements_with_their_claims(release_graph: Graph) -> None:
    paths = find_paths(release_graph, "company/edf", "state/kaz", View(), max_length=2)
    (path,) = paths.items
    first, second = path.hops
    (based,) = first.statements
    assert (based.direction, based.statement.claims) == ("forward", ("eonergie-2024-11-076",))
    found = {
        (d.direction, d.statement.predicate.text): d.statement.claims for d in second.statements
    }
    assert found == {
        ("backward", "has diplomatic exchanges with"): ("eonergie-2024-11-022",),
        ("backward", "key supplier to"): ("eonergie-2024-11-045",),
        ("backward", "main economic partner of"): ("mfa-kazakhstan-2023-11-01-059",),
        ("forward", "major trade partner of"): ("mfa-kazakhstan-2023-11-01-060",),
        ("forward", "major investment partner of"): ("mfa-kazakhstan-2023-11-01-061",),
    }
    assert path.text == (
        "EDF → based in state → France ← has diplomatic exchanges with ← Kazakhstan"
    )


def test_from_tokayev_to_orano(release_graph: Graph) -> None:
    """Tokayev heads Kazakhstan, where Orano works; both texts say the first, one the second."""
    paths = find_paths(release_graph, "person/tokayev", "company/orano", View(), max_length=3)
    assert ways(paths) == [
        "person/tokayev state/kaz company/orano",
        "person/tokayev state/kaz state/fra company/orano",
        "person/tokayev state/kaz company/kazatomprom company/orano",
        "person/tokayev visit/macron-kazakhstan-2023 state/kaz company/orano",
    ]
    shortest = paths.items[0]
    assert [hop.corroboration for hop in shortest.hops] == [2, 1]
    assert (shortest.length, shortest.corroboration) == (2, 1)
    assert [hop.statements[0].statement.claims for hop in shortest.hops] == [
        ("eonergie-2024-11-020", "mfa-kazakhstan-2023-11-01-092"),
        ("mfa-kazakhstan-2023-11-01-053",),
    ]


def test_plans_and_proposals_join_only_where_they_are_asked_for(release_graph: Graph) -> None:
    def between(view: View) -> set[str]:
        return set(ways(find_paths(release_graph, "company/edf", "state/kaz", view, max_length=2)))

    assert between(ALL) - between(View()) == {
        "company/edf project/edf-green-energy state/kaz",  # proposed
        "company/edf project/nuclear-power-plant state/kaz",  # planned
    }


def test_what_was_known_by_the_end_of_2023(release_graph: Graph) -> None:
    known = View(known_on=from_text("2023-12"))
    paths = find_paths(release_graph, "person/tokayev", "company/orano", known, max_length=2)
    assert [hop.statements[0].statement.claims for hop in paths.items[0].hops] == [
        ("mfa-kazakhstan-2023-11-01-092",),
        ("mfa-kazakhstan-2023-11-01-053",),
    ]
    unknown = find_paths(release_graph, "company/edf", "state/kaz", known, max_length=6)
    assert (unknown.items, unknown.total, unknown.complete) == ((), 0, True)
    assert unknown.left_out is not None
    assert unknown.left_out.known_on > 0


def test_more_documents_come_first(release_graph: Graph) -> None:
    """Both texts say that Macron heads France, and that it and Kazakhstan have a partnership."""
    paths = find_paths(release_graph, "person/macron", "state/kaz", View(), max_length=3, limit=50)
    (first, *others) = [path for path in paths.items if path.length == 3]
    assert nodes(first)[1:-1] == ["state/fra", "partnership/fra-kaz"]
    assert first.corroboration == 2
    assert {path.corroboration for path in others} == {1}
    assert [path.busiest for path in others] == sorted(path.busiest for path in others)


def test_values_and_terms_join_nothing(release_graph: Graph) -> None:
    """Two visits were official, and two projects have a stage: that is no path between them."""
    found = find_paths(
        release_graph, "visit/macron-kazakhstan-2023", "visit/tokayev-france-2024", ALL, limit=50
    )
    inner = {node for path in found.items for node in nodes(path)[1:-1]}
    assert inner
    assert not any(node.startswith(("kz:", "amount/", "quantity/", "charact")) for node in inner)


def test_what_is_no_path(release_graph: Graph) -> None:
    with pytest.raises(BadRequestError, match="both are the same"):
        find_paths(release_graph, "state/kaz", "state/kaz", View())
    with pytest.raises(NotFoundError, match="state/atlantis"):
        find_paths(release_graph, "state/kaz", "state/atlantis", View())
    with pytest.raises(BadRequestError, match="lower-case"):
        find_paths(release_graph, "Kazakhstan", "state/kaz", View())


@pytest.mark.parametrize("bound", ["MOST_EXPANDED", "MOST_FOUND", "MOST_STEPS"])
def test_a_search_that_gives_up_says_so(
    release_graph: Graph, monkeypatch: pytest.MonkeyPatch, bound: str
) -> None:
    monkeypatch.setattr(walk, bound, 5)
    paths = find_paths(release_graph, "person/macron", "company/orano", View(), limit=50)
    assert not paths.complete
    assert set(ways(paths)) <= simple_paths(release_graph, View(), paths)


@settings(max_examples=25)
@given(things, things, st.sampled_from([View(), ALL, View(min_corroboration=2)]))
def test_all_simple_paths_and_no_others(
    release_graph: Graph, start: str, end: str, view: View
) -> None:
    if start == end:
        return
    paths = find_paths(release_graph, start, end, view, max_length=3, limit=1000)
    assert paths.complete
    assert len(ways(paths)) == len(set(ways(paths))) == paths.total
    assert set(ways(paths)) == simple_paths(release_graph, view, paths, 3)
    back = find_paths(release_graph, end, start, view, max_length=3, limit=1000)
    assert {" ".join(reversed(way.split())) for way in ways(back)} == set(ways(paths))


@settings(max_examples=25)
@given(things, things, st.integers(1, 3), st.sampled_from(["2022", "2023-11", "2024-11"]))
def test_a_filter_adds_no_path(
    release_graph: Graph, start: str, end: str, least: int, day: str
) -> None:
    if start == end:
        return
    days = from_text(day)

    def between(view: View) -> set[str]:
        found = find_paths(release_graph, start, end, view, max_length=3, limit=1000)
        return set(ways(found))

    loose = between(ALL)
    for view in (View(), View(known_on=days), View(days), View(min_corroboration=least)):
        assert between(view) <= loose


def simple_paths(graph: Graph, view: View, paths: Paths, length: int = 4) -> set[str]:
    """Return the same paths in the plainest way: from one end on, over all statements there are."""
    start, end = compact(paths.start.iri or ""), compact(paths.end.iri or "")
    joined = defaultdict(set)
    for statement in list_facts(graph, Pattern(), view, Part(10_000)).items:
        one, two = (compact(part.iri or "kz:") for part in (statement.subject, statement.object))
        if not any(
            part.startswith(("kz:", "amount", "quantity", "charact")) for part in (one, two)
        ):
            joined[one].add(two)
            joined[two].add(one)

    def onward(path: list[str]) -> Iterator[str]:
        if path[-1] == end:
            yield " ".join(path)
        elif len(path) <= length:
            for node in joined[path[-1]] - set(path):
                yield from onward([*path, node])

    return set(onward([start]))
