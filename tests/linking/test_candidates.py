"""Candidates of an endpoint in Wikidata's form: found by names and identifiers, kept by class."""

from pathlib import Path

import pytest
from wikidata import Faults

from kzgraph.errors import BadRequestError
from kzgraph.linking.endpoint import Endpoint
from kzgraph.linking.manners import Manners
from kzgraph.linking.model import Ours, Theirs
from kzgraph.linking.score import compare
from kzgraph.linking.things import Things
from kzgraph.linking.wikidata import Wikidata
from kzgraph.names import Name
from kzgraph.store import Store

ID, KZ, WD = (
    "https://w3id.org/kzgraph/id/",
    "https://w3id.org/kzgraph/ontology#",
    "http://www.wikidata.org/entity/",
)
NONE: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def things(release_store: Store) -> Things:
    return Things(release_store)


@pytest.fixture
def there(faults: Faults, tmp_path: Path, things: Things) -> Wikidata:
    manners = Manners(pause=0, seconds=20)
    return Wikidata(
        Endpoint(faults.address, contact="a@example.org", cache=tmp_path, manners=manners), things
    )


def found(there: Wikidata, things: Things, name: str, known: frozenset[str] = NONE) -> list[str]:
    ours = things.get(ID + name)
    assert ours is not None
    return [theirs.iri.removeprefix(WD) for theirs in there.candidates(ours, known)]


def test_an_alias_is_a_name_too(there: Wikidata, things: Things) -> None:
    (tokayev,) = there.candidates(things.get(ID + "person/tokayev"), NONE)  # type: ignore[arg-type]
    assert tokayev.iri == WD + "Q200881"
    assert tokayev.names == ("Qasym-Zhomart Toqaev", "Kassym-Jomart Tokayev")
    assert (tokayev.types, tokayev.fits) == (("human",), 1.0)
    assert tokayev.facts == {"P27": {WD + "Q232"}}


def test_an_identifier_finds_what_names_confuse(there: Wikidata, things: Things) -> None:
    assert found(there, things, "company/ktz") == ["Q9000000001", "Q9000000002"]


def test_an_identifier_of_normal_rank_counts(there: Wikidata, things: Things) -> None:
    edf = Ours(ID + "company/edf", "?", (), frozenset({KZ + "Company"}), "",
               {"P1278": frozenset({"549300X3UK4GG3FNMO06"})})  # fmt: skip
    (item,) = there.candidates(edf, NONE)
    assert item.iri == WD + "Q274591"
    # Its country is a merged item in the data: the one that has replaced it is told.
    assert item.facts["P17"] == {WD + "Q142"}


def test_pages_and_other_classes_fall_out(there: Wikidata, things: Things) -> None:
    assert found(there, things, "company/orano") == ["Q9000000003"]


def test_a_deprecated_statement_says_nothing(there: Wikidata, things: Things) -> None:
    # The only thing that calls Vicat's namesake a business is deprecated.
    assert found(there, things, "company/vicat") == []
    (remont,) = there.candidates(things.get(ID + "person/remont"), NONE)  # type: ignore[arg-type]
    assert remont.facts == {"P27": {WD + "Q142"}}


def test_a_redirect_is_followed_and_told(there: Wikidata, things: Things) -> None:
    (rosatom,) = there.candidates(things.get(ID + "company/rosatom"), NONE)  # type: ignore[arg-type]
    assert (rosatom.iri, rosatom.replaces) == (WD + "Q9000000011", WD + "Q9000000010")


@pytest.mark.parametrize("judged", ["Q9000000010", "Q9000000011"])
def test_what_was_judged_is_not_found_again(there: Wikidata, things: Things, judged: str) -> None:
    assert found(there, things, "company/rosatom", frozenset({WD + judged})) == []
    assert found(there, things, "company/orano", frozenset({WD + judged})) == ["Q9000000003"]


def test_what_was_judged_before_it_was_merged_is_not_found_under_its_new_name(
    there: Wikidata,
) -> None:
    rosatom = Ours("urn:x", "x", (Name("urn:x", "Rosatom State Corporation", "en", "pref"),), NONE)
    assert [found.iri for found in there.candidates(rosatom, NONE)] == [WD + "Q9000000011"]
    assert there.candidates(rosatom, frozenset({WD + "Q9000000010"})) == []


