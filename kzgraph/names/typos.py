"""Which of two words may be the other one, mistyped."""

import re
from typing import Final

from rapidfuzz.distance import OSA

from kzgraph.names.letters import LONG_WORD

_TWO_SLIPS = 9
"""Letters from which a word may hold two slips: at eight, Slovakia would be Slovenia."""

SHORT_WORD: Final = 4
"""Letters that a word must have to bear a slip where the words beside it are the same."""

_VOWELS = re.compile(r"[aeiou]")


def slips(typed: str, word: str) -> int | None:
    """Return how many letters were mistyped (0, 1 or 2), or None where the words are two words.

    A slip is a letter too many, too few or wrong, or two neighbours exchanged. Both words are
    folded. Short words and words with digits have to be the same; the first letter always has to
    be. In words of five letters a slip touches vowels only: Katco is not Katcon, Vicat no Vicart.
    """
    if typed == word:
        return 0
    length = min(len(typed), len(word))
    if length < LONG_WORD or typed[0] != word[0] or not (typed + word).isalpha():
        return None
    allowed = most_slips(length)
    found = int(OSA.distance(typed, word, score_cutoff=allowed))
    if found > allowed or (length <= LONG_WORD + 1 and not _harmless(typed, word)):
        return None
    return found


def most_slips(length: int) -> int:
    """Return how many slips a word of so many letters may hold at the most."""
    return 2 if length >= _TWO_SLIPS else 1


def one_slip(typed: str, word: str) -> bool:
    """Tell whether one letter was mistyped, be it the first, and neither word begins the other."""
    if min(len(typed), len(word)) < SHORT_WORD or not (typed + word).isalpha():
        return False
    ends = typed.startswith(word) or word.startswith(typed)
    return not ends and OSA.distance(typed, word, score_cutoff=1) == 1


def _harmless(typed: str, word: str) -> bool:
    """Tell whether one slip in a word of five or six letters leaves the word recognisable."""
    if sorted(typed) == sorted(word) or _consonants(typed) == _consonants(word):
        return True
    whole = min(len(typed), len(word)) > LONG_WORD
    return whole and not (typed.startswith(word) or word.startswith(typed))


def _consonants(word: str) -> str:
    return _VOWELS.sub("", word)
