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
_BARE_WORD = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"['`]")
_INITIALS = re.compile(r"\b[a-z](?:\.[a-z])+\b\.?")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_SPELLINGS = (("zh", "j"), ("kh", "h"), ("q", "k"), ("ou", "u"), ("y", "i"))
_DOUBLED = re.compile(r"(.)\1+")  # Kassym, Kasym
# Each with what it takes to apply at all.
_LONG_SPELLINGS = (
    ("c", re.compile(r"ck|c(?![ehi])"), "k"),  # Macron, Makron; Katco, Katko
    ("dj", re.compile(r"dj"), "j"),  # Azerbaïdjan, Azerbaijan
    ("ie", re.compile(r"(^|(?<=[aeou]))i(?=e)"), ""),  # Tokaïev, Tokaev; Yerevan, Erevan
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
    return bare_of(plain(text))


def folded_words(text: str) -> list[str]:
    """Return the words of the text in Latin letters a-z and digits, each in its one spelling.

    The list is empty for a text without a letter or a digit.
    """
    return folded_of(plain(text))


def bare_of(shown: str) -> list[str]:
    """Return the bare words of what ``plain`` told."""
    return [word for part in shown.split() for word in _bare(part)]


def folded_of(shown: str) -> list[str]:
    """Return the folded words of what ``plain`` told."""
    return [word for part in shown.split() for word in _folded(part)]


# No rule looks across a space, and most of what stands between two spaces comes again and again.
@lru_cache(maxsize=65_536)
def _bare(part: str) -> tuple[str, ...]:
    if part.isascii() and part.isalnum():
        return (part,)
    return tuple(_BARE_WORD.findall(_SIGNS.sub("", _unaccented(part).replace("’", "'"))))


@lru_cache(maxsize=65_536)
def _folded(part: str) -> tuple[str, ...]:
    if part.isascii() and part.isalnum():
        return (_one_spelling(part),)
    latin = _SIGNS.sub("", _latin(part))
    joined = (
        _INITIALS.sub(lambda found: found[0].replace(".", ""), latin) if "." in latin else latin
    )
    return tuple(_one_spelling(word) for word in _NOT_WORD.split(joined) if word)


def _unaccented(part: str) -> str:
    if part.isascii():
        return part
    spread = unicodedata.normalize("NFKD", part)
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def _latin(part: str) -> str:
    if part.isascii():
        return part
    return anyascii(part.replace(*_IO).translate(_KAZAKH)).lower()


def _seen(sign: str) -> str:
    category = unicodedata.category(sign)
    return "" if category == "Cf" else " " if category in {"Cc", "Cs"} else sign


def _one_spelling(word: str) -> str:
    """Apply the rules until none changes the word, so that folding twice is folding once."""
    before = ""
    while word != before and _VOWEL.search(word):
        before, word = word, _respelt(word)
    return word


def _once(doubled: re.Match[str]) -> str:
    # A template in place of this is read anew for each word.
    return doubled[1]


def _respelt(word: str) -> str:
    for written, wanted in _SPELLINGS:
        word = word.replace(written, wanted)
    if len(word) >= LONG_WORD:
        word = _DOUBLED.sub(_once, word)
        for sign, pattern, replacement in _LONG_SPELLINGS:
            if sign in word:
                word = pattern.sub(replacement, word)
    return word
