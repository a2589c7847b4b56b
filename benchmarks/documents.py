"""Made-up documents that tell of episodes: descriptions and claims as text of ``data/sources``."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from happening import Episode, Truth
from texts import HEADER, Head, described, held_when, passage_of, place_of, selector_of
from wording import paraphrases
from world import World

_HELD = 8
"""Of so many documents, the text of one is held, and has three times as many claims."""
_LONG = 3
_BESIDE = 0.27
"""Of the claims of later documents, how many repeat what one before has told."""
_SINGLE = frozenset(
    (
        *("signedOn", "startDate", "endDate", "statedValue", "tradeValue", "figureValue"),
        *("numberOfMembers", "numberOfAgreements"),
    )
)
_NOTE = "The text says so in its first part; the rest is read from the context."
_ALIASES = ("official opening", "cost", "the accord", "the deal", "in total")


@dataclass(frozen=True)
class Document:
    """A document as it was written: its id, the two texts of its folder, and their size."""

    name: str
    description: str
    claims: str
    counted: int
    triples: int


class Writer:
    """Writes the documents of a world, one episode after another."""

    def __init__(self, world: World) -> None:
        self._world, self._random = world, world.random
        self._number = 0

    def documents(self, episode: Episode, number: int, claims: int) -> list[Document]:
        """Return so many documents on an episode, with so many claims together."""
        held = [(self._number + at) % _HELD == 0 for at in range(number)]
        weights = [_LONG if one else 1 for one in held]
        days = sorted(int(60 * self._random.random() ** 2) for _ in range(number))
        fresh, told, written = iter(episode.truths), list[Truth](), list[Document]()
        for at in range(number):
            count = max(1, round(claims * weights[at] / sum(weights)))
            head = self._head(episode, days[at], held[at], [one.name for one in written])
            said = _said(self._random, fresh, told, count, first=at == 0)
            written.append(self._document(episode, head, said))
            told.extend(truth for truth, repeated in said if not repeated)
            self._number += 1
        return written

    def _head(self, episode: Episode, after: int, held: bool, before: list[str]) -> Head:
        random, world = self._random, self._world
        issued = episode.last + timedelta(after)
        drawn = random.random()
        month = f'"{issued.year}-{issued.month:02d}"^^xsd:gYearMonth'
        shown = None if drawn < 0.02 else month if drawn < 0.12 else f'"{issued}"^^xsd:date'
        origin = None
        if random.random() < 0.5:
            origin = world.any("origin") if world.pools.get("origin") else None
            if before and random.random() < 0.3 and drawn >= 0.12:
                origin = f"document:{before[-1]}"
        name = f"made-{self._number:06d}"
        return Head(name, world.any("organisation"), issued, shown, held, origin)

    def _document(self, it: Episode, head: Head, said: list[tuple[Truth, bool]]) -> Document:
        texts, places, triples = [], [], 0
        for number, (truth, repeated) in enumerate(said):
            place = place_of(number) if head.held else None
            text, counted = self._claim(it, head, number, truth, repeated, place)
            texts.append(text)
            triples += counted
            if place and (not places or places[-1] != place):
                places.append(place)
        passages = [passage_of(head.name, place) for place in places]
        selectors = [selector_of(head.name, place) for place in places]
        description, size = described(self._random, head, len(said))
        graph = f"<https://w3id.org/kzgraph/graph/source/{head.name}>"
        body = "\n".join((*texts, *passages, *selectors))
        counted = triples + size + 7 * len(places)
        return Document(
            head.name, description, f"{HEADER}\n{graph} {{\n{body}}}\n", len(said), counted
        )

    def _claim(
        self,
        it: Episode,
        head: Head,
        number: int,
        truth: Truth,
        repeated: bool,
        place: tuple[int, int] | None,
    ) -> tuple[str, int]:
        """Return a claim as text, and how many triples it has."""
        random, world = self._random, self._world
        ranked: tuple[str, ...] = ("kz:rank kz:NormalRank",)
        value, modality = truth.value, truth.modality
        if repeated:
            value, modality, ranked = self._otherwise(truth)
        narrated = random.random() < 0.78
        speaker = head.publisher if narrated else world.of((*it.people, *it.bodies))
        mode = (
            "Narration"
            if narrated
            else "DirectQuotation"
            if random.random() < 0.3
            else "ReportedSpeech"
        )
        evidence = (
            f"passage:{head.name}-{place[0]}-{place[1]}" if place else f"document:{head.name}"
        )
        level = "PassageLevel" if place else "DocumentLevel"
        en, fr = paraphrases(random, world.labels, truth.subject, truth.prop, value)
        lines = [
            f"claim:{head.name}-{number + 1:03d} a kz:Claim",
            f"rdf:subject {truth.subject}",
            f"rdf:predicate kz:{truth.prop}",
            f"rdf:object {value}",
            f"prov:wasAttributedTo {speaker}",
            *truth.more,
            f"kz:evidence {evidence}",
            f"kz:evidenceLevel kz:{level}",
            f"kz:modality kz:{modality}",
            f'kz:paraphrase "{en}"@en , "{fr}"@fr',
            *ranked,
            f"kz:speechMode kz:{mode}",
            *held_when(it, head, truth),
        ]
        drawn = random.random()
        if drawn < 0.12:
            lines.insert(4, f'skos:editorialNote "{_NOTE}"@en')
        elif drawn < 0.17:
            lines.insert(-1, f'kz:statedAs "{world.of(_ALIASES)}"')
        elif drawn < 0.172 and it.origins:
            lines.insert(4, f"prov:wasDerivedFrom {it.origins[0]}")
        return "\t" + " ;\n\t\t".join(lines) + " .\n", len(lines) + 1

    def _otherwise(self, truth: Truth) -> tuple[str, str, tuple[str, ...]]:
        """Return how a later document tells a truth: value, modality and rank."""
        random = self._random
        drawn, rank = random.random(), "NormalRank"
        value, modality = truth.value, truth.modality
        if truth.prop in _SINGLE and drawn < 0.75:
            value = _other_value(self._world, truth)
            rank = "DeprecatedRank" if drawn < 0.1 else rank
        elif truth.prop in _SINGLE and drawn < 0.80:
            rank = "PreferredRank"
        elif drawn > 0.995 and truth.modality == "Asserted":
            modality = "Denied"
        if rank == "NormalRank":
            return value, modality, ("kz:rank kz:NormalRank",)
        why = (
            'kz:rankReason "The later count of the ministry is the better one."@en',
            "kz:rankedBy <https://w3id.org/kzgraph/team>",
            'kz:rankedOn "2026-11-22"^^xsd:date',
        )
        return value, modality, (f"kz:rank kz:{rank}", *why)


def _said(
    random: Random, fresh: Iterator[Truth], told: list[Truth], count: int, *, first: bool
) -> list[tuple[Truth, bool]]:
    """Return what a document says: truths, and whether one before has told them."""
    said: list[tuple[Truth, bool]] = []
    again: set[int] = set()
    while len(said) < count:
        truth = None if not first and random.random() < _BESIDE else next(fresh, None)
        if truth is not None:
            said.append((truth, False))
            continue
        at = int(random.random() * len(told)) if told else -1
        if at < 0 or len(again) >= len(told):
            break
        if at not in again:
            again.add(at)
            said.append((told[at], True))
        elif len(again) > len(told) // 2:
            break
    return said


def _other_value(world: World, truth: Truth) -> str:
    """Return another value than the true one: later, or more."""
    value = truth.value
    if value.endswith("xsd:date"):
        later = date.fromisoformat(value[1:11]) + timedelta(1 + int(world.random.random() * 3))
        return f'"{later}"^^xsd:date'
    if value.isdigit():
        return str(int(value) + 1 + int(world.random.random() * 3))
    if value.startswith("amount:"):
        return world.amount()
    unit, _, number = value.removeprefix("quantity:").rpartition("-")
    unit = unit.removesuffix("-about").removesuffix("-more-than")
    return world.quantity(
        unit.replace("-", " "), int(number) + 1 + int(world.random.random() * 50), counted=True
    )
