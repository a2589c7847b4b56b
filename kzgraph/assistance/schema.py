"""What a language model may answer, and pydantic models of claims made from the ontology's properties."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, create_model

from kzgraph.assistance.proposals import Cells
from kzgraph.authoring import cells
from kzgraph.authoring.lexicon import STATEMENT_PROPERTY, Lexicon
from kzgraph.authoring.spelling import curie
from kzgraph.errors import BadRequestError
from kzgraph.vocab import KZ, RDF, SCHEMA, XSD

LONGEST_CELL: Final = 600
MOST_CLAIMS: Final = 60

Cell = Annotated[str, Field(max_length=LONGEST_CELL)]


class Filled(BaseModel):
    """One claim as a language model proposes it; what else it may say is left out.

    ``words`` are those of the text that state it. The other fields are columns of the sheet of claims.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    words: Annotated[str, Field(max_length=5000)]
    subject: Cell
    predicate: Cell
    object: Cell
    object_type: Cell = ""
    object_language: Cell = ""
    unit: Cell = ""
    hedge: Cell = ""
    modality: Cell = ""
    speech_mode: Cell = ""
    speaker: Cell = ""
    valid_at: Cell = ""
    valid_from: Cell = ""
    valid_until: Cell = ""
    paraphrase_en: Cell = ""
    paraphrase_fr: Cell = ""

    def cells(self) -> Cells:
        """Return the fields as cells of a row, without the words and without what is empty."""
        told = self.model_dump(exclude={"words"})
        return {name: text.strip() for name, text in told.items() if text.strip()}


class Answer(BaseModel):
    """What a language model answers: claims."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    claims: Annotated[tuple[Filled, ...], Field(max_length=MOST_CLAIMS)]


_LITERALS: Final = {
    "date": frozenset(XSD + name for name in ("date", "gYearMonth", "gYear")),
    "integer": frozenset({XSD + "integer"}),
    "decimal": frozenset({XSD + "decimal"}),
    "string": frozenset({XSD + "string"}),
    "text": frozenset({RDF + "langString"}),
    "amount": frozenset({SCHEMA + "MonetaryAmount"}),
    "quantity": frozenset({SCHEMA + "QuantitativeValue"}),
}
"""Words of ``object_type`` to what a property must take for them."""

_NUMBERS: Final = re.compile(r"\d+(\.\d+)?(\.\.\d+(\.\d+)?)?")


class Properties:
    """A pydantic model for each property that a claim may state, by the CURIE of the property.

    Its fields hold a subject of the property's domain, the property, and an object of its range.
    It is made when it is first asked for: an answer is of few properties, and to make it takes long.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        stating = (iri for iri in lexicon.known if STATEMENT_PROPERTY in lexicon.classes(iri))
        self._iris = {curie(iri): iri for iri in stating}
        self._models: dict[str, type[BaseModel]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The CURIEs of the properties, sorted."""
        return tuple(sorted(self._iris))

    def model(self, name: str) -> type[BaseModel]:
        """Return the model of a property. Raises ``BadRequestError`` for one that there is not."""
        if name not in self._iris:
            raise BadRequestError(f"there is no property {name!r} that a claim may state")
        if name not in self._models:
            self._models[name] = self._made(name)
        return self._models[name]

    def faults(self, row: Cells) -> Iterator[str]:
        """Yield what is wrong with the statement of a row."""
        try:
            self.model(row.get("predicate", "")).model_validate(_statement(row))
        except BadRequestError as exc:
            yield str(exc)
        except ValidationError as exc:
            for fault in exc.errors():
                place = ".".join(map(str, fault["loc"]))
                yield f"{place}: {fault['msg'].removeprefix('Value error, ')}"

    def _made(self, name: str) -> type[BaseModel]:
        subject, object_ = self._subject(self._iris[name]), self._object(self._iris[name])
        fields = {
            "subject": (Annotated[str, AfterValidator(subject)], ...),
            "predicate": (Literal[name], ...),
            "object": (Annotated[dict[str, str], AfterValidator(object_)], ...),
        }
        return create_model(f"ClaimWith{name.removeprefix('kz:')}", **cast("Any", fields))

    def _subject(self, prop: str) -> Any:
        return lambda text: self._thing(text, self._lexicon.domains(prop))

    def _object(self, prop: str) -> Any:
        def read(told: dict[str, str]) -> dict[str, str]:
            ranges = self._lexicon.ranges(prop)
            kind = told["object_type"] or "thing"
            if kind == "thing":
                self._thing(told["object"], ranges)
            elif kind not in _LITERALS or not ranges & _LITERALS[kind]:
                raise ValueError(f"{curie(prop)} takes no {kind}")
            elif not _reads(kind, told["object"]):
                raise ValueError(f"{told['object']!r} is no {kind}")
            return told

        return read

    def _thing(self, text: str, among: set[str]) -> str:
        try:
            iri = self._lexicon.resolve(text, "thing", among)
        except BadRequestError as exc:
            raise ValueError(str(exc)) from exc
        if among and not among & self._lexicon.classes(iri):
            wanted = ", ".join(sorted(one.removeprefix(KZ) for one in among))
            raise ValueError(f"{text} is none of {wanted}")
        return text


def _statement(row: Cells) -> dict[str, object]:
    told = {name: row.get(name, "") for name in ("object", "object_type")}
    return {name: row.get(name, "") for name in ("subject", "predicate")} | {"object": told}


def _reads(kind: str, text: str) -> bool:
    """Tell whether a text is a value of a kind, as a cell has it."""
    if kind in {"amount", "quantity"}:
        return bool(_NUMBERS.fullmatch(text))
    read = {"date": cells.date, "integer": cells.integer, "decimal": cells.decimal}.get(kind)
    try:
        return bool(text) and (read is None or bool(read(text)))
    except BadRequestError:
        return False
