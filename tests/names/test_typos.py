import pytest

from kzgraph.names.typos import slips

MISTYPED = [
    ("kazatomprom", "kazatomprom", 0),
    ("kazatmprom", "kazatomprom", 1),
    ("kazatomporm", "kazatomprom", 1),
    ("kaztomrpom", "kazatomprom", 2),
    ("kazakstan", "kazahstan", 1),
    ("tokajev", "tokaev", 1),
    ("makorn", "makron", 1),
    ("alston", "alstom", 1),
    ("astna", "astana", 1),
    ("pairs", "paris", 1),
    ("makrona", "makron", 1),
]

TWO_WORDS = [
    ("katko", "katkon"),
    ("katko", "kartko"),
    ("vikat", "vikart"),
    ("edf", "edr"),
    ("iran", "irak"),
    ("austria", "australia"),
    ("slovakia", "slovenia"),
    ("north", "south"),
    ("zambia", "gambia"),
    ("alstom", "alstoms"),
    ("protokol2008", "protokol2009"),
    ("kirgizstan", "kazahstan"),
]


@pytest.mark.parametrize(("typed", "word", "count"), MISTYPED)
def test_slips_are_counted(typed: str, word: str, count: int) -> None:
    assert slips(typed, word) == count
    assert slips(word, typed) == count


@pytest.mark.parametrize(("typed", "word"), TWO_WORDS)
def test_two_words_are_no_slips_of_each_other(typed: str, word: str) -> None:
    assert slips(typed, word) is None
    assert slips(word, typed) is None
