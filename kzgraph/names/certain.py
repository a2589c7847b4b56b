"""Which names a query gives so surely that nobody has to look: precision goes before recall."""

from functools import lru_cache

from kzgraph.names.compare import SURE, Comparison
from kzgraph.names.fold import Form, form_of, is_of_a_woman, without_form
from kzgraph.names.letters import LONG_WORD, bare_words, folded_words
from kzgraph.names.model import Name
from kzgraph.names.reading import Reading


def is_certain(query: str, way: Reading, name: Name, found: Comparison) -> bool:
    """Tell whether a query gives a name for certain, as far as the two texts tell.

    That is the same text, or the same once folded. But letters of another script alone do not
    make a short name (ЕС is no ES), another legal form makes another company, and a courtesy with
    a family name alone may mean a relative.
    """
    if found.score < SURE:
        return False
    if found.why == "exact":
        return True
    if way.persons_only and (len(way.folded) == 1 or is_of_a_woman(folded_words(query))):
        return False
    if name.kind == "acronym" or len(way.key) < LONG_WORD:
        return _letters(query) == _letters(name.text)
    return not _of_other_form(query, name.text)


def _letters(text: str) -> str:
    """Return the letters of a name in its own script, without its legal form."""
    return "".join(without_form(bare_words(text)))


def _of_other_form(query: str, name: str) -> bool:
    asked = _form(query)
    return asked is not None and _form(name) not in (None, asked)


# A query is compared with each of the names that a thing has.
@lru_cache(maxsize=4096)
def _form(text: str) -> Form | None:
    return form_of(folded_words(text))
