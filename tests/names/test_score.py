"""The score of one name says why: features, and whether a person has to look."""

import pytest

from kzgraph.identifiers import THINGS
from kzgraph.names import Name, Scored, score
from kzgraph.names.model import Kind, kind_of

ELSEWHERE = "http://example.org/"


def of(query: str, text: str, thing: str = "company/x", kind: Kind = "pref") -> Scored:
    iri = thing if "://" in thing else THINGS + thing
    found = score(query, Name(iri, text, None, kind))
    assert found is not None, (query, text)
    return found


def test_the_features_of_a_whole_name_are_all_there_is() -> None:
    told = of("KATCO", "Katco")
    assert (told.why, told.score, told.certain) == ("exact", 1.0, True)
    assert set(told.features) == {1.0, 0.0}
    assert [name for name, value in told.features._asdict().items() if not value] == ["acronym"]


def test_the_features_of_a_part() -> None:
    told = of("Temir Zholy", "Kazakhstan Temir Zholy", kind="alt").features._asdict()
    # temirjoli are 9 of the 18 letters of kazahstantemirjoli
    wanted = {"exact": 0, "folded": 0, "words": 1, "prefix": 0, "slips": 1, "share": 0.5}
    assert {name: told[name] for name in wanted} == wanted
    assert (told["kind"], told["acronym"]) == (0.5, 0)


def test_the_features_of_a_slip() -> None:
    told = of("Kazatomprum Trading", "Kazatomprom Trading")
    assert (told.why, told.certain) == ("fuzzy", False)
    assert told.features.words == 0.5
    assert told.features.slips == pytest.approx(1 - 1 / 18)


@pytest.mark.parametrize(
    ("query", "text", "thing", "certain"),
    [
        ("Katco LLP", "ТОО «КАТКО»", "company/x", True),
        ("Katco JSC", "ТОО «КАТКО»", "company/x", False),
        ("Katco Ltd", "ТОО «КАТКО»", "company/x", True),  # Ltd says too little
        ("ES", "ЕС", "organisation/eu", False),
        ("E.D.F.", "EDF", "company/x", True),
        ("ЕДФ", "EDF", "company/x", False),
        ("President Emmanuel Macron", "Emmanuel Macron", "person/x", True),
        ("M. Macron", "Macron", "person/x", False),
        ("Madame Emmanuel Macron", "Emmanuel Macron", "person/x", False),
        ("Macron, Emmanuel", "Emmanuel Macron", "person/x", True),
        ("Macron, Emmanuel", "Emmanuel Macron", ELSEWHERE + "x", False),
        ("Groupe Vicat", "Vicat", "company/x", False),
        ("The European Union", "European Union", "organisation/eu", False),
        ("European Union (EU)", "European Union", "organisation/eu", False),
    ],
)
def test_only_what_nobody_has_to_look_at_is_certain(
    query: str, text: str, thing: str, certain: bool
) -> None:
    assert of(query, text, thing, kind_of(text, preferred=False)).certain is certain


@pytest.mark.parametrize("query", ["K.-J. Tokayev", "К.-Ж. Токаев", "Tokayev K.", "K.J. Tokayev"])
def test_initials_give_a_person(query: str) -> None:
    told = of(query, "Kassym-Jomart Tokayev", "person/x")
    assert (told.why, told.certain) == ("prefix", False)


def test_initials_give_nothing_else() -> None:
    assert score("K. Tokayev", Name(THINGS + "company/x", "Kassym Tokayev", None, "pref")) is None
    assert score("J. Macron", Name(THINGS + "person/x", "Emmanuel Macron", None, "pref")) is None


@pytest.mark.parametrize(
    ("query", "text"),
    [("", "Katco"), ("Katcon", "Katco"), ("UNO", "UN"), ("Vicat needle", "Vicat")],
)
def test_another_name_has_no_score(query: str, text: str) -> None:
    assert score(query, Name(THINGS + "company/x", text, None, "pref")) is None


@pytest.mark.parametrize(
    ("query", "text", "why"),
    [
        ("Korea Hydro and Nuclear Power", "Korea Hydro & Nuclear Power", "folded"),
        ("Бокобе нерго", "Бокобе Энерго", "fuzzy"),  # the first letter of a word
        ("Bokobe Enegry", "Bokobe Energy", "fuzzy"),
        ("НАК «Казатомпром»", "Казатомпром", "words"),
        ("Мирзиёев", "Mirziyoyev", "folded"),
        ("Mirzioïev", "Mirziyoyev", "folded"),
    ],
)
def test_more_spellings_of_one_name(query: str, text: str, why: str) -> None:
    assert of(query, text).why == why


def test_an_ending_in_company_is_no_slip() -> None:
    assert (
        score("Vicart needles", Name(THINGS + "company/x", "Vicart needle", None, "pref")) is None
    )
