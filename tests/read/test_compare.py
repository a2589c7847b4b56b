"""Comparisons: what the two texts say of two things together, the same from either side."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzgraph.errors import BadRequestError, NotFoundError
from kzgraph.identifiers import compact
from kzgraph.model.comparison import Comparison, Shared, SharedGroup
from kzgraph.read import compare as comparing
from kzgraph.read.compare import compare
from kzgraph.read.graph import Graph
from kzgraph.statements import View

ALL = View(modalities=None)
things = st.sampled_from(
    ("company/edf", "company/orano", "person/macron", "person/tokayev", "state/fra", "state/kaz")
)


def names(items: tuple[Shared, ...]) -> list[str]:
    return [compact(item.thing.iri or "") for item in items]


def groups(comparison: Comparison) -> dict[tuple[str, str], list[str]]:
    return {(group.a.text, group.b.text): names(group.items) for group in comparison.shared}


def test_the_two_states(release_graph: Graph) -> None:
    found = compare(release_graph, "state/kaz", "state/fra", View())
    assert [(s.subject.text, s.predicate.text) for s in found.direct] == [
        ("Kazakhstan", "has diplomatic exchanges with"),
        ("Kazakhstan", "key supplier to"),
        ("Kazakhstan", "main economic partner of"),
        ("France", "major investment partner of"),
        ("France", "major trade partner of"),
    ]
    assert set(names(found.agreements)) == {
        "agreement-set/education-science-2023",
        "agreement-set/visit-2023",
        "agreement/critical-minerals-roadmap-2024-2026",
    }
    assert groups(found) == {
        ("operates in", "based in state"): [
            "company/alstom",
            "company/orano",
            "company/totalenergies",
            "company/vicat",
        ],
        ("has party", "has party"): ["relation/fra-kaz", "partnership/fra-kaz"],
        ("leading producer of", "depends on"): ["commodity/uranium"],
    }
    only = {(o.property.text, o.direction): [v.text for v in o.values] for o in found.only_a}
    assert only["borders state", "forward"] == ["China", "Russia"]
    assert only["head of state", "forward"] == ["Kassym-Jomart Tokayev"]
    assert found.totals == {"direct": 5, "agreements": 3, "events": 0, "shared": 7}


def test_the_two_presidents(release_graph: Graph) -> None:
    found = compare(release_graph, "person/tokayev", "person/macron", View())
    assert found.direct == ()
    assert names(found.agreements) == [
        "agreement/joint-declaration-2023",
        "agreement/joint-declaration-2024",
    ]
    ways = {
        name: ({s.predicate.text for s in event.a}, {s.predicate.text for s in event.b})
        for name, event in zip(names(found.events), found.events, strict=True)
    }
    assert ways == {
        "event/invitation-of-tokayev-2023": ({"invitee", "accepted by"}, {"inviter"}),
        "event/talks-astana-2023": ({"participant"}, {"participant"}),
        "event/talks-paris-2024": ({"participant"}, {"participant"}),
        "visit/macron-kazakhstan-2023": ({"invited by"}, {"visitor"}),
    }
    talks = found.events[names(found.events).index("event/talks-astana-2023")]
    assert all(claim.startswith("mfa-") for s in (*talks.a, *talks.b) for claim in s.claims)
    assert found.left_out.modality["Intended"] > 0


def test_what_only_one_has(release_graph: Graph) -> None:
    """The charter both affirm; the sovereignty of nations only Macron."""
    found = compare(release_graph, "person/tokayev", "person/macron", View())
    affirmed = [o for o in found.only_b if o.property.text == "affirmed commitment to"]
    assert [[v.text for v in o.values] for o in affirmed] == [
        ["national sovereignty", "territorial integrity"]
    ]
    assert not [o for o in found.only_a if o.property.text == "affirmed commitment to"]


def test_a_plan_that_both_share_is_told_only_when_asked_for(release_graph: Graph) -> None:
    pair = ("company/edf", "state/kaz")
    plant = "project/nuclear-power-plant"
    assert plant not in str(groups(compare(release_graph, *pair, View())))
    assert groups(compare(release_graph, *pair, ALL))["participates in", "location"] == [plant]


def test_long_lists_are_cut_and_counted(
    release_graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "MOST_SHOWN", 2)
    found = compare(release_graph, "state/kaz", "state/fra", View())
    assert (len(found.direct), found.totals["direct"]) == (2, 5)
    assert (len(found.agreements), found.totals["agreements"]) == (2, 3)
    assert (len(found.shared[0].items), found.shared[0].total) == (2, 4)


def test_what_cannot_be_compared(release_graph: Graph) -> None:
    with pytest.raises(BadRequestError, match="both are the same"):
        compare(release_graph, "state/kaz", "https://w3id.org/kzgraph/id/state/kaz", View())
    with pytest.raises(NotFoundError):
        compare(release_graph, "state/kaz", "state/nowhere", View())


@settings(max_examples=30)
@given(things, things, st.sampled_from([View(), ALL, View(min_corroboration=2)]))
def test_the_same_from_either_side(release_graph: Graph, a: str, b: str, view: View) -> None:
    if a != b:
        found, back = compare(release_graph, a, b, view), compare(release_graph, b, a, view)
        assert exchanged(back) == found


def exchanged(found: Comparison) -> Comparison:
    """Return a comparison as it is from the other side."""
    return Comparison(
        found.b,
        found.a,
        found.direct,
        tuple(map(turned, found.agreements)),
        tuple(map(turned, found.events)),
        tuple(map(turned_group, found.shared)),
        found.only_b,
        found.only_a,
        found.totals,
        found.left_out,
        found.coverage,
    )


def turned(item: Shared) -> Shared:
    return Shared(item.thing, item.b, item.a)


def turned_group(group: SharedGroup) -> SharedGroup:
    items = tuple(map(turned, group.items))
    b, a = (group.b, group.b_direction), (group.a, group.a_direction)
    return SharedGroup(*b, *a, group.total, items)
