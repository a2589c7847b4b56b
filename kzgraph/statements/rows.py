"""From what the store holds to the rows of the index: terms are numbered as they come."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from operator import itemgetter
from typing import Final

from kzgraph.identifiers import compact, slug_of
from kzgraph.inserting import Row
from kzgraph.lines import Said, Things
from kzgraph.statements.sought import labels_of, passage_of
from kzgraph.statements.spelled import code, edges, literal_in, short, text_in
from kzgraph.statements.statuses import claim_number
from kzgraph.vocab import KZ, PROV, STATEMENT

_CODES: Final = tuple(KZ + name for name in ("modality", "rank", "evidenceLevel", "speechMode"))
_EVIDENCE: Final = KZ + "evidence"
_NEEDED: Final = frozenset((*STATEMENT, *_CODES, _EVIDENCE))
_SPEAKER: Final = PROV + "wasAttributedTo"
_PARAPHRASE: Final = KZ + "paraphrase"
_PUBLISHED: Final = KZ + "published"
_FIRST_LANGUAGES: Final = ("en", "fr")


@dataclass
class Rows:
    """The rows of every table, as they are made; whoever writes them may take them away."""

    things: Things
    origins: Mapping[str, str]
    primary: frozenset[str]
    tables: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    _terms: dict[str, int] = field(default_factory=dict)
    _shown: list[str] = field(default_factory=list)
    _statements: dict[str, int] = field(default_factory=dict)
    _claims: dict[str, int] = field(default_factory=dict)
    _conflicts: int = 0

    def __post_init__(self) -> None:
        # Claims with the same evidence mostly follow each other.
        self.passage = lru_cache(maxsize=64)(partial(passage_of, self.things))

    def term(self, spelled: str) -> int:
        """Return the number of a term, given as N-Triples spell it."""
        known = self._terms.get(spelled)
        if known is None:
            known = self._terms[spelled] = len(self._terms) + 1
            self._describe(known, spelled)
        return known

    def iri(self, iri: str) -> int:
        """Return the number of a thing."""
        return self.term(f"<{iri}>")

    def claim(self, iri: str, said: Said) -> int:
        """Add a claim, its statement, sources, speakers and paraphrases; return its number."""
        modality, rank, *ways = [code(said.spelled(prop)[0]) for prop in _CODES]
        number = self._claims[iri] = claim_number(modality, rank, len(self._claims) + 1)
        days = (*_held(said), *_published(said))
        self.tables["claim"].append(
            (number, slug_of(iri), self._statement(said), modality, rank, *ways, *days)
        )
        places = [self.passage(name) for name in sorted(map(text_in, said.spelled(_EVIDENCE)))]
        for document in sorted({place.document for place in places}):
            own = self.origins.get(iri)
            origin = self.iri(own or self.origins.get(document, document))
            primary = origin if own is None and document in self.primary else None
            self.tables["claim_source"].append((number, self.iri(document), origin, primary))
        for place in places:
            position = (place.start, place.end, place.sha256)
            self.tables["claim_evidence"].append((number, self.iri(place.document), *position))
        for speaker in said.spelled(_SPEAKER):
            self.tables["claim_speaker"].append((number, self.term(speaker)))
        for language, text in _texts(said.spelled(_PARAPHRASE)).items():
            self.tables["claim_text"].append((number, language, text))
        return number

    def entity(self, iri: str, direct: Iterable[str], classes: Iterable[str]) -> None:
        """Add an entity with its own classes and all above them."""
        number, own = self.iri(iri), set(direct)
        name = compact(iri)
        # A tab sorts before all that a longer label goes on with.
        sorting = f"{self._shown[number - 1].casefold()}\t{name}"
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

    def _describe(self, number: int, spelled: str) -> None:
        if literal := literal_in(spelled):
            text, tag, datatype = literal
            row: Row = (number, text, datatype, None if datatype else tag, text)
            self._shown.append("")
        else:
            iri = text_in(spelled)
            labels = labels_of(self.things, iri)
            self._shown.append(label_of(iri, labels))
            row = (number, iri, None, None, self._shown[-1])
            for language, text in labels.items():
                self.tables["label"].append((number, language, text))
        self.tables["term"].append(row)

    def _statement(self, said: Said) -> int:
        parts = [said.spelled(part)[0] for part in STATEMENT]
        key = " ".join(map(short, parts))
        known = self._statements.get(key)
        if known is None:
            known = self._statements[key] = len(self._statements) + 1
            self.tables["statement"].append((known, key, *map(self.term, parts)))
        return known


def label_of(iri: str, labels: Mapping[str, str]) -> str:
    """Return the label to show, given those by language: the English one, or the next best."""
    found = (labels[tag] for tag in (*_FIRST_LANGUAGES, *sorted(labels)) if tag in labels)
    return next(found, compact(iri))


def is_whole(said: Said) -> bool:
    """Tell whether a claim has all that the index needs; a write without validation may lack some."""
    return said.holds(_NEEDED)


def _texts(spelled: Iterable[str]) -> dict[str, str]:
    """Return literals by language; of two in one language, which no shape allows, one."""
    return {told.language: told.text for one in sorted(spelled) if (told := literal_in(one))}


def _held(said: Said) -> tuple[str | None, str | None]:
    first, last = said.spelled(KZ + "earliest"), said.spelled(KZ + "latest")
    return (text_in(first[0]) if first else None, text_in(last[0]) if last else None)


def _published(said: Said) -> tuple[str | None, str | None]:
    """Return the first and the last day on which the document can have been published."""
    days = [*filter(None, map(edges, said.spelled(_PUBLISHED)))]
    # A claim that two documents make was known when the first of them came out.
    return min(days, key=itemgetter(1), default=(None, None))
