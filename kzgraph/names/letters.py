"""Letters brought together: one spelling for the transliterations of the same word.

A name from Kazakhstan is written Тоқаев, Токаев, Tokayev, Tokaïev, Toqaev. Each rule below undoes
one habit of one writing system, and no rule brings together what two languages keep apart.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

LONG_WORD = 5
"""Letters from which a word is told apart by its consonants, so that vowels and doubling may vary.

Shorter words are acronyms and short names, where each letter counts: EEU is not EU.
"""

# Kazakh letters by their sound. Left to anyascii, the languages would part: it writes Қ as Q, and
# ж as zh, where French has j. The cedilla is Kazakh and Turkic, hence sh.
_KAZAKH = str.maketrans(dict(zip("қғңөұүәіыһж", "kgnouuaiihj", strict=True)) | {"ş": "sh"})
_IO = ("иё", "ио")  # Мирзиёев, Mirziyoyev; elsewhere ё is written as е
_SIGNS = re.compile(r"['`]")
_INITIALS = re.compile(r"\b[a-z](?:\.[a-z])+\b\.?")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SPELLINGS = (("zh", "j"), ("kh", "h"), ("q", "k"), ("ou", "u"), ("y", "i"))
_LONG_SPELLINGS = (
    (re.compile(r"(.)\1+"), r"\1"),  # Kassym, Kasym
    (re.compile(r"ck|c(?![ehi])"), "k"),  # Macron, Makron; Katco, Katko
    (re.compile(r"dj"), "j"),  # Azerbaïdjan, Azerbaijan
    (re.compile(r"(^|(?<=[aeou]))i(?=e)"), ""),  # Tokaïev, Tokaev; Yerevan, Erevan
)
_VOWEL = re.compile(r"[aeiouy]")


def plain(text: str) -> str:
    """Return the text without the differences of case, width and spacing.

    Signs that nobody sees go too (soft hyphens, controls), and surrogates, which UTF-8 cannot hold.
    """
    whole = unicodedata.normalize("NFKC", text).casefold()
    seen = whole if whole.isprintable() else "".join(map(_seen, whole))
    return " ".join(seen.split())


def bare_words(text: str) -> list[str]:
    """Return the words of the text in their own script, without accents, in lower case."""
    spread = unicodedata.normalize("NFKD", plain(text))
    unaccented = "".join(c for c in spread if not unicodedata.combining(c))
    return re.findall(r"[^\W_]+", _SIGNS.sub("", unaccented.replace("’", "'")))


def folded_words(text: str) -> list[str]:
    """Return the words of the text in Latin letters a-z and digits, each in its one spelling.

    The list is empty for a text without a letter or a digit.
    """
    latin = _SIGNS.sub("", anyascii(plain(text).replace(*_IO).translate(_KAZAKH)).lower())
    joined = _INITIALS.sub(lambda found: found[0].replace(".", ""), latin)
    return [_one_spelling(word) for word in _NOT_WORD.split(joined) if word]


def _seen(sign: str) -> str:
    category = unicodedata.category(sign)
    return "" if category == "Cf" else " " if category in {"Cc", "Cs"} else sign


@lru_cache(maxsize=65_536)
def _one_spelling(word: str) -> str:
    """Apply the rules until none changes the word, so that folding twice is folding once."""
    before = ""
    while word != before and _VOWEL.search(word):
        before, word = word, _respelt(word)
    return word


def _respelt(word: str) -> str:
    for written, wanted in _SPELLINGS:
        word = word.replace(written, wanted)
    if len(word) >= LONG_WORD:
        for pattern, replacement in _LONG_SPELLINGS:
            word = pattern.sub(replacement, word)
    return word
