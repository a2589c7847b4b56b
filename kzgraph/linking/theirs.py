"""Their side of a comparison: the statements of items, asked of an endpoint in Wikidata's form."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kzgraph.dates import Interval
from kzgraph.errors import BadRequestError, ServiceError
from kzgraph.linking.comparable import Comparable
from kzgraph.linking.mappings import Form
from kzgraph.linking.remote import Selects
from kzgraph.linking.wikibase import ITEM, Solution, held, value_of
from kzgraph.queries import load
from kzgraph.rdf import Term, text_or_empty
from kzgraph.vocab import WD

BATCH: Final = 50
"""Items in one request."""

_P: Final = "http://www.wikidata.org/prop/"
_DEPRECATED: Final = "http://wikiba.se/ontology#DeprecatedRank"


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of theirs. ``held`` is when it holds, as far as its qualifiers say."""

    item: str
    target: str
    id: str
    value: Comparable
    deprecated: bool
    held: Interval | None


def redirects(endpoint: Selects, items: Iterable[str]) -> dict[str, str]:
    """Return which of these items are redirects, and where they lead in the end."""
    query, found = load("remote_redirects"), {}
    for part in _parts(items):
        for row in endpoint.select(query.replace("UNDEF", _names(part))):
            found[_id(row.get("item"))] = _id(row.get("target"))
    return found


def statements(
    endpoint: Selects, items: Iterable[str], forms: Mapping[str, Form]
) -> list[Statement]:
    """Return the statements of items under properties (``P35`` to the form of its values).

    Raises what the endpoint raises, and ``ServiceError`` where an answer is none of Wikidata's form.
    """
    names = " ".join(
        f"(<{_P}{name}> <{_P}statement/{name}> <{_P}statement/value/{name}>)"
        for name in sorted(forms)
    )
    query = load("remote_statements").replace("(UNDEF UNDEF UNDEF)", names)
    found: dict[str, Statement] = {}
    for part in _parts(items):
        for row in endpoint.select(query.replace("UNDEF", _names(part))):
            statement = _statement(row, forms)
            found.setdefault(statement.id, statement)
    return list(found.values())


def _parts(items: Iterable[str]) -> Iterator[Sequence[str]]:
    ordered = sorted(set(items))
    wrong = [item for item in ordered if not ITEM.match(item)]
    if wrong:
        raise BadRequestError(f"{wrong[0]!r} is no id of an item; one looks like Q142.")
    yield from (ordered[at : at + BATCH] for at in range(0, len(ordered), BATCH))


def _names(items: Sequence[str]) -> str:
    return " ".join(f"<{WD}{item}>" for item in items)


def _id(term: Term | None) -> str:
    item = text_or_empty(term).removeprefix(WD)
    if not ITEM.match(item):
        raise ServiceError(f"The endpoint names {item!r} where an item belongs.")
    return item


def _statement(row: Solution, forms: Mapping[str, Form]) -> Statement:
    target = text_or_empty(row.get("path")).removeprefix(_P)
    if target not in forms:
        raise ServiceError(f"The endpoint answers about {target!r}, which was not asked.")
    return Statement(
        item=_id(row.get("item")),
        target=target,
        id=text_or_empty(row.get("statement")),
        value=value_of(row, forms[target]),
        deprecated=text_or_empty(row.get("rank")) == _DEPRECATED,
        held=held(row),
    )
