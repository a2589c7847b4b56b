"""Data extension: the values of properties of things, as cells of a spreadsheet."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from kzgraph.model.amounts import Amount
from kzgraph.rdf import BlankNode, Literal, NamedNode, Term, text_of
from kzgraph.read.amounts import amounts_of
from kzgraph.reconciliation.catalogue import Catalogue
from kzgraph.reconciliation.compare import Comparison
from kzgraph.reconciliation.model import Cell, Column, Extended, Extension, Wanted
from kzgraph.reconciliation.model import Term as Described
from kzgraph.reconciliation.spaces import Space
from kzgraph.reconciliation.terms import DESCRIPTION, NAME, TYPE, WIKIDATA, general, id_of
from kzgraph.vocab import RDF, RDFS, SCHEMA, XSD

_INTEGERS: Final = frozenset(
    XSD + name
    for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")
)
_DECIMALS: Final = frozenset(XSD + name for name in ("decimal", "double", "float"))
_MOST_DIGITS: Final = 300
_RANGES: Final = (NamedNode(RDFS + "range"), NamedNode(SCHEMA + "rangeIncludes"))
_HEDGES: Final = {"MoreThan": "more than", "LessThan": "less than", "About": "about"}


class Extender:
    """Fetches values for things of one space."""

    def __init__(
        self,
        catalogue: Catalogue,
        space: Space,
        language: str | None = None,
        checkpoint: Callable[[], None] = lambda: None,
    ) -> None:
        """Take the language to show things in, and what is called before each row: it may raise."""
        self._catalogue, self._space, self._language = catalogue, space, language
        self._checkpoint = checkpoint
        self._compared = Comparison(catalogue, space)

    def extend(self, asked: Extension) -> Extended:
        """Return a row for every id; an id of nothing has empty cells."""
        columns = tuple(self._column(wanted) for wanted in asked.properties)
        rows = {}
        for name in asked.ids:
            self._checkpoint()
            iri = self._space.iri_of(name)
            rows[name] = tuple(
                self._cells(wanted, iri) if iri else () for wanted in asked.properties
            )
        return Extended(columns, rows)

    def _column(self, wanted: Wanted) -> Column:
        own = general(wanted.property)
        prop = own or self._catalogue.properties.get(wanted.property)
        foreign = wanted.property == WIKIDATA and wanted.content == "literal"
        return Column(prop, None if own else self._range(prop.iri), foreign)

    def _range(self, prop: str) -> Described | None:
        """Return the class of the values of a property, where the ontology tells one alone."""
        store, node = self._catalogue.graph.store, NamedNode(prop)
        told = {text_of(t.object) for range_ in _RANGES for t in store.about(node, range_)}
        known = [name for name in sorted(told) if self._catalogue.types.has(name)]
        return self._catalogue.types.get(known[0]) if len(known) == 1 else None

    def _cells(self, wanted: Wanted, iri: str) -> tuple[Cell, ...]:
        cells = sorted(self._told(wanted, self._values(wanted, iri)), key=_order)
        # The same name in several languages is one name.
        told = tuple({(c.id, c.text, c.number, c.date): c for c in reversed(cells)}.values())[::-1]
        if wanted.content == "count":
            return (Cell(number=len(told)),)
        return told[: wanted.limit or None]

    def _values(self, wanted: Wanted, iri: str) -> list[Term]:
        """Return the values; of names the best one, unless a language is asked for."""
        language = wanted.language or self._language
        if wanted.property in (NAME, DESCRIPTION) and not wanted.language:
            shown = self._catalogue.shown(iri, language)
            text = shown.name if wanted.property == NAME else shown.description
            return [Literal(text)] if text else []
        if wanted.property == TYPE:
            return [NamedNode(name) for name in self._catalogue.classes.of(iri)]
        found = self._compared.values(wanted.property, iri)
        return [value for value in found if _is_wanted(value, wanted)]

    def _told(self, wanted: Wanted, values: Iterable[Term]) -> Iterable[Cell]:
        amounts = self._amounts(values) if wanted.content == "literal" else {}
        for value in values:
            if isinstance(value, BlankNode):
                continue
            if isinstance(value, Literal):
                yield self._item(value) if wanted.property == WIKIDATA else literal_cell(value)
            elif isinstance(value, NamedNode):
                amount = amounts.get(value.value)
                yield amount_cell(amount) if amount else self._thing(wanted, value.value)

    def _item(self, item: Literal) -> Cell:
        """Return a cell that is matched with an item of Wikidata, under our own name for it."""
        iri = self._space.iri_of(item.value)
        name = self._catalogue.shown(iri, self._language).name if iri else item.value
        return Cell(id=item.value, name=name)

    def _thing(self, wanted: Wanted, iri: str) -> Cell:
        """Return a cell that is matched with a thing; what is none of the space is a text."""
        name = self._catalogue.shown(iri, self._language).name
        own = self._space.id_of(iri) if self._catalogue.is_thing(iri) else None
        if wanted.content == "id":
            return Cell(text=own or id_of(iri))
        return Cell(id=own, name=name) if own else Cell(text=self._label(iri, name))

    def _label(self, iri: str, name: str) -> str:
        return self._catalogue.types.get(iri).name if self._catalogue.types.has(iri) else name

    def _amounts(self, values: Iterable[Term]) -> dict[str, Amount]:
        index = self._catalogue.graph.statements
        iris = [value.value for value in values if isinstance(value, NamedNode)]
        numbers = {iri: number for iri in iris if (number := index.number_of(iri)) is not None}
        amounts = amounts_of(self._catalogue.graph, numbers.values())
        return {iri: amounts[number] for iri, number in numbers.items() if number in amounts}


def literal_cell(value: Literal) -> Cell:
    """Return a literal as a cell: a whole date, a number, or else the text as it stands."""
    datatype, text = value.datatype.value, value.value
    if datatype == XSD + "date":
        return Cell(date=f"{text[:10]}T00:00:00Z")
    if datatype in _INTEGERS and len(text) < _MOST_DIGITS:
        return Cell(number=int(text))
    if datatype in _DECIMALS and len(text) < _MOST_DIGITS and text[-1].isdecimal():
        return Cell(number=float(text))
    return Cell(text=text, language=(value.language or "") if datatype == _TAGGED else "")


_TAGGED: Final = RDF + "langString"


def amount_cell(amount: Amount) -> Cell:
    """Return a number where one is told; bounds and hedges in words, lest they look exact."""
    exact = amount.hedge is None and amount.value is not None
    if exact and amount.value is not None:
        return Cell(number=amount.value)
    bounds = [n for n in (amount.least, amount.value, amount.most) if n is not None]
    numbers = " to ".join(f"{number:.15g}" for number in bounds)
    unit = amount.currency or (amount.unit.text if amount.unit else "")
    return Cell(text=" ".join(filter(None, (_HEDGES.get(amount.hedge or ""), numbers, unit))))


def _is_wanted(value: Term, wanted: Wanted) -> bool:
    if not wanted.language or not isinstance(value, Literal) or not value.language:
        return True
    tag = value.language.lower()
    return wanted.language in (tag, tag.partition("-")[0])


def _order(cell: Cell) -> tuple[str, str, float, str, str]:
    return (cell.name or cell.text or "", cell.id, cell.number or 0, cell.date, cell.language)


def proposed(catalogue: Catalogue, type_name: str, limit: int | None) -> Sequence[Described]:
    """Return the properties to fetch for things of a type; of all things where it is empty.

    Names in each language come with them. Raises ``BadRequestError`` for a type that there is not.
    """
    iri = catalogue.types.find(type_name, "type").iri if type_name else None
    found = catalogue.proposed(iri)
    names = [name for tag in catalogue.languages[:8] if (name := general(f"name:{tag}"))]
    told = [found[0], *names, *found[1:]]
    return told[:limit]
