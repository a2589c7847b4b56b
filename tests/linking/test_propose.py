"""A run over many things: kept as it goes, and gone on with after an interruption."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kzgraph.errors import BadRequestError, ServiceError
from kzgraph.linking.judged import Judged
from kzgraph.linking.model import Ours, Theirs
from kzgraph.linking.proposals import Proposals
from kzgraph.linking.propose import Run, propose
from kzgraph.linking.review import judgement
from kzgraph.names import Name

ID, WD = "https://w3id.org/kzgraph/id/company/", "http://www.wikidata.org/entity/"
THINGS = [
    Ours(ID + name, name, (Name(ID + name, name, "en", "pref"),), frozenset())
    for name in ("alpha", "beta", "gamma")
]


class Planned:
    """Finds what a test has planned, and fails for the things that it should fail for."""

    def __init__(self, found: Sequence[Theirs] = (), failing: Sequence[str] = ()) -> None:
        self.found, self.failing = list(found), failing
        self.asked: list[tuple[str, frozenset[str]]] = []

    def candidates(self, ours: Ours, known: frozenset[str]) -> list[Theirs]:
        if ours.label in self.failing:
            raise ServiceError("planned")
        self.asked.append((ours.label, known))
        return self.found


def run(home: Path, finds: Planned, judged: Judged = Judged([]), **options: object) -> Run:  # noqa: B008
    return propose(THINGS, finds, "http://x/", judged, Proposals(home), **options)  # type: ignore[arg-type]


def test_the_best_candidate_comes_first(tmp_path: Path) -> None:
    found = [
        Theirs(WD + "Q1", ("alpine", "alpha")),
        Theirs(WD + "Q2", ("alpha",), "planted", ("business",), 1.0, {}, WD + "Q3"),
        Theirs(WD + "Q4", ("something else",)),
    ]
    (search, *_) = run(tmp_path, Planned(found)).searches
    # 0.5 + 0.2 + half of the rest; 0.5 * 0.95 + half of the rest; a name unlike ours is none.
    assert [(p.object, p.score) for p in search.proposals] == [
        (WD + "Q2", 0.85),
        (WD + "Q1", 0.725),
    ]
    best = search.proposals[0]
    assert (best.label, best.description, best.types) == ("alpha", "planted", ("business",))
    assert best.reasons[-1] == f"{WD}Q3 was merged into it"
    assert Proposals(tmp_path).read(ID + "alpha") == search


def test_what_was_found_before_a_fault_is_kept(tmp_path: Path) -> None:
    with pytest.raises(ServiceError):
        run(tmp_path, Planned(failing=["gamma"]))
    assert [search.label for search in Proposals(tmp_path).all()] == ["alpha", "beta"]
    finds = Planned()
    again = run(tmp_path, finds)
    assert [label for label, _ in finds.asked] == ["gamma"]
    assert (len(again.searches), again.before) == (1, 2)


def test_the_limit_counts_what_is_searched_now(tmp_path: Path) -> None:
    finds = Planned()
    for _ in range(2):
        run(tmp_path, finds, limit=1)
    assert [label for label, _ in finds.asked] == ["alpha", "beta"]
    run(tmp_path, finds, limit=1, fresh=True)
    assert finds.asked[-1][0] == "alpha"


def test_another_address_is_searched_anew(tmp_path: Path) -> None:
    run(tmp_path, Planned())
    finds = Planned()
    propose(THINGS, finds, "http://y/", Judged([]), Proposals(tmp_path))
    assert len(finds.asked) == 3


def test_what_is_judged_is_not_searched_or_proposed(tmp_path: Path) -> None:
    judged = Judged(
        [
            judgement("match", (ID + "alpha", ""), (WD + "Q1", ""), author="A"),
            judgement("no-match", (ID + "beta", ""), (WD + "Q2", ""), author="A"),
            judgement("unsure", (ID + "beta", ""), (WD + "Q3", ""), author="A"),
        ]
    )
    finds = Planned()
    run(tmp_path, finds, judged)
    # Q1 is alpha, so it is none of the others.
    assert finds.asked == [("beta", {WD + "Q1", WD + "Q2"}), ("gamma", {WD + "Q1"})]


def test_what_no_table_takes_is_not_proposed(tmp_path: Path) -> None:
    with pytest.raises(BadRequestError, match=r"viaf.org/1' can be linked to no thing"):
        run(tmp_path, Planned([Theirs("http://viaf.org/1", ("alpha",))]))
