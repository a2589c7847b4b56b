"""Finding items at an endpoint in Wikidata's form: by identifiers, by names, and through redirects."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from kzgraph.linking.model import IDENTIFIERS, Ours
from kzgraph.linking.questions import asked
from kzgraph.linking.remote import Selects
from kzgraph.names import Name
from kzgraph.rdf import Literal, NamedNode, Term, text_of

CLAIM: Final = "http://www.wikidata.org/prop/"
STATES: Final = "http://www.wikidata.org/prop/statement/"
"""What properties stand behind that lead to a statement, and from there to its value."""
_ITEM: Final = re.compile(r"/Q\d+\Z")


@dataclass(frozen=True, slots=True)
class Hit:
    """An item, the one that was found where it has replaced another, and by which names."""

    item: str
    replaces: str = ""
    names: list[str] = field(default_factory=list)

    @property
    def items(self) -> frozenset[str]:
        """The item, and the one that it has replaced."""
        return frozenset(filter(None, (self.item, self.replaces)))


def hits(endpoint: Selects, ours: Ours) -> list[Hit]:
    """Return the items with one of our identifiers, then those with one of our names.

    Forms of words have labels as well, and are no items.
    """
    found: dict[str, Hit] = {}
    for row in [*_identified(endpoint, ours), *_named(endpoint, ours)]:
        item, target = text_of(row["item"]), row.get("target")
        meant = text_of(target) if target else item
        if not _ITEM.search(meant):
            continue
        hit = found.setdefault(meant, Hit(meant, item if target else ""))
        hit.names.extend([text_of(row["name"])] if "name" in row else ())
    return list(found.values())


def replaced(endpoint: Selects, items: Iterable[str]) -> dict[str, str]:
    """Return those of some items that were merged into another, with that one."""
    nodes = [(NamedNode(item),) for item in sorted(items)]
    rows = endpoint.select(asked("redirects", {"?item": nodes})) if nodes else []
    return {text_of(row["item"]): text_of(row["target"]) for row in rows}


def _identified(endpoint: Selects, ours: Ours) -> list[dict[str, Term]]:
    identifiers = [
        (NamedNode(CLAIM + name), NamedNode(STATES + name), Literal(value))
        for name in IDENTIFIERS
        for value in sorted(ours.facts.get(name, ()))
    ]
    if not identifiers:
        return []
    return endpoint.select(asked("identified", {"?claim ?states ?value": identifiers}))


def _named(endpoint: Selects, ours: Ours) -> list[dict[str, Term]]:
    names = sorted({(name.text, tag) for name in ours.names for tag in _tags(name)})
    written = [(Literal(text, language=tag),) for text, tag in names]
    return endpoint.select(asked("named", {"?name": written})) if written else []


def _tags(name: Name) -> tuple[str, ...]:
    """Return the languages in which a label of that text may stand: its own, and those of its script."""
    cyrillic = any("\u0400" <= letter <= "\u04ff" for letter in name.text)
    usual = ("ru", "kk", "mul") if cyrillic else ("en", "fr", "mul")
    return tuple(dict.fromkeys((name.language or "mul", *usual)))
