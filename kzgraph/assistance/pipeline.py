"""The French pipeline of spaCy with a ruler of our names; nothing else here imports spaCy."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

from kzgraph.assistance.marks import Mark, Named, inside
from kzgraph.assistance.words import words
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.errors import ConfigurationError
from kzgraph.identifiers import split_thing
from kzgraph.model import Span
from kzgraph.names import fold

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MODEL: Final = "fr_core_news_sm"
_RULER: Final = "kzgraph_names"
_LANGUAGES: Final = frozenset({"fr", "en", None})
"""Of names that a French text may use: proper names are often given in English alone."""

_UNNAMED: Final = words(
    "amount claim document figure observation origin passage quantity scheme selector sentence",
)
"""Kinds of things that texts do not call by a name."""

_INNER: Final = words("company state")
"""Kinds that are named within the names of others: the president of Kazakhstan, and Kazakhstan."""

_ACRONYM: Final = 5
"""Letters up to which a name in capitals is known by its capitals alone: AFD is no verb."""

_SHORTEST_NAME: Final = 3


def assistant() -> str:
    """Return what marks texts, with its versions."""
    spacy, model = (version(name) for name in ("spacy", MODEL))
    return f"spaCy {spacy} with {MODEL} {model}"


@cache
def _language() -> "Language":
    """Load the model once; its words are compared in the folded spelling of our names."""
    try:
        spacy, tokens = import_module("spacy"), import_module("spacy.language")
        import_module(MODEL)
    except ImportError as exc:
        raise ConfigurationError(
            "Marking a text needs spaCy and a French model; install them with "
            "`pip install 'kzgraph[nlp]'` (in a clone: `uv sync --extra nlp`)."
        ) from exc
    if not tokens.Language.has_factory("kzgraph_folded"):
        tokens.Language.component("kzgraph_folded", func=_folded)
    return spacy.load(MODEL)


def _folded(doc: "Doc") -> "Doc":
    for token in doc:
        token.norm_ = _key(token.text)
    return doc


def _key(word: str) -> str:
    """Return a word folded as names are, without the sign of the French plural."""
    folded = fold(word)
    return folded[:-1] if len(folded) > len("pays") and folded[-1] in "sx" else folded


class Pipeline:
    """Reads French texts with the names of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Load the model. Raises ``ConfigurationError`` where the extra is not installed."""
        self._nlp, self._names = _language(), _names(lexicon)
        for name in ("kzgraph_folded", _RULER):
            if name in self._nlp.pipe_names:
                self._nlp.remove_pipe(name)
        self._nlp.add_pipe("kzgraph_folded")
        settings = {"spans_key": _RULER, "phrase_matcher_attr": "NORM"}
        ruler: Any = self._nlp.add_pipe("span_ruler", name=_RULER, config=settings)
        ruler.add_patterns(
            [
                {"label": "THING", "pattern": name, "id": str(n)}
                for n, name in enumerate(self._names)
            ]
        )
        self._listed = list(self._names)

    def read(self, text: str) -> "Doc":
        """Return a text with its words, their forms and relations."""
        return self._nlp(text)

    def entities(self, doc: "Doc") -> Iterator[Mark]:
        """Yield the known names in a text, the longest where they overlap, then names not known."""
        found = list(self._known(doc))
        yield from found
        for entity in doc.ents:
            span = Span(entity.start_char, entity.end_char)
            proper = any(token.pos_ == "PROPN" and token.text[0].isupper() for token in entity)
            known = any(one.span.start < span.end and span.start < one.span.end for one in found)
            if proper and not known and len(entity.text) >= _SHORTEST_NAME:
                yield Mark(span, Named(()))

    def _known(self, doc: "Doc") -> Iterator[Mark]:
        things: dict[Span, set[str]] = defaultdict(set)
        for span in doc.spans[_RULER]:
            name = self._listed[int(span.id_)]
            if not _is_acronym(name) or span.text == name:
                things[Span(span.start_char, span.end_char)] |= self._names[name]
        for span, iris in things.items():
            around = {
                one
                for other in things
                if inside(span, other) and span != other
                for one in things[other]
            }
            if not around or (_kinds(iris) <= _INNER and not _kinds(around) & _INNER):
                yield Mark(span, Named(tuple(sorted(iris))))


def _names(lexicon: Lexicon) -> dict[str, set[str]]:
    """Return names with the things that bear them, and the last names of persons."""
    names: dict[str, set[str]] = defaultdict(set)
    for label in lexicon.labels:
        parts = split_thing(label.iri)
        if parts is None or parts[0] in _UNNAMED or label.language not in _LANGUAGES:
            continue
        names[label.text].add(label.iri)
        if parts[0] == "person" and " " in label.text:
            names[label.text.rpartition(" ")[2]].add(label.iri)
    return dict(names)


def _kinds(iris: set[str]) -> set[str]:
    return {parts[0] for iri in iris if (parts := split_thing(iri)) is not None}


def _is_acronym(name: str) -> bool:
    return len(name) <= _ACRONYM and name.isupper()
