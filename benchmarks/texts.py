"""What stands in a made-up document beside its claims: description, sentences, passages, as Turtle."""

import hashlib
from dataclasses import dataclass
from datetime import date
from random import Random

from happening import Episode, Truth
from world import KINDS

HEADER = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in (
        ("dcterms", "http://purl.org/dc/terms/"),
        ("kz", "https://w3id.org/kzgraph/ontology#"),
        ("oa", "http://www.w3.org/ns/oa#"),
        ("prov", "http://www.w3.org/ns/prov#"),
        ("qudt", "http://qudt.org/schema/qudt/"),
        ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
        ("schema", "https://schema.org/"),
        ("skos", "http://www.w3.org/2004/02/skos/core#"),
        ("unit", "http://qudt.org/vocab/unit/"),
        ("xsd", "http://www.w3.org/2001/XMLSchema#"),
        *((kind, f"https://w3id.org/kzgraph/id/{kind}/") for kind in KINDS),
    )
)
"""Prefixes of every file that is written."""

_KINDS = ("PressArticle", "PrimaryDocument", "AgencyReport", "PressArticle", "PrimaryDocument")
_BASES = ("DateFromContext", "DateStated", "DateFromIndex", "DateInAddress", "DateOfFiling")

_IN_A_SENTENCE = 4
"""Claims that cite one sentence, which has 160 code points."""


@dataclass
class Head:
    """What the claims of a document have in common."""

    name: str
    publisher: str
    issued: date
    shown: str | None
    """The date of issue as Turtle, None where nobody can tell it."""
    held: bool
    origin: str | None


def held_when(it: Episode, head: Head, truth: Truth) -> tuple[str, ...]:
    """Return when a claim holds, as Turtle: never after its document, if it is asserted."""
    if truth.holds == "day":
        return (f'kz:validAt "{it.first}"^^xsd:date',)
    if truth.holds == "visit":
        return (f'kz:validFrom "{it.first}"^^xsd:date', f'kz:validUntil "{it.last}"^^xsd:date')
    if truth.holds == "year":
        year = f'"{it.first.year - 1}"^^xsd:gYear'
        return (f"kz:validFrom {year}", f"kz:validUntil {year}")
    return (f"kz:validAt {head.shown or f'{chr(34)}{it.first.year}{chr(34)}^^xsd:gYear'}",)


def place_of(number: int) -> tuple[int, int]:
    """Return the span of a claim: four in each sentence of 160 code points, two of them in one span."""
    sentence, within = divmod(number, _IN_A_SENTENCE)
    start = sentence * 160 + 40 * (0, 1, 1, 2)[within]
    return start, start + 36


def passage_of(name: str, place: tuple[int, int]) -> str:
    span = f"{name}-{place[0]}-{place[1]}"
    return (
        f"\tpassage:{span} a kz:Passage ;\n\t\toa:hasSelector selector:{span} ;\n"
        f'\t\toa:hasSource document:{name} ;\n\t\tkz:sha256 "{_digest(span)}" .\n'
    )


def selector_of(name: str, place: tuple[int, int]) -> str:
    return (
        f"\tselector:{name}-{place[0]}-{place[1]} a oa:TextPositionSelector ;\n"
        f"\t\toa:end {place[1]} ;\n\t\toa:start {place[0]} .\n"
    )


def described(random: Random, head: Head, claims: int) -> tuple[str, int]:
    """Return the description of a document, and how many triples it has."""
    name, kind = head.name, _KINDS[int(random.random() * len(_KINDS))]
    if head.origin and random.random() < 0.2:
        kind = "RelayedText"
    basis = _BASES[int(random.random() * len(_BASES))] if head.shown else "DateUnknown"
    language = "fr" if random.random() < 0.4 else "en"
    lines = [
        f"document:{name} a kz:Document",
        f'dcterms:description "A made-up text, number {name[5:]}."@en',
        *((f"dcterms:issued {head.shown}",) if head.shown else ()),
        f'dcterms:language "{language}"',
        f"dcterms:publisher {head.publisher}",
        f'skos:prefLabel "text {name[5:]}"@en , "texte {name[5:]}"@fr',
        *((f"prov:wasDerivedFrom {head.origin}",) if head.origin else ()),
    ]
    sentences: list[str] = []
    if head.held:
        number = -(-claims // _IN_A_SENTENCE)
        sentences = [_sentence(name, at, last=at == number) for at in range(number + 1)]
        ids = " , ".join(f"sentence:{name}-{at + 1:03d}" for at in range(number + 1))
        lines += [
            f"kz:dateBasis kz:{basis}",
            f"kz:documentKind kz:{kind}",
            f"kz:sentence {ids}",
            f'kz:sha256 "{_digest(name)}"',
            f"kz:textLength {number * 160 + 159}",
        ]
    else:
        lines += [
            f"schema:url <https://example.org/texts/{name}>",
            "kz:charactersSeen 2000",
            f"kz:dateBasis kz:{basis}",
            f"kz:documentKind kz:{kind}",
            "kz:seenWhole true",
        ]
    size = len(lines) + 1 + (5 * len(sentences) - 1 + 1 if sentences else 0)
    text = " ;\n\t".join(lines) + " .\n"
    return "\n".join((HEADER, text, *sentences)), size - len(sentences)


def _sentence(name: str, at: int, *, last: bool) -> str:
    reason = " ;\n\tkz:noClaim kz:Heading" if last else ""
    return (
        f"sentence:{name}-{at + 1:03d} a kz:Sentence ;\n"
        f"\toa:end {at * 160 + 159} ;\n\toa:start {at * 160}{reason} .\n"
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
