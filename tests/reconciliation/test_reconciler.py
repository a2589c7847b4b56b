"""Candidates: found by names, ids and properties, kept to types, and matched only when sure."""

import json
from collections.abc import Callable, Mapping

import pytest

from kzgraph.errors import QueryTimeoutError
from kzgraph.reconciliation import Catalogue, Reconciler, Space, conditions
from kzgraph.reconciliation.model import Candidate, Naming, Question

Ask = Callable[..., list[Candidate]]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Казахстан", "state/kaz"),
        ("KAZAKHSTAN", "state/kaz"),
        ("Қазақстан", "state/kaz"),
        ("Électricité de France", "company/edf"),
        ("Tokaev", "person/tokayev"),
        ("company/edf", "company/edf"),
        ("https://w3id.org/kzgraph/id/company/edf", "company/edf"),
        ("Q232", "state/kaz"),
        ("https://www.wikidata.org/wiki/Q232", "state/kaz"),
    ],
)
def test_a_name_or_an_id_is_surely_matched(
    catalogue: Catalogue, ask: Ask, text: str, meant: str
) -> None:
    found = ask(catalogue, query=text)
    assert (found[0].id, found[0].match) == (meant, True)
    assert [one.match for one in found[1:]] == [False] * (len(found) - 1)


@pytest.mark.parametrize(
    "text", ["", "  ", "xyzzyx", "nuclear", "Kazakhstn", "Q999999999", "Katcon"]
)
def test_what_is_not_sure_is_not_matched(catalogue: Catalogue, ask: Ask, text: str) -> None:
    assert not any(one.match for one in ask(catalogue, query=text))


def test_scores_fall_and_lie_in_bounds(catalogue: Catalogue, ask: Ask) -> None:
    found = ask(catalogue, query="visit", limit=100)
    scores = [one.score for one in found]
    assert len(found) > 5
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 100 for score in scores)
    assert len(ask(catalogue, query="visit", limit=2)) == 2


def test_features_say_why(catalogue: Catalogue, ask: Ask) -> None:
    members = {"type": "Company", "properties": [{"pid": "basedInState", "v": "Франция"}]}
    (found, *_) = ask(catalogue, query="EDF", **members)
    features = {feature.id: feature.value for feature in found.features}
    assert {"name_exact": 1.0, "type": 1.0, "property_0": 1.0}.items() <= features.items()
    assert len(features) == len(found.features)


def test_a_type_that_must_be_and_one_that_should(catalogue: Catalogue, ask: Ask) -> None:
    any_of = ask(catalogue, query="France", type=["Company", "Person"], type_strict="any")
    assert "state/fra" not in [one.id for one in any_of]
    assert ask(catalogue, query="France", type="Agent")[0].id == "state/fra"  # a class above
    should = ask(catalogue, query="France", type="Company", type_strict="should")
    france = next(one for one in should if one.id == "state/fra")
    assert (france.score, france.match) == (75.0, False)
    both = ask(catalogue, query="France", type=["State", "Agent"], type_strict="all")
    assert [one.id for one in both] == ["state/fra"]
    assert ask(catalogue, query="France", type=["State", "Company"], type_strict="all") == []


def test_a_property_that_contradicts_spoils_the_match(catalogue: Catalogue, ask: Ask) -> None:
    for value, match in (("France", True), ({"id": "state/fra"}, True), ("Russia", False)):
        found = ask(catalogue, query="EDF", properties=[{"pid": "basedInState", "v": value}])
        assert (found[0].id, found[0].match) == ("company/edf", match), value
    unknown = ask(catalogue, query="EDF", properties=[{"pid": "headOfState", "v": "Macron"}])
    assert (unknown[0].match, unknown[0].score) == (True, 85.0)


