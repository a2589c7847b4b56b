"""The triples of a new document's description; what is wrong is noted by flag."""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from kzgraph.authoring import cells
from kzgraph.authoring.lexicon import Lexicon
from kzgraph.authoring.sentences import sentences
from kzgraph.errors import BadRequestError, Problem
from kzgraph.evidence import digest
from kzgraph.identifiers import thing
from kzgraph.rdf import Literal, NamedNode, Quad, Term
from kzgraph.vocab import DCTERMS, KZ, OA, PROV, RDF_TYPE, SCHEMA, SKOS

if TYPE_CHECKING:
    from kzgraph.authoring.description import Description

AGENT: Final = KZ + "Agent"
DATE_BASIS: Final = KZ + "DateBasis"
DOCUMENT_KIND: Final = KZ + "DocumentKind"
ADDRESS: Final = SCHEMA + "url"
_WEB: Final = re.compile(r"https?://[^\s<>\"{}|^`\\]+")
_ORIGIN: Final = KZ + "Origin"


class Describing:
    """Makes the triples of a description, and notes what is wrong with it by flag."""

    def __init__(self, about: "Description", lexicon: Lexicon, documents: frozenset[str]) -> None:
        self._about, self._lexicon, self._documents = about, lexicon, documents
        self.problems: list[Problem] = []

    def quads(self) -> Iterator[Quad]:
        """Yield the triples; none where the id is none."""
        about = self._about
        try:
            document = NamedNode(thing("document", about.id))
        except ValueError as exc:
            self._wrong("ID", str(exc))
            return
        yield Quad(document, NamedNode(RDF_TYPE), NamedNode(KZ + "Document"))
        for name, term in (*self._terms(), *self._literals()):
            yield Quad(document, NamedNode(name), term)
        if about.text is not None:
            yield from _text_quads(document, about.id, about.text)

    def _terms(self) -> Iterator[tuple[str, Term]]:
        """Yield what is said by naming things and terms of lists."""
        about, told = self._about, self._told
        yield from told("--publisher", DCTERMS + "publisher", about.publisher, self._agent)
        for origin in about.derived_from:
            yield from told("--derived-from", PROV + "wasDerivedFrom", origin, self._origin)
        yield from told("--kind", KZ + "documentKind", about.kind, self._concept(DOCUMENT_KIND))
        basis = about.date_basis or ("" if about.date else "DateUnknown")
        yield from told("--date-basis", KZ + "dateBasis", basis, self._concept(DATE_BASIS))
        yield from told("--date", DCTERMS + "issued", about.date, cells.date, needed=False)

    def _literals(self) -> Iterator[tuple[str, Term]]:
        about, told = self._about, self._told
        for language, name in (("en", about.name_en), ("fr", about.name_fr)):
            words = _in(language)
            yield from told(f"--name-{language}", SKOS + "prefLabel", name, words)
        yield from told("--language", DCTERMS + "language", about.language, Literal)
        yield from told("--note", DCTERMS + "description", about.note, _in("en"), needed=False)
        title = _in(about.language or "en")
        yield from told("--title", DCTERMS + "title", about.title, title, needed=False)
        yield from told("--address", ADDRESS, about.address, _address, needed=False)
        if (about.seen is None) != (about.whole is None):
            self._wrong(
                "--seen", "how much was read needs --whole or --part, and each of these --seen"
            )
        if about.seen is not None:
            yield KZ + "charactersSeen", Literal(about.seen)
        if about.whole is not None:
            yield KZ + "seenWhole", Literal(about.whole)

    def _told(
        self,
        flag: str,
        name: str,
        text: str,
        read: Callable[[str], Term],
        *,
        needed: bool = True,
    ) -> Iterator[tuple[str, Term]]:
        """Yield a property with what a flag gives, or note what is wrong with it."""
        if not text.strip():
            if needed:
                self._wrong(flag, "is needed, and empty")
            return
        try:
            yield name, read(text.strip())
        except BadRequestError as exc:
            self._wrong(flag, str(exc))

    def _agent(self, text: str) -> Term:
        return NamedNode(self._lexicon.resolve(text, "publisher", [AGENT]))

    def _origin(self, text: str) -> Term:
        """Return a document by its id, or an origin of which no document is held."""
        if text in self._documents:
            return NamedNode(thing("document", text))
        return NamedNode(self._lexicon.resolve(text, "document or origin", [_ORIGIN]))

    def _concept(self, kind: str) -> Callable[[str], Term]:
        return lambda text: cells.concept(text, kind, self._lexicon)

    def _wrong(self, flag: str, message: str) -> None:
        self.problems.append(Problem(f"{flag}: {message}", rule="description"))


def _in(language: str) -> Callable[[str], Term]:
    def words(text: str) -> Term:
        try:
            return Literal(text, language=language)
        except ValueError as exc:
            raise BadRequestError(f"{language!r} is no language tag such as fr") from exc

    return words


def _address(text: str) -> Term:
    if not _WEB.fullmatch(text):
        raise BadRequestError(f"{text!r} is no address; it begins with http:// or https://")
    return NamedNode(text)


def _text_quads(document: NamedNode, source: str, text: str) -> Iterator[Quad]:
    """Yield the length, the digest and the sentences of a text; of its words nothing."""
    yield Quad(document, NamedNode(KZ + "textLength"), Literal(len(text)))
    yield Quad(document, NamedNode(KZ + "sha256"), Literal(digest(text)))
    for number, span in enumerate(sentences(text), start=1):
        sentence = NamedNode(thing("sentence", f"{source}-{number:03}"))
        yield Quad(document, NamedNode(KZ + "sentence"), sentence)
        yield Quad(sentence, NamedNode(RDF_TYPE), NamedNode(KZ + "Sentence"))
        yield Quad(sentence, NamedNode(OA + "start"), Literal(span.start))
        yield Quad(sentence, NamedNode(OA + "end"), Literal(span.end))
