"""What a preview shows: a thing with its names and first facts, or what a class or property means."""

from typing import Final

from kzgraph.errors import NotFoundError
from kzgraph.reconciliation.catalogue import Catalogue
from kzgraph.reconciliation.extend import Extender
from kzgraph.reconciliation.model import Card, Cell, Extension, Term, Wanted
from kzgraph.reconciliation.spaces import Space
from kzgraph.reconciliation.terms import GENERAL, OTHER_NAMES, Terms, general

_MOST_FACTS: Final = 8
_MOST_VALUES: Final = 4
_MOST_OTHER: Final = 6


def entity(catalogue: Catalogue, space: Space, name: str, language: str | None = None) -> Card:
    """Return the card of a thing. Raises ``NotFoundError``."""
    iri = space.iri_of(name)
    own = space.id_of(iri) if iri else None
    if iri is None or own is None:
        raise NotFoundError("entity", name[:200])
    shown = catalogue.shown(iri, language)
    return Card(
        id=own,
        iri=iri,
        name=shown.name,
        description=shown.description,
        types=tuple(catalogue.types.get(kind).name for kind in shown.types),
        names=_names(catalogue, iri),
        facts=_facts(catalogue, space, iri, language),
    )


def term(terms: Terms, name: str) -> Card:
    """Return the card of a class or a property. Raises ``BadRequestError``."""
    found = general(name) if name in GENERAL or name.startswith("name:") else None
    found = found or terms.find(name, "id")
    return Card(found.id, found.iri, found.name, found.description)


def _names(catalogue: Catalogue, iri: str) -> tuple[tuple[str, str], ...]:
    texts = {
        ((text.language or "").lower(), text.value)
        for text in catalogue.texts.of(iri, catalogue.texts.labels)
    }
    return tuple(sorted(texts))


def _facts(
    catalogue: Catalogue, space: Space, iri: str, language: str | None
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the first values of the first properties that its kind has, other names before."""
    offered: dict[str, Term] = {}
    for kind in catalogue.classes.of(iri):
        offered |= {t.iri: t for t in catalogue.proposed(kind) if t.id not in GENERAL}
    wanted = [Wanted(OTHER_NAMES, _MOST_OTHER), *(Wanted(name) for name in offered)]
    extender = Extender(catalogue, space, language)
    extended = extender.extend(Extension((iri,), tuple(wanted)))
    (row,) = extended.rows.values()
    told = (
        (column.property.name, tuple(map(_text, cells[:_MOST_VALUES])))
        for column, cells in zip(extended.columns, row, strict=True)
        if cells
    )
    return tuple(told)[:_MOST_FACTS]


def _text(cell: Cell) -> str:
    if cell.number is not None:
        return f"{cell.number:,}"
    return cell.name or cell.date[:10] or cell.text or ""
