"""What changed from one release to another, told after two small writes to the real data."""

import shutil
from pathlib import Path

import pytest

from kzgraph.errors import BadRequestError, NotFoundError, PrunedReleaseError
from kzgraph.identifiers import ENTITIES_GRAPH, source_graph
from kzgraph.model import Part
from kzgraph.model.releases import Changes
from kzgraph.release import Home, Release, since
from kzgraph.release.changes import Update
from kzgraph.release.keep import listed, prune, rollback
from kzgraph.release.listing import list_releases, released_on, state
from kzgraph.release.since import _lasting, changes_since, prepare
from kzgraph.release.write import Conditions, write
from kzgraph.statements import View
from kzgraph.validation.rules import Rules

RULES = Rules.read(Path(__file__).resolve().parents[2] / "shapes")
GRAPH = f"GRAPH <{source_graph('eonergie-2024-11')}>"
CLAIM = "claim:eonergie-2024-11-"
MOST = Part(200)

# The plant stands, Katco loses a partner, a paraphrase is better; Macron's visit was a state visit.
FIRST = f"""
DELETE DATA {{ {GRAPH} {{ {CLAIM}058 kz:modality kz:Planned }} }} ;
INSERT DATA {{ {GRAPH} {{ {CLAIM}058 kz:modality kz:Asserted }} }} ;
DELETE WHERE {{ {GRAPH} {{ {CLAIM}050 ?p ?o }} }} ;
DELETE {{ {GRAPH} {{ {CLAIM}062 kz:paraphrase ?text }} }}
INSERT {{ {GRAPH} {{ {CLAIM}062 kz:paraphrase "EDF has an interest in the plant."@en }} }}
WHERE {{ {GRAPH} {{ {CLAIM}062 kz:paraphrase ?text }} FILTER(LANG(?text) = "en") }} ;
INSERT {{ {GRAPH} {{ {CLAIM}999 ?p ?o ; rdf:subject visit:macron-kazakhstan-2023 ;
    rdf:predicate kz:visitKind ; rdf:object kz:StateVisit }} }}
WHERE {{ {GRAPH} {{ {CLAIM}062 ?p ?o }}
    FILTER(?p NOT IN (rdf:subject, rdf:predicate, rdf:object, kz:validAt)) }} ;
INSERT DATA {{ GRAPH <{ENTITIES_GRAPH}> {{ person:x a kz:Person ; skos:prefLabel "Ann Example"@en }} }}
"""
# The state visit was a slip.
SECOND = f"""
DELETE DATA {{ {GRAPH} {{ {CLAIM}999 kz:rank kz:NormalRank }} }} ;
INSERT DATA {{ {GRAPH} {{ {CLAIM}999 kz:rank kz:DeprecatedRank }} }}
"""
STATE_VISIT = "visit/macron-kazakhstan-2023 kz:visitKind kz:StateVisit"


@pytest.fixture(scope="module")
def written(built_home: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, list[str]]:
    """A home with three releases, and their hashes in the order in which they came."""
    folder = tmp_path_factory.mktemp("since") / "home"
    shutil.copytree(built_home, folder, symlinks=True)
    home = Home(folder)
    built, unchecked = home.current().id, Conditions(validated=False)
    writes = (write(home, Update(text), RULES, unchecked) for text in (FIRST, SECOND))
    return home, [built, *(made.release for made in writes)]


