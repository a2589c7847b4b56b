"""What is looked for in paraphrases: the words of a query, as FTS5 and as people see them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

from kzgraph.model import Span

LANGUAGES: Final = ("en", "fr")
"""Languages that paraphrases are written in."""

_MOST: Final = 16
"""Words of a query that are looked for."""
_BEGUN: Final = 4
"""Letters from which a word stands for all that begin with it: agreement, agreements."""
_PLURAL: Final = 6
"""Letters from which a final s is dropped: it makes a plural in English and in French."""

# The letters, digits and accents that FTS5's tokenizer (unicode61) makes words of.
_WORD: Final = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")


@dataclass(frozen=True)
class Sought:
    """The words of a query, and phrases that stand for all of it, such as names of what it names."""

    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...] = ()

    def match(self, languages: Iterable[str] = LANGUAGES, *, every: bool = True) -> str:
        """Return the FTS5 expression for every word, or for any, in paraphrases of some languages."""
        columns = "{" + " ".join(languages) + "}"
        words = (" AND " if every else " OR ").join(_term(word) for word in self.words)
        phrases = (f'"{" ".join(phrase)}"' for phrase in self.phrases)
        terms = " OR ".join((*([f"({words})"] if words else []), *phrases))
        return f"{columns} : ({terms})"

    @cached_property
    def _stems(self) -> tuple[tuple[str, ...], frozenset[str]]:
        """The words that others may begin with, and those that stand for themselves."""
        begun = (_stem(word) for word in self.words if len(word) >= _BEGUN)
        return tuple(begun), frozenset(word for word in self.words if len(word) < _BEGUN)

    def highlights(self, text: str) -> tuple[Span, ...]:
        """Return the words of a text that are sought, in code points of the text."""
        found = list(_WORD.finditer(text))
        plain = [_plain(word[0]) for word in found]
        begun, whole = self._stems
        marked = {at for at, word in enumerate(plain) if word.startswith(begun) or word in whole}
        for phrase in self.phrases:
            for at in range(len(plain) - len(phrase) + 1):
                if tuple(plain[at : at + len(phrase)]) == phrase:
                    marked |= set(range(at, at + len(phrase)))
        return tuple(Span(found[at].start(), found[at].end()) for at in sorted(marked))


def words_of(text: str) -> tuple[str, ...]:
    """Return the different words of a text, at most 16: lone letters only where there is no other."""
    words = dict.fromkeys(_words(text))
    longer = [word for word in words if len(word) > 1]
    return tuple(longer or words)[:_MOST]


def phrases_of(texts: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return each different text as the words that follow each other in it."""
    return tuple(dict.fromkeys(phrase for text in texts if (phrase := tuple(_words(text)))))


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(unicodedata.normalize("NFC", text)):
        if plain := _plain(word):
            yield plain


@lru_cache(maxsize=16_384)
def _plain(word: str) -> str:
    """Return a word as the tokenizer has it: in small letters, without accents."""
    if word.isascii():
        return word.lower()
    spread = unicodedata.normalize("NFD", word.lower())
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


def _stem(word: str) -> str:
    return word[:-1] if len(word) >= _PLURAL and word.endswith("s") else word


def _term(word: str) -> str:
    return f'"{_stem(word)}"' + ("*" if len(word) >= _BEGUN else "")