def test_a_deprecated_identifier_finds_nothing(there: Wikidata) -> None:
    told = {"P1278": frozenset({"213800X9NVS4IWFKLS77"})}
    found = there.candidates(Ours("urn:x", "x", (), NONE, "", told), NONE)
    assert [theirs.iri for theirs in found] == [WD + "Q9000000001"]


def test_things_that_wikidata_may_have(things: Things) -> None:
    names = {ours.iri.removeprefix(ID) for ours in things.all()}
    assert {"company/orano", "company/ktz", "person/remont"} <= names
    # Linked ones; a goal, of a class that Wikidata lacks.
    assert not {name for name in names if name.startswith(("state/", "goal/"))}
    assert "company/edf" not in names
    assert [ours.iri for ours in things.all("person")] == [ID + "person/remont"]
    assert [ours.iri for ours in things.all("corridor")] == [ID + "corridor/middle-corridor"]
    assert things.get(ID + "company/nobody") is None
    with pytest.raises(BadRequestError, match=r"'persons'\. Kinds are: .*person, "):
        list(things.all("persons"))


def test_a_thing_is_told_in_their_terms(things: Things) -> None:
    rosatom, ktz = (things.get(f"{ID}company/{name}") for name in ("rosatom", "ktz"))
    assert rosatom is not None
    assert ktz is not None
    assert rosatom.facts["P17"] == {WD + "Q159"}
    assert ktz.facts["P1278"] == {"213800X9NVS4IWFKLS77"}
    assert things.expected(ktz.classes).own == {
        WD + number for number in ("Q4830453", "Q6881511", "Q270791", "Q891723")
    }
    assert things.linked(WD + "Q232") == ID + "state/kaz"
    assert things.linked(WD + "Q1") is None


def ours(*names: str, **facts: str) -> Ours:
    told = {name: frozenset({value}) for name, value in facts.items()}
    return Ours(
        "urn:x", "x", tuple(Name("urn:x", name, "en", "pref") for name in names), NONE, "", told
    )


def theirs(*names: str, fits: float | None = None, **facts: str) -> Theirs:
    told = {name: frozenset({value}) for name, value in facts.items()}
    return Theirs("urn:y", names, "", (), fits, told)


def test_what_is_unknown_counts_half() -> None:
    scored = compare(ours("Orano"), theirs("Orano"))
    # 0.5 for the name, half of 0.2 + 0.2 + 0.1 for the rest.
    assert (scored.score, scored.features) == (0.75, {"names": 1.0})


def test_each_feature_counts_and_says_why() -> None:
    scored = compare(
        ours("Orano", P17="w/Q142", P571="2018"),
        theirs("Orano", fits=1, P27="w/Q142", P571="2017-01-01T00:00:00Z"),
    )
    assert scored.features == {"names": 1, "type": 1, "country": 1, "dates": 0}
    assert scored.score == 0.9
    assert scored.reasons == (
        "our name 'Orano' gives the label 'Orano'",
        "type of theirs fits",
        "country agrees: P17/P27 Q142",
        "dates differs: P571 2017",
    )


def test_an_identifier_decides() -> None:
    same = compare(ours("Orano", P1278="A"), theirs("Quite another", P1278="A"))
    other = compare(ours("Orano", P1278="A"), theirs("Orano", fits=1, P1278="B"))
    assert (same.score, other.score) == (0.99, 0.2)
    unlike = compare(ours("Orano", P1278="A", P297="KZ"), theirs("Orano", P1278="B", P297="KZ"))
    assert unlike.score == 0.99


def test_an_alias_says_less_than_the_label() -> None:
    label, alias = compare(ours("A1"), theirs("A1", "B")), compare(ours("A1"), theirs("B", "A1"))
    assert (label.features["names"], alias.features["names"]) == (1.0, 0.95)
    assert compare(ours("Orano"), theirs("Kazatomprom")).features["names"] == 0