def test_namesakes_are_told_apart_by_type_or_property_alone(plain: Catalogue, ask: Ask) -> None:
    both = ask(plain, query="Balkhash")
    assert {one.id for one in both} == {"http://example.org/lake1", "http://example.org/town1"}
    assert not any(one.match for one in both)
    lake = "http://example.org/lake1"
    for members in (
        {"type": "http://example.org/Water"},
        {"properties": [{"pid": "http://example.org/area", "v": "16 400"}]},
        {"properties": [{"pid": "description", "v": "a lake"}]},
    ):
        found = ask(plain, query="Balkhash", **members)
        # What is not known of the other does not tell it apart.
        sure = "description" not in str(members)
        assert (found[0].id, found[0].match) == (lake, sure), members


def test_properties_alone_find_and_never_match(plain: Catalogue, ask: Ask) -> None:
    for prop, value, meant in (
        ("near", {"id": "http://example.org/lake1"}, {"town1", "town2"}),
        ("near", "Balkhash", {"town1", "town2"}),
        ("code", "BLK", {"town1"}),
        ("area", 121.5, {"town1"}),
    ):
        found = ask(plain, properties=[{"pid": f"http://example.org/{prop}", "v": value}])
        assert {one.id.rpartition("/")[2] for one in found} == meant
        assert not any(one.match for one in found)
    (found,) = ask(plain, properties=[{"pid": "wikidata", "v": "Q1"}])
    assert found.id.endswith("lake1")
    assert len(ask(plain, properties=[{"pid": "type", "v": "http://example.org/Place"}])) == 3


def test_a_type_as_a_property_takes_ids_as_well(catalogue: Catalogue, ask: Ask) -> None:
    found = ask(catalogue, properties=[{"pid": "type", "v": "State"}], limit=100)
    assert {one.types[0].id for one in found} == {"State"}


def test_in_the_space_of_wikidata_there_is_what_is_linked(catalogue: Catalogue, ask: Ask) -> None:
    assert [one.id for one in ask(catalogue, wikidata=True, query="EDF")][:1] == ["Q274591"]
    assert all(
        one.id[0] == "Q" for one in ask(catalogue, wikidata=True, query="president", limit=50)
    )


def draft(catalogue: Catalogue, *given: Mapping[str, object], **members: object) -> list[Candidate]:
    text = json.dumps({"queries": [{"conditions": given, **members}]})
    questions = conditions.questions(catalogue, text)
    (found,) = Reconciler(catalogue, Space(catalogue)).answer(questions)
    return found


def test_conditions_of_the_draft(catalogue: Catalogue) -> None:
    name = {"matchType": "name", "propertyValue": ["EDF", "Orano"]}
    stated = {
        "matchType": "property",
        "propertyId": "basedInState",
        "required": True,
    }
    france, russia = ({**stated, "propertyValue": name} for name in ("France", "Russia"))
    assert {"company/edf", "company/orano"} <= {one.id for one in draft(catalogue, name)}
    assert {one.id for one in draft(catalogue, name, france)} == {"company/edf", "company/orano"}
    assert draft(catalogue, name, russia) == []
    none = {**france, "matchQuantifier": "none"}
    assert "company/edf" not in {one.id for one in draft(catalogue, name, none)}
    both = {**stated, "propertyValue": ["France", "Russia"], "matchQuantifier": "all"}
    assert draft(catalogue, name, both) == []
    assert draft(catalogue, {**name, "matchQuantifier": "all", "required": True}) == []


def test_conditions_of_the_draft_as_they_were_called_before(catalogue: Catalogue) -> None:
    name = {"matchType": "name", "v": ["EDF", "Rosatom"]}
    france = {"matchType": "property", "pid": "basedInState", "v": "France", "required": True}
    assert {one.id for one in draft(catalogue, name, france)} == {"company/edf"}


def test_a_batch_ends_at_its_deadline(catalogue: Catalogue) -> None:
    def late() -> None:
        raise QueryTimeoutError(1)

    with pytest.raises(QueryTimeoutError):
        Reconciler(catalogue, Space(catalogue), None, late).answer([Question((Naming(("a",)),))])
    assert Reconciler(catalogue, Space(catalogue), None, late).answer([]) == []
