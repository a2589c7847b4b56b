"""Mistyped words are found by look-ups as they would be by comparing with every word there is."""

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest
from rapidfuzz.distance import OSA

from kzgraph.identifiers import THINGS
from kzgraph.names import Name, NameIndex, build_index
from kzgraph.names.mistyped import Words
from kzgraph.names.typos import slips

CHANCE = random.Random(1)
# No rule of folding changes a word of these letters, and many are neighbours.
WORDS = {"".join(CHANCE.choices("bdr", k=CHANCE.randint(3, 11))) for _ in range(3000)}
WORDS = {word for word in WORDS if not any(a == b for a, b in pairwise(word))}
MOST = 20


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Words]:
    path = tmp_path_factory.mktemp("words") / "names.sqlite"
    names = (Name(f"{THINGS}x/{n}", word, "en", "pref") for n, word in enumerate(sorted(WORDS)))
    accented = Name(f"{THINGS}x/accented", "Böüdr École", "fr", "pref")
    build_index(path, [*names, accented])
    with NameIndex(path) as index:
        yield Words(index.rows)


def _mistyped(word: str) -> str:
    """Return a word with a letter left out, doubled, changed or turned with the next."""
    at = CHANCE.randrange(len(word))
    before, letter, after = word[:at], word[at], word[at + 1 :]
    turned = before + after[:1] + letter + after[1:]
    return CHANCE.choice(
        (before + after, f"{before}{letter}{word[at:]}", f"{before}l{after}", turned)
    )


def _typed() -> list[str]:
    """Return some of the words with one letter mistyped, and with two."""
    once = [_mistyped(word) for word in CHANCE.choices(sorted(WORDS), k=400)]
    return [word for word in (*once, *map(_mistyped, once)) if len(word) >= 5]


def test_slips_are_found_as_among_all_words(words: Words) -> None:
    asked = _typed()
    assert sum(len(word) >= 9 for word in asked) > 100
    for word in asked:
        counted = {other: slips(word, other) for other in WORDS}
        near = sorted((n, other) for other, n in counted.items() if n is not None)[:MOST]
        found = [spelling for spelling in words.spellings((word,)) if len(spelling) == 1]
        assert found == ([(tuple(other for _, other in near),)] if near else []), word


def test_any_one_slip_is_found_beside_a_word_that_is_known(words: Words) -> None:
    known = min(WORDS)
    for word in (word for word in _typed() if word not in WORDS):
        near = sorted(other for other in WORDS if OSA.distance(word, other) <= 1)[:MOST]
        found = [told for told in words.in_company((known, word)) if len(told) == 2]
        assert found == ([((known,), tuple(near))] if near else []), word


def test_a_long_beginning_is_the_words_that_begin_so(words: Words) -> None:
    assert words.match(("ecol",), True) == '"ecol"*'
    assert words.match(("boudr", "ecole"), False) == '"boudr" AND "ecole"'
    long = next(word for word in sorted(WORDS) if len(word) == 11)
    begun = " OR ".join(f'"{word}"' for word in sorted(WORDS) if word.startswith(long[:9]))
    assert words.match(("ecole", long[:9]), True) == f'"ecole" AND ({begun})'
    assert words.match(("boudr", "nowhere"), True) is None
    assert words.match(("nowhere", "ec"), True) is None
