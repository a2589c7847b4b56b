"""Completing names: how to write them, what they are, what properties are for."""

from pathlib import Path

import pytest

from kzgraph.authoring.suggesting import suggest


def curies(root: Path, typed: str, kind: str | None = None, limit: int = 10) -> list[str]:
    return [one.curie for one in suggest(root, typed, kind, limit=limit)]  # type: ignore[arg-type]


def test_an_entity_is_found_by_the_beginning_of_any_name(root: Path) -> None:
    assert curies(root, "ard", "entity") == ["person:ada"]
    assert curies(root, "Брун", "entity")[0] == "person:bo"
    assert curies(root, "bo b", "entity") == ["person:bo", "person:bo-the-younger"]


def test_a_property_tells_domain_and_range(root: Path) -> None:
    (found,) = suggest(root, "visitor", "property", limit=1)
    assert (found.curie, found.label, found.domain, found.range) == (
        "kz:visitor", "visitor", ("Visit",), ("Person",),
    )  # fmt: skip


@pytest.mark.parametrize("typed", ["kz:visitK", "visit-kind", "вид визита"])
def test_a_property_is_found_by_its_name_and_its_label(root: Path, typed: str) -> None:
    assert curies(root, typed, "property")[0] == "kz:visitKind"


def test_a_concept_tells_its_list(root: Path) -> None:
    (found, *_) = suggest(root, "official vis", "concept")
    assert (found.curie, found.classes) == ("kz:OfficialVisit", ("VisitKind",))


def test_of_all_kinds_each_has_its_share(root: Path) -> None:
    kinds = [one.kind for one in suggest(root, "visit", limit=4)]
    assert kinds == ["entity", "property", "property", "concept", "concept"]


def test_a_typing_slip_is_allowed_for(root: Path) -> None:
    assert curies(root, "Ada Ardnt", "entity") == ["person:ada"]


def test_nothing_is_found_of_nothing(root: Path) -> None:
    assert curies(root, "") == []
    assert curies(root, "qqqqqq") == []
