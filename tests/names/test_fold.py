import pytest
from hypothesis import given
from hypothesis import strategies as st

from kzgraph.names import fold
from kzgraph.names.letters import bare_words, plain

ONE_NAME = [
    "Тоқаев Токаев Tokaïev Tokayev Toqaev Tokaev Toqayev",
    "Kassym-Jomart Qasym-Zhomart Касым-Жомарт Қасым-Жомарт Kasym-Jomart",
    "Казатомпром Kazatomprom KAZATOMPROM",
    "Рахмонов Rakhmonov Rahmonov",
    "Азербайджан Azerbaïdjan Azerbaijan Әзербайжан",
    "Нұр-Сұлтан Нур-Султан Nour-Soultan Nur-Sultan",
    "Ереван Yerevan Erevan",
    "Астана Astana ASTANA",
    "Ақорда Акорда Akorda Aqorda",
    "Катко Katco",
    "Макрон Macron",
    "Альстом Alstom Al'stom Al’stom",
    "Kazakhstan Казахстан",
    "Œuvre Oeuvre œuvre",
]

TWO_NAMES = [
    ("Казатомпром", "Қазатомөнеркәсіп"),
    ("Katco", "Katcon"),
    ("Vicat", "Vicart"),
    ("CNNC", "CNC"),
    ("KHNP", "HNP"),
    ("EEU", "EU"),
    ("IEA", "EA"),
    ("ECB", "EKB"),
    ("President of Kazakhstan", "Kazakhstan"),
    ("Президент Республики Казахстан", "Казахстан"),
    ("président de la République française", "République française"),
    ("Ministre de la santé", "santé"),
    ("Medef International", "Medef"),
    ("Group of Seven", "Seven"),
]

DROPPED = [
    ("Président Tokaïev", "tokaev"),
    ("le président Macron", "makron"),
    ("президент Токаев", "tokaev"),
    ("Президенті Тоқаев", "tokaev"),
    ("Тоқаев мырза", "tokaev"),
    ("г-н Токаев", "tokaev"),
    ("M. Macron", "makron"),
    ("M. de Villepin", "de vilepin"),
    ("Mme Rachida Dati", "rachida dati"),
    ("Dr Mr Tokayev", "tokaev"),
    ("Prime Minister Bektenov", "bektenov"),
    ("премьер-министр Бектенов", "bektenov"),
    ("TotalEnergies SE", "totalenergies"),
    ("Orano S.A.", "orano"),
    ("АО «Казатомпром»", "kazatomprom"),
    ("Kazatomprom JSC", "kazatomprom"),
    ("ТОО Катко", "katko"),
    ("Katco LLP", "katko"),
    ("Rosatom PJSC", "rosatom"),
    ("Samsung Co., Ltd.", "samsung"),
    ("Groupe Vicat", "vikat"),
    ("Vicat Group", "vikat"),
]


@pytest.mark.parametrize("spellings", ONE_NAME)
def test_spellings_of_one_name_fold_to_one(spellings: str) -> None:
    assert len({fold(spelling).replace(" ", "") for spelling in spellings.split()}) == 1


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_two_names_stay_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(("name", "folded"), DROPPED)
def test_titles_and_legal_forms_are_dropped(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize("name", ["S.A.", "M.", "Group", "Président", "АО", "Ltd Co", "M. SA"])
def test_a_name_of_titles_and_forms_alone_keeps_a_word(name: str) -> None:
    assert fold(name)


def test_spaces_make_no_difference_once_removed() -> None:
    assert fold("Total Energies").replace(" ", "") == fold("TotalEnergies")


@pytest.mark.parametrize(("name", "folded"), [("!!!", "!!!"), ("«»", "«»"), ("", ""), (" ", " ")])
def test_a_name_without_letters_is_left_as_it_is(name: str, folded: str) -> None:
    assert fold(name) == folded


@given(st.text(max_size=30))
def test_no_name_folds_to_nothing(name: str) -> None:
    assert bool(fold(name)) == bool(name)


@given(st.text("aceghijkmnoquyzйжқхьıŞß'-. ", max_size=20))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_invisible_signs_are_no_part_of_a_name() -> None:
    assert plain(" Kazat\u00adom\u200bprom\x00 \ud800 ") == "kazatomprom"


def test_bare_words_keep_their_script_and_lose_their_accents() -> None:
    assert bare_words("Tokaïev, l’Élysée_Ақорда") == ["tokaiev", "lelysee", "ақорда"]
