"""Citations of a release, of the answer to a query, and of a record."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from kzgraph.describe.dcat import ABSTRACT, told_of_dataset
from kzgraph.errors import NotFoundError
from kzgraph.identifiers import compact
from kzgraph.model.citations import Citation, Cited
from kzgraph.rdf import Literal, NamedNode, Triple, text_of
from kzgraph.read.bibliography import Reference, bibtex, csl
from kzgraph.read.canonical import SORTED_TRIPLES, digest_of, digest_of_triples
from kzgraph.sparql.tokens import tokens
from kzgraph.store import Result, Store
from kzgraph.vocab import DCTERMS, FOAF, RDFS

Ask = Callable[[str], Result]
"""Evaluates a query over the release, in the forms of ``canonical.FORMATS``."""

_CHANGING: Final = frozenset({"NOW", "RAND", "UUID", "STRUUID"})
_PART: Final = frozenset({"LIMIT", "OFFSET"})
_UNTITLED: Final = "RDF dataset served by kzgraph"
_SHORT: Final = 12


@dataclass(frozen=True)
class Occasion:
    """When and where a citation is made: release and its day, today, and the address of the answer."""

    release: str
    released: str | None
    accessed: str
    address: str


def cite_release(store: Store, occasion: Occasion) -> Citation:
    """Return a citation of a whole release."""
    return _citation(store, occasion, Cited("release", occasion.release), "")


def cite_query(store: Store, occasion: Occasion, query: str, ask: Ask) -> Citation:
    """Return a citation of the answer to a query; the same query gives the same hashes again.

    ``query`` is hashed as it is, without white space at both ends. Raises what ``ask`` raises, and
    ``ResultTooLargeError``.
    """
    words = list(_words(query))
    result = ask(query)
    digest = digest_of(result, ordered=_ordered(words))
    changing = sorted({word for word, _ in words} & _CHANGING)
    cited = Cited(
        "query",
        occasion.release,
        query_sha256=hashlib.sha256(query.strip().encode("utf-8")).hexdigest(),
        result_sha256=digest.sha256,
        canonical_form=digest.form,
        rows=digest.rows,
        truncated=result.truncated,
        stable=not changing and result.truncated is None,
        notes=tuple(_notes(words, changing, result.truncated)),
    )
    return _citation(store, occasion, cited, "Answer to a SPARQL query of ")


def cite_record(store: Store, occasion: Occasion, kind: str, iri: str) -> Citation:
    """Return a citation of an entity or a claim. Raises ``NotFoundError`` where there is none."""
    said = list(_said(store, iri))
    if not said:
        raise NotFoundError(kind, compact(iri).removeprefix(f"{kind}/"))
    digest = digest_of_triples(f"{triple} ." for triple in said)
    names = sorted(
        triple.object.value
        for triple in said
        if triple.predicate.value == RDFS + "label"
        and isinstance(triple.object, Literal)
        and triple.object.language == "en"
    )
    cited = Cited(
        kind,
        occasion.release,
        result_sha256=digest.sha256,
        canonical_form=digest.form,
        rows=digest.rows,
    )
    title = f"{names[0]} ({compact(iri)}), in " if names else f"{compact(iri)}, in "
    return _citation(store, occasion, cited, title, iri)


def _said(store: Store, iri: str) -> Iterator[Triple]:
    try:
        return store.about(NamedNode(iri))
    except ValueError:  # it is no IRI, so nothing is said of it
        return iter(())


def _words(query: str) -> Iterator[tuple[str, int]]:
    """Yield the keywords and functions of a query in capitals, and in how many brackets they stand."""
    for token in tokens(query):
        if token.kind == "word":
            yield token.text.upper(), token.depth


def _ordered(words: list[tuple[str, int]]) -> bool:
    """Tell whether the whole answer is ordered; what a part inside brackets is ordered by is not."""
    return ("ORDER", 0) in words


def _notes(
    words: list[tuple[str, int]], changing: list[str], truncated: str | None
) -> Iterator[str]:
    if changing:
        yield f"The answer differs each time, because of {', '.join(changing)}."
    if truncated:
        yield f"The answer was cut at {truncated}; the hash is that of the part that was given."
    depths = {depth for word, depth in words if word in _PART}
    if any(("ORDER", depth) not in words for depth in depths):
        yield "LIMIT or OFFSET stands without ORDER BY: another engine may pick other rows."


def _citation(
    store: Store, occasion: Occasion, cited: Cited, part: str, iri: str | None = None
) -> Citation:
    title, publisher, licence = _told(store)
    named = [cited.release_sha256, *filter(None, (cited.query_sha256, cited.result_sha256))]
    reference = Reference(
        key="-".join(("kzgraph", *(digest[:_SHORT] for digest in named))),
        title=f"{part}{title}",
        author=publisher,
        version=cited.release_sha256,
        released=occasion.released,
        accessed=occasion.accessed,
        address=occasion.address,
        note="; ".join(_note(cited, iri, licence)),
    )
    return Citation(
        cited,
        reference.title,
        publisher,
        licence,
        occasion.released,
        occasion.accessed,
        occasion.address,
        iri,
        bibtex(reference),
        csl(reference),
    )


def _told(store: Store) -> tuple[str, str, str | None]:
    """Return title, publisher and licence as the data tell them, in English where they can."""
    said: dict[tuple[bool, str], str] = {}
    for subject, predicate, value in told_of_dataset(store):
        language = value.language if isinstance(value, Literal) else None
        key = (subject.value == ABSTRACT, predicate)
        if language in (None, "en"):
            said[key] = text_of(value)
        else:
            said.setdefault(key, text_of(value))
    title = said.get((True, DCTERMS + "title"), _UNTITLED)
    publisher = said.get((False, FOAF + "name"), said.get((True, DCTERMS + "publisher"), "kzgraph"))
    return title, publisher, said.get((True, DCTERMS + "license"))


def _note(cited: Cited, iri: str | None, licence: str | None) -> Iterator[str]:
    """Yield what a reader needs to find and check what is cited."""
    if iri:
        yield iri
    yield f"release SHA-256 {cited.release_sha256}"
    if cited.query_sha256:
        yield f"query SHA-256 {cited.query_sha256}"
    if cited.result_sha256:
        yield f"result SHA-256 {cited.result_sha256} ({cited.canonical_form})"
    if cited.rows is not None:
        yield f"{cited.rows} {'triples' if cited.canonical_form == SORTED_TRIPLES else 'rows'}"
    if cited.truncated:
        yield f"cut at {cited.truncated}"
    if licence:
        yield licence
