"""Link judgements: those on a thing, and lists of them."""

from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary

from kzgraph.identifiers import compact
from kzgraph.links import Judgement, Verdict, target_of
from kzgraph.links.recorded import Recorded, read_record, recorded, records_on
from kzgraph.model import Page, Part, Value
from kzgraph.model.links import Link
from kzgraph.rdf import Literal, NamedNode
from kzgraph.read import cursor as cursors
from kzgraph.read.graph import Graph
from kzgraph.read.names import thing_iri
from kzgraph.statements.kept import Kept
from kzgraph.store import Store
from kzgraph.values import label_of
from kzgraph.vocab import FOAF, PREFIXES

_KEPT: WeakKeyDictionary[Store, list[Recorded]] = WeakKeyDictionary()
"""All judgements of a release in their order; sorting them takes longer than answering a page."""

_MOST_TOLD: Final = 10_000
_TOLD: WeakKeyDictionary[Store, Kept[Link]] = WeakKeyDictionary()
"""Judgements of a release as they are told, the last ones, with about a kilobyte each."""


@dataclass(frozen=True)
class LinkFilter:
    """Which judgements are wanted; None leaves a part open.

    ``subject`` is an id such as ``state/kaz`` or an IRI, ``target`` the name of a set: wikidata.
    """

    subject: str | None = None
    target: str | None = None
    verdict: Verdict | None = None


def list_links(graph: Graph, filters: LinkFilter, part: Part) -> Page[Link]:
    """Return judgements by subject, target and object. Raises ``BadRequestError``."""
    after = cursors.decode(part.cursor, "links", filters)
    found = [entry for entry in _found(graph, filters) if _lets_pass(filters, entry)]
    rest = [entry for entry in found if _key(entry) > after]
    shown = rest[: part.limit]
    more = len(rest) > part.limit
    following = cursors.encode(_key(shown[-1]), "links", filters) if more else None
    return Page(tuple(_told(graph, e.record) for e in shown), len(found), following)


def prepare(graph: Graph) -> None:
    """Read what the first list would wait for."""
    _found(graph, LinkFilter())


def links_of(graph: Graph, iri: str) -> tuple[Link, ...]:
    """Return the judgements on one thing, by target and object."""
    links = (_told(graph, record) for record in records_on(graph.store, iri))
    return tuple(sorted(links, key=lambda link: (link.target, link.object or "", link.id)))


def _found(graph: Graph, filters: LinkFilter) -> list[Recorded]:
    """Return the judgements on a subject; what is no IRI is the subject of none."""
    if filters.subject is not None:
        try:
            return recorded(graph.store, thing_iri(filters.subject))
        except ValueError:
            return []
    if graph.store not in _KEPT:
        _KEPT[graph.store] = recorded(graph.store)
    return _KEPT[graph.store]


def _lets_pass(filters: LinkFilter, entry: Recorded) -> bool:
    wanted = ((filters.target, entry.target), (filters.verdict, entry.verdict))
    return all(asked is None or asked == held for asked, held in wanted)


def _key(entry: Recorded) -> str:
    return "\n".join(entry)


def _told(graph: Graph, record: str) -> Link:
    """Return a judgement as it is told, made once: each reads as much as ten look-ups."""
    kept = _TOLD.setdefault(graph.store, Kept(_MOST_TOLD))
    return kept.get(record, lambda: _made(graph, record))


def _made(graph: Graph, record: str) -> Link:
    judgement = read_record(graph.store, record)
    return Link(
        id=compact(record).partition("/")[2],
        iri=record,
        subject=_named(graph, judgement.subject),
        predicate=Value(_short(judgement.predicate), judgement.predicate),
        object=judgement.object,
        object_label=judgement.object_label or None,
        target=target_of(judgement.object, judgement.object_source),
        verdict=judgement.verdict,
        confidence=None if judgement.confidence is None else float(judgement.confidence),
        evidence=judgement.evidence,
        justification=_short(judgement.justification),
        author=_author(graph, judgement),
        date=judgement.date.isoformat(),
        comment=judgement.comment or None,
    )


def _named(graph: Graph, iri: str) -> Value:
    return Value(label_of(graph.store, iri), iri)


def _author(graph: Graph, judgement: Judgement) -> Value:
    author = judgement.author
    if not author.startswith(("http://", "https://", "urn:")):
        return Value(author)
    names = graph.store.about(NamedNode(author), NamedNode(FOAF + "name"))
    english = (
        t.object.value for t in names if isinstance(t.object, Literal) and t.object.language == "en"
    )
    return Value(next(english, author), author)


def _short(iri: str) -> str:
    """Return a term of others with its prefix."""
    found = [name for name, base in PREFIXES.items() if iri.startswith(base)]
    return f"{found[0]}:{iri.removeprefix(PREFIXES[found[0]])}" if found else iri
