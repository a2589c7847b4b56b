"""Made-up documents that speak of a made-up world: claims with evidence, speakers and both clocks."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from world import Stated, World, as_date

from kzgraph.identifiers import slug_of, source_graph, thing
from kzgraph.rdf import Literal, NamedNode, Quad, text_of
from kzgraph.vocab import DCTERMS, KZ, OA, PROV, RDF_TYPE, SKOS, STATEMENT, XSD

CLAIMS = 40
"""Claims of a document."""

_RELAYS = 0.25
_REPEATED = 0.6
_WRONG = 0.25
_MODALITIES = {
    "Asserted": 0.78,
    "Announced": 0.04,
    "Planned": 0.04,
    "Proposed": 0.04,
    "Intended": 0.04,
    "Estimated": 0.02,
    "Denied": 0.01,
    "Opinion": 0.03,
}
_KINDS = ("PressArticle", "AgencyReport", "PrimaryDocument")
_MODES = ("Narration", "ReportedSpeech", "DirectQuotation")
_SINGLE = {"signedOn", "startDate", "statedValue", "tradeValue"}
"""Properties of which documents now and then give another value."""
_ASIDES = (
    "as the ministry said in a statement",
    "according to people who know the file",
    "after long talks on tariffs and transit",
    "despite delays in financing",
    "for the first time since the border opened",
    "with the support of the development bank",
)


@dataclass(frozen=True)
class Document:
    """A document that was written: what it said and when."""

    iri: NamedNode
    issued: date
    said: tuple[Stated, ...]


class Writer:
    """Writes the documents of a world, one after another."""

    def __init__(self, world: World) -> None:
        self._world, self._random = world, world.random
        self._written: list[Document] = []

    def documents(self, claims: int) -> Iterator[Quad]:
        """Yield documents with about so many claims."""
        for number in range(max(1, claims // CLAIMS)):
            yield from self._document(f"made-{number:05d}")

    def _document(self, name: str) -> Iterator[Quad]:
        random, relayed = self._random, None
        if self._written and random.random() < _RELAYS:
            relayed = random.choice(self._written)
        issued = self._issued(relayed)
        said = tuple(self._chosen(relayed) for _ in range(CLAIMS))
        one = _Text(name, self._world, issued, relayed)
        self._written.append(Document(one.iri, issued, said))
        yield from one.described()
        for number, stated in enumerate(said):
            yield from one.claim(number, stated)

    def _issued(self, relayed: Document | None) -> date:
        if relayed is None:
            return self._world.day()
        return relayed.issued + timedelta(self._random.randint(0, 3))

    def _chosen(self, relayed: Document | None) -> Stated:
        random, truths = self._random, self._world.truths
        if relayed and random.random() < _REPEATED:
            return random.choice(relayed.said)
        subject, prop, value = truths[int(len(truths) * random.random() ** 3)]
        if prop in _SINGLE and random.random() < _WRONG:
            day = prop.endswith(("On", "Date"))
            return subject, prop, as_date(self._world.day()) if day else self._world.one("amount")
        return subject, prop, value


class _Text:
    """One document, as quads of its named graph."""

    def __init__(self, name: str, world: World, issued: date, relayed: Document | None) -> None:
        self._name, self._world, self._random = name, world, world.random
        self._issued, self._relayed = issued, relayed
        self._graph = NamedNode(source_graph(name))
        self._publisher = world.one("organisation")
        self.iri = NamedNode(thing("document", name))

    def described(self) -> Iterator[Quad]:
        """Yield the description of the document and its sentences."""
        kind = "RelayedText" if self._relayed else self._random.choice(_KINDS)
        length = CLAIMS * 50
        yield self._quad(self.iri, RDF_TYPE, NamedNode(KZ + "Document"))
        yield self._quad(self.iri, DCTERMS + "issued", as_date(self._issued))
        yield self._quad(self.iri, DCTERMS + "language", Literal(self._random.choice(("en", "fr"))))
        yield self._quad(self.iri, DCTERMS + "publisher", self._publisher)
        yield self._quad(self.iri, SKOS + "prefLabel", Literal(f"text {self._name}", language="en"))
        yield self._quad(
            self.iri, SKOS + "prefLabel", Literal(f"texte {self._name}", language="fr")
        )
        yield self._quad(self.iri, KZ + "dateBasis", NamedNode(KZ + "DateStated"))
        yield self._quad(self.iri, KZ + "documentKind", NamedNode(KZ + kind))
        yield self._quad(self.iri, KZ + "sha256", Literal(_digest(self._name)))
        yield self._quad(self.iri, KZ + "textLength", _integer(length))
        if self._relayed:
            yield self._quad(self.iri, PROV + "wasDerivedFrom", self._relayed.iri)
        for number, start in enumerate(range(0, length, 100), start=1):
            sentence = NamedNode(thing("sentence", f"{self._name}-{number:03d}"))
            yield self._quad(self.iri, KZ + "sentence", sentence)
            yield self._quad(sentence, RDF_TYPE, NamedNode(KZ + "Sentence"))
            yield self._quad(sentence, OA + "start", _integer(start))
            yield self._quad(sentence, OA + "end", _integer(start + 99))

    def claim(self, number: int, stated: Stated) -> Iterator[Quad]:
        """Yield one claim with its evidence."""
        random = self._random
        claim = NamedNode(thing("claim", f"{self._name}-{number:03d}"))
        subject, prop, value = stated
        parts = (subject, NamedNode(KZ + prop), value)
        (modality,) = random.choices(tuple(_MODALITIES), tuple(_MODALITIES.values()))
        speaker = self._publisher if random.random() < 0.7 else self._world.one("person")
        yield self._quad(claim, RDF_TYPE, NamedNode(KZ + "Claim"))
        for name, part in zip(STATEMENT, parts, strict=True):
            yield self._quad(claim, name, part)
        yield self._quad(claim, PROV + "wasAttributedTo", speaker)
        yield self._quad(claim, KZ + "modality", NamedNode(KZ + modality))
        yield self._quad(claim, KZ + "evidenceLevel", NamedNode(KZ + "PassageLevel"))
        yield self._quad(claim, KZ + "speechMode", NamedNode(KZ + random.choice(_MODES)))
        yield from self._rank(claim)
        yield from self._held(claim)
        for tag, text in self._paraphrases(stated):
            yield self._quad(claim, KZ + "paraphrase", Literal(text, language=tag))
        yield from self._evidence(claim, number)

    def _rank(self, claim: NamedNode) -> Iterator[Quad]:
        drawn = self._random.random()
        rank = "DeprecatedRank" if drawn < 0.01 else "PreferredRank" if drawn < 0.02 else None
        yield self._quad(claim, KZ + "rank", NamedNode(KZ + (rank or "NormalRank")))
        if rank:
            yield self._quad(claim, KZ + "rankReason", Literal("A later count.", language="en"))

    def _held(self, claim: NamedNode) -> Iterator[Quad]:
        """Yield when the claim holds: for most as of the date of the document."""
        if self._random.random() < 0.85:
            yield self._quad(claim, KZ + "validAt", as_date(self._issued))
        else:
            year = Literal(str(self._world.day().year), datatype=NamedNode(XSD + "gYear"))
            yield self._quad(claim, KZ + "validFrom", year)

    def _paraphrases(self, stated: Stated) -> Iterator[tuple[str, str]]:
        labels = self._world.labels
        subject, value = (
            labels.get(part, slug_of(text_of(part)))  # type: ignore[call-overload]  # literals too
            for part in (stated[0], stated[2])
        )
        aside = self._random.choice(_ASIDES)
        yield "en", f"{subject} {_spaced(stated[1])} {value}, {aside}."
        yield "fr", f"Au sujet de {subject} : {_spaced(stated[1])} {value}."

    def _evidence(self, claim: NamedNode, number: int) -> Iterator[Quad]:
        start = number * 50
        place = f"{self._name}-{start}-{start + 45}"
        passage = NamedNode(thing("passage", place))
        selector = NamedNode(thing("selector", place))
        yield self._quad(claim, KZ + "evidence", passage)
        yield self._quad(passage, RDF_TYPE, NamedNode(KZ + "Passage"))
        yield self._quad(passage, OA + "hasSource", self.iri)
        yield self._quad(passage, OA + "hasSelector", selector)
        yield self._quad(passage, KZ + "sha256", Literal(_digest(place)))
        yield self._quad(selector, RDF_TYPE, NamedNode(OA + "TextPositionSelector"))
        yield self._quad(selector, OA + "start", _integer(start))
        yield self._quad(selector, OA + "end", _integer(start + 45))

    def _quad(self, subject: NamedNode, prop: str, value: NamedNode | Literal) -> Quad:
        return Quad(subject, NamedNode(prop), value, self._graph)


def _spaced(prop: str) -> str:
    """Return the words of a property: signed by."""
    return "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in prop)


def _integer(number: int) -> Literal:
    return Literal(str(number), datatype=NamedNode(XSD + "integer"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