def test_few_documents_are_compared_as_the_whole_would_be(
    written: tuple[Home, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, (_, first, second) = written
    views = View(), View(min_corroboration=2), View(modalities=None, ranks=None)
    _lasting.cache_clear()
    looked_at = _lasting(home.find(first), home.find(second)).statements
    assert looked_at is not None
    assert STATE_VISIT in looked_at  # as the one that differs, among all of its document
    assert "visit/macron-kazakhstan-2023 kz:visitTo state/kaz" not in looked_at
    few = [changes_since(home, first, view, MOST, until=second) for view in views]
    monkeypatch.setattr(since, "_MOST_DOCUMENTS", 0)
    _lasting.cache_clear()
    assert _lasting(home.find(first), home.find(second)).statements is None
    assert [changes_since(home, first, view, MOST, until=second) for view in views] == few
    _lasting.cache_clear()


def told(changes: Changes) -> set[tuple[str, str, str]]:
    return {(change.kind, change.change, change.id) for change in changes.items}


def test_what_the_first_write_changed(written: tuple[Home, list[str]]) -> None:
    home, (built, first, _) = written
    changes = changes_since(home, built, View(), MOST, until=first)
    conflicts = [change for change in changes.items if change.kind == "conflict"]
    assert told(changes) == {
        ("claim", "added", "eonergie-2024-11-999"),
        ("claim", "removed", "eonergie-2024-11-050"),
        ("claim", "changed", "eonergie-2024-11-058"),
        ("claim", "changed", "eonergie-2024-11-062"),
        ("fact", "gained", "project/nuclear-power-plant kz:location state/kaz"),
        ("fact", "gained", STATE_VISIT),
        ("fact", "lost", "company/katco kz:jointVenturePartner company/orano"),
        ("entity", "added", "person/x"),
        ("conflict", "opened", conflicts[0].id),
    }
    assert (changes.since, changes.until, changes.total) == (built, first, 9)
    assert conflicts[0].subject.text == "visit of Emmanuel Macron to Kazakhstan, 2023"
    assert conflicts[0].members == ("eonergie-2024-11-999", "mfa-kazakhstan-2023-11-01-005")
    assert sum(changes.counts.values()) == 9
    assert changes.counts["claims_changed"] == 2
    assert changes.counts["entities_removed"] == 0


def test_which_members_of_a_claim_changed(written: tuple[Home, list[str]]) -> None:
    home, names = written
    changes = changes_since(home, names[0], View(), MOST, until=names[1], kind="claim")
    members = {change.id[-3:]: change.members for change in changes.items if change.members}
    assert members == {"058": ("modality",), "062": ("paraphrase",)}
    removed = [change for change in changes.items if change.change == "removed"]
    assert [(c.subject.text, c.object.text if c.object else "") for c in removed] == [
        ("Katco", "Orano")
    ]
    assert changes.total == 4
    assert sum(changes.counts.values()) == 9


def test_a_conflict_is_settled_by_a_rank(written: tuple[Home, list[str]]) -> None:
    home, (_, first, second) = written
    changes = changes_since(home, first[:6], View(), MOST)
    (claim, fact, conflict) = changes.items
    assert (claim.id, claim.change, claim.members) == ("eonergie-2024-11-999", "changed", ("rank",))
    assert (fact.id, fact.change) == (STATE_VISIT, "lost")
    assert (conflict.kind, conflict.change) == ("conflict", "settled")
    assert changes.until == second


def test_there_and_back(written: tuple[Home, list[str]]) -> None:
    home, (built, _, second) = written
    there = changes_since(home, built, View(), MOST).counts
    back = changes_since(home, second, View(), MOST, until=built).counts
    assert there["claims_added"] == back["claims_removed"] == 1
    assert there["facts_lost"] == back["facts_gained"] == 1
    assert there["claims_changed"] == back["claims_changed"] == 2
    assert there["conflicts_opened"] == back["conflicts_settled"] == 0
    assert changes_since(home, built, View(), MOST, until=built).items == ()


def test_the_view_decides_what_is_a_fact(written: tuple[Home, list[str]]) -> None:
    home, names = written
    planned = View(modalities=frozenset({"Planned"}))
    changes = changes_since(home, names[0], planned, MOST, until=names[1])
    assert {one for one in told(changes) if one[0] == "fact"} == {
        ("fact", "lost", "project/nuclear-power-plant kz:location state/kaz")
    }
    assert changes.counts["claims_changed"] == 2


def test_pages_add_up_to_the_whole(written: tuple[Home, list[str]]) -> None:
    home, names = written
    whole = changes_since(home, names[0], View(), MOST)
    items, cursor = [], None
    while True:
        page = changes_since(home, names[0], View(), Part(3, cursor))
        items += page.items
        cursor = page.next
        if cursor is None:
            break
    assert tuple(items) == whole.items
    first = changes_since(home, names[0], View(), Part(3))
    with pytest.raises(BadRequestError, match="cursor"):
        changes_since(home, names[1], View(), Part(3, first.next))


def test_a_release_that_is_not_there(written: tuple[Home, list[str]]) -> None:
    home, names = written
    for name in ("0" * 64, names[0][:5], "", "../" + names[0]):
        with pytest.raises(NotFoundError, match="no release"):
            changes_since(home, name, View(), MOST)


def test_a_release_of_another_layout_is_a_clear_error(
    written: tuple[Home, list[str]], tmp_path: Path
) -> None:
    home, names = written
    shutil.copytree(home.path, tmp_path / "home", symlinks=True)
    (tmp_path / "home/releases" / names[0] / "statements.sqlite").write_bytes(b"")
    with pytest.raises(BadRequestError, match="layout"):
        changes_since(Home(tmp_path / "home"), names[0], View(), MOST)


def test_releases_are_listed_and_found_until_they_are_removed(
    written: tuple[Home, list[str]], tmp_path: Path
) -> None:
    shutil.copytree(written[0].path, tmp_path / "home", symlinks=True)
    home, (built, first, second) = Home(tmp_path / "home"), written[1]
    page = list_releases(home, Part(2))
    assert [(item.release, item.current, item.by) for item in page.items] == [
        (second, True, "update"),
        (first, False, "update"),
    ]
    (last,) = list_releases(home, Part(2, page.next)).items
    assert (last.release, last.by, last.counts["claims"]) == (built, "build", 330)
    assert page.total == 3
    assert last.at is not None
    assert released_on(home, built) == last.at[:10]
    before = state(home)
    rollback(home, built)
    order = [built, second, first]
    assert [item.release for item in list_releases(home, MOST).items] == order
    assert [row.release.id for row in listed(home)] == order
    prune(home, 1)
    assert [item.release for item in list_releases(home, MOST).items] == [built, second]
    assert state(home) != before
    with pytest.raises(PrunedReleaseError, match=f"{first} became current at .* removed since"):
        changes_since(home, first[:6], View(), MOST)


def test_a_store_is_opened_only_where_documents_differ(
    written: tuple[Home, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    home, names = written
    opened: list[str] = []
    open_store = Release.open_store
    monkeypatch.setattr(
        Release, "open_store", lambda self: (opened.append(self.id), open_store(self))[1]
    )
    _lasting.cache_clear()
    assert changes_since(home, names[2], View(), MOST, until=names[2]).items == ()
    assert opened == []
    first = changes_since(home, names[1], View(), MOST, until=names[2])
    assert opened == [names[1], names[2]]
    # What does not hang on the view is known by now; of the facts this view sees none.
    planned = View(modalities=frozenset({"Denied"}))
    again = changes_since(home, names[1], planned, MOST, until=names[2])
    assert opened == [names[1], names[2]]
    assert told(again) == {change for change in told(first) if change[0] != "fact"}
    assert told(again) != told(first)


def test_the_last_releases_are_compared_before_anyone_asks(
    written: tuple[Home, list[str]],
) -> None:
    home, (built, first, second) = written
    assert home.current().id == second
    _lasting.cache_clear()
    prepare(home)
    known = _lasting.cache_info()
    assert known.misses == 2
    for since_when in (built, first):
        changes_since(home, since_when, View(), MOST)
    assert _lasting.cache_info().misses == 2
