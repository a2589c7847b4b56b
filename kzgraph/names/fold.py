"""Names folded: one spelling for each word, without titles and legal forms.

Two names that fold to the same text are spellings of one name. The lists of words that may be
dropped are folded by the same rules as the names, so they are written here as people write them.
"""

from collections import Counter
from typing import Literal

from kzgraph.names.letters import folded_words, plain

Form = Literal["stock", "limited"]
"""Kinds of companies that legal forms tell apart."""


def _phrases(text: str) -> frozenset[str]:
    return frozenset(" ".join(folded_words(phrase)) for phrase in text.split(","))


_COURTESIES = _phrases(
    "M., MM., Mr, Mrs, Ms, Mme, Mlle, Monsieur, Madame, Messieurs, Sir, Lord, Lady,"
    "Dr, Doctor, Docteur, Доктор, Prof., Professor, Professeur, Профессор,"
    "His Excellency, Son Excellence, г-н, г-жа, господин, госпожа, мырза, ханым"
)
_ROLES = _phrases(
    "President, Président, Présidente, Президент, Президенті, Vice-President, Vice-président,"
    "Minister, Ministre, Министр, Министрі, Prime Minister, Premier ministre, Премьер-министр,"
    "Ambassador, Ambassadeur, Ambassadrice, Посол, Елші, Chairman, Председатель, Төраға"
)
_COURTESIES_AFTER = _phrases("мырза, ханым")
_ARTICLES = _phrases("le, la, the")
_FEMININE = _phrases("Mrs, Ms, Mme, Mlle, Madame, Lady, г-жа, госпожа, ханым")
# "President of Kazakhstan" and «Президент Республики Казахстан» name an office, and nobody.
_OF = _phrases("of, de, du, des, d, республики, республикасы, республикасының")
_STOCK_BEFORE = _phrases("АО, ОАО, ЗАО, ПАО, АҚ, JSC, OJSC, CJSC, PJSC")
_LIMITED_BEFORE = _phrases("ТОО, ООО, ЖШС, LLP, LLC")
_FORMS_BEFORE = _STOCK_BEFORE | _LIMITED_BEFORE
_STOCK = _STOCK_BEFORE | _phrases("SA, SE, SAS, SASU, SCA, Corp, plc, AG, NV, SpA")
_LIMITED = _LIMITED_BEFORE | _phrases("SARL, GmbH, BV")
_FORMS_AFTER = _STOCK | _LIMITED | _phrases("SNC, Ltd, Limited, Inc, Co")
_AND = _phrases("and, et, und, және")
_KINDS_OF_COMPANY = _phrases("НАК, НК, ҰАК, ҰК, NC, NAC, Госкорпорация, State Corporation")
_GROUPS = _phrases("group, groupe, группа, тобы")


def fold(name: str) -> str:
    """Return the name in its one spelling: lower-case Latin words parted by single spaces.

    Titles at the start, legal forms and the word "group" at either end are dropped, though never
    all of a name. A name without a letter or a digit is only put in lower case, and the result is
    empty for an empty name alone. Compare results with spaces removed as well.
    """
    words = without_group(without_title(without_form(folded_words(name))))
    return " ".join(words) or plain(name) or name


def without_form(words: list[str]) -> list[str]:
    """Return the words without the legal forms of companies before and after them."""
    left = _without_lead(words, _FORMS_BEFORE)
    while len(left) > 1 and left[-1] in _FORMS_AFTER:
        left = left[:-1]
    return left


def without_and(words: list[str]) -> list[str]:
    """Return the words without "and" between others, which many write as "&"."""
    inside = [word for word in words[1:-1] if word not in _AND]
    return [*words[:1], *inside, *words[-1:]] if len(words) > len(inside) + 2 else words


def without_kind(words: list[str]) -> list[str]:
    """Return the words without what says that a company is national or the state's."""
    left = _without_lead(words, _KINDS_OF_COMPANY)
    return left[:-1] if len(left) > 1 and left[-1] in _KINDS_OF_COMPANY else left


def form_of(words: list[str]) -> Form | None:
    """Return what the legal forms before and after a name say of the company; None for neither."""
    named = without_form(words)
    dropped = set(Counter(words) - Counter(named)) if len(named) < len(words) else set[str]()
    if dropped & _STOCK:
        return None if dropped & _LIMITED else "stock"
    return "limited" if dropped & _LIMITED else None


def is_of_a_woman(words: list[str]) -> bool:
    """Tell whether a courtesy before or after a name is a woman's."""
    return bool({" ".join(words[:2]), *words[:1], *words[-1:]} & _FEMININE)


def without_article(words: list[str]) -> list[str]:
    """Return the words without an article before them; a weak step: Le Monde is a newspaper."""
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def without_title(words: list[str]) -> list[str]:
    """Return the words without the titles of a person, unless they name an office."""
    left = words
    if len(words) > 1 and words[0] in _ARTICLES:
        left = words[1:]
    shorter = _without_lead(left, _COURTESIES | _ROLES)
    if len(shorter) > 1 and shorter[-1] in _COURTESIES_AFTER:
        return shorter[:-1]
    return shorter if len(shorter) < len(left) else words


def without_group(words: list[str]) -> list[str]:
    """Return the words without "group" at either end.

    A weaker step than the others: the group of a company has members that the company has not.
    """
    if len(words) > 1 and words[-1] in _GROUPS:
        return words[:-1]
    return _without_lead(words, _GROUPS)


def _without_lead(words: list[str], phrases: frozenset[str]) -> list[str]:
    """Drop phrases of one or two words from the start, while another word stays behind them."""
    for length in (2, 1):
        rest = words[length:]
        lead = " ".join(words[:length])
        if rest and lead in phrases and (lead in _COURTESIES or rest[0] not in _OF):
            return _without_lead(rest, phrases)
    return words
