"""From what the store holds to the rows of the index: terms are numbered as they come."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Final

from kzgraph.dates import interval
from kzgraph.identifiers import compact, slug_of
from kzgraph.lines import Said, Things
from kzgraph.rdf import Literal, NamedNode, Term, text_of
from kzgraph.statements.sought import labels_of, passage_of
from kzgraph.statements.statuses import claim_number
from kzgraph.vocab import KZ, PROV, STATEMENT, XSD

Row = tuple[int | str | None, ...]

_CODES: Final = ("modality", "rank", "evidenceLevel", "speechMode")
_NEEDED: Final = (*STATEMENT, *(KZ + name for name in (*_CODES, "evidence")))
_FIRST_LANGUAGES: Final = ("en", "fr")
_PLAIN: Final = (XSD + "string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")


@dataclass
class Rows:
    """The rows of every table, as they are made; whoever writes them may take them away."""

    things: Things
    origins: Mapping[str, str]
    primary: frozenset[str]
    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _terms: dict[Term, int] = field(default_factory=dict)
    _statements: dict[str, int] = field(default_factory=dict)
    _claims: dict[str, int] = field(default_factory=dict)
    _conflicts: int = 0

    def __post_init__(self) -> None:
        # A claim's is asked for twice: for its sources, and for its evidence.
        self.passage = lru_cache(maxsize=64)(partial(passage_of, self.things))

    @property
    def waiting(self) -> int:
        """How many rows there are."""
        return sum(map(len, self.tables.values()))

    def term(self, term: Term) -> int:
        """Return the number of a term."""
        known = self._terms.get(term)
        if known is None:
            known = self._terms[term] = len(self._terms) + 1
            self._describe(known, term)
        return known

    def iri(self, iri: str) -> int:
        """Return the number of a thing."""
        return self.term(NamedNode(iri))

    def claim(self, iri: str, said: Said) -> int:
        """Add a claim, its statement, sources, speakers and paraphrases; return its number."""
        modality, rank, *ways = (_code(said, name) for name in _CODES)
        number = self._claims[iri] = claim_number(modality, rank, len(self._claims) + 1)
        days = (*_held(said), *_published(said))
        self.tables["claim"].append(
            (number, slug_of(iri), self._statement(said), modality, rank, *ways, *days)
        )
        for document in sorted({self.passage(text_of(e)).document for e in said[KZ + "evidence"]}):
            own = self.origins.get(iri)
            origin = self.iri(own or self.origins.get(document, document))
            primary = origin if own is None and document in self.primary else None
            self.tables["claim_source"].append((number, self.iri(document), origin, primary))
        for speaker in said[PROV + "wasAttributedTo"]:
            self.tables["claim_speaker"].append((number, self.term(speaker)))
        for language, text in _texts(said[KZ + "paraphrase"]).items():
            self.tables["claim_text"].append((number, language, text))
        return number

    def entity(self, iri: str, direct: Iterable[str], classes: Iterable[str]) -> None:
        """Add an entity with its own classes and all above them."""
        number, own = self.iri(iri), set(direct)
        name = compact(iri)
        # A tab sorts before all that a longer label goes on with.
        label = label_of(iri, labels_of(self.things, iri))
        sorting = f"{label.casefold()}\t{name}"
        self.tables["entity"].append((number, name, sorting))
        for above in sorted(set(classes) | own):
            self.tables["entity_class"].append((number, self.iri(above), above in own))

    def broader(self, narrower: str, broader: str) -> None:
        """Add that a sector is part of another."""
        self.tables["broader"].append((self.iri(narrower), self.iri(broader)))

    def conflict(
        self, iri: str, parts: tuple[str, str, str], kinds: Iterable[str], claims: Iterable[str]
    ) -> None:
        """Add a conflict: subject, property and status, its kinds, and the claims that are party."""
        number = self._conflicts = self._conflicts + 1
        subject, prop, status = parts
        row = (number, slug_of(iri), self.iri(subject), self.iri(prop), slug_of(status))
        self.tables["conflict"].append(row)
        for kind in sorted(kinds):
            self.tables["conflict_kind"].append((number, slug_of(kind)))
        for claim in sorted(set(claims) & self._claims.keys()):
            self.tables["conflict_claim"].append((number, self._claims[claim]))

    def _describe(self, number: int, term: Term) -> None:
        if isinstance(term, Literal):
            plain = term.datatype.value in _PLAIN
            datatype, language = (
                (None, term.language or "") if plain else (term.datatype.value, None)
            )
            row: Row = (number, term.value, datatype, language, term.value)
        else:
            labels = labels_of(self.things, text_of(term))
            row = (number, text_of(term), None, None, label_of(text_of(term), labels))
            for language, text in labels.items():
                self.tables["label"].append((number, language, text))
        self.tables["term"].append(row)

    def _statement(self, said: Said) -> int:
        parts = [said[part][0] for part in STATEMENT]
        key = " ".join(_short(part) for part in parts)
        known = self._statements.get(key)
        if known is None:
            known = self._statements[key] = len(self._statements) + 1
            numbers = (self.term(part) for part in parts)
            self.tables["statement"].append((known, key, *numbers))
        return known


def label_of(iri: str, labels: Mapping[str, str]) -> str:
    """Return the label to show, given those by language: the English one, or the next best."""
    found = (labels[tag] for tag in (*_FIRST_LANGUAGES, *sorted(labels)) if tag in labels)
    return next(found, compact(iri))


def is_whole(said: Said) -> bool:
    """Tell whether a claim has all that the index needs; a write without validation may lack some."""
    return all(said[part] for part in _NEEDED)


def _texts(terms: Iterable[Term]) -> dict[str, str]:
    """Return literals by language; of two in one language, which no shape allows, one."""
    literals = (term for term in terms if isinstance(term, Literal))
    return {text.language or "": text.value for text in sorted(literals, key=str)}


def _short(term: Term) -> str:
    return str(term) if isinstance(term, Literal) else compact(text_of(term))


def _code(said: Said, name: str) -> str:
    return slug_of(text_of(said[KZ + name][0]))


def _held(said: Said) -> tuple[str | None, str | None]:
    first, last = said[KZ + "earliest"], said[KZ + "latest"]
    return (text_of(first[0]) if first else None, text_of(last[0]) if last else None)


def _published(said: Said) -> tuple[str | None, str | None]:
    """Return the first and the last day on which the document can have been published."""
    days = [
        interval(date.value, date.datatype.value)
        for date in said[KZ + "published"]
        if isinstance(date, Literal)
    ]
    if not days:
        return None, None
    # A claim that two documents make was known when the first of them came out.
    first = min(days, key=lambda day: day.last)
    return first.first.isoformat(), first.last.isoformat()
