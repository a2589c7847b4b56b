"""A query as an engine is asked it: of one place, with variables bound, with our prefixes."""

from typing import Final, NamedTuple

from kzgraph.errors import BadRequestError
from kzgraph.identifiers import BASE
from kzgraph.model import DEFAULT_GRAPH, Dataset
from kzgraph.rdf import NamedNode
from kzgraph.store.base import Bindings
from kzgraph.store.remote.places import Place
from kzgraph.store.remote.reading import Reading, read
from kzgraph.store.syntax import prefixes_in

_NOWHERE: Final = f"{BASE}release/none"
"""A graph that is never there: to name it is to name no graph at all."""

Edit = tuple[int, int, str]


class Asked(NamedTuple):
    """The parameters of the protocol that are sent for a query, and what form it has."""

    query: str
    form: str
    parameters: dict[str, list[str]]


def asked(
    query: str, place: Place, bindings: Bindings | None = None, dataset: Dataset | None = None
) -> Asked:
    """Return what to send so that the engine answers a query as if the place were all that it has.

    Without a dataset of its own, a query is given that of the place: the default graph by the
    parameter of the protocol, and beside it the graphs that it names. Where GRAPH has a variable,
    they would be too many to name; then the whole pattern is asked within the default graph, and
    the variable held to the names of the place.

    Raises ``QuerySyntaxError``, and ``BadRequestError`` for a graph that is not named by an IRI.
    """
    reading = read(place.text(query))
    edits = [(start, end, "") for start, end in (*reading.clauses, *reading.typed_strings)]
    edits += [(start, end, f"<{place.name(name)}>") for name, start, end in reading.graphs]
    edits += _renamed(reading, place)
    seen = _dataset(reading, dataset)
    parameters: dict[str, list[str]] = {}
    if seen is not None:
        parameters = _named(seen, place)
    elif place.default and not reading.open_graphs:
        named = sorted({place.name(name) for name, _, _ in reading.graphs})
        parameters = {"default-graph-uri": [place.default], "named-graph-uri": named or [_NOWHERE]}
    elif place.default:
        edits += _within(reading, place)
    if bindings:
        edits += _bound(reading, bindings, place)
    text = _head(reading) + _edited(reading.text, edits)
    return Asked(query, reading.form, {"query": [text], **parameters})


def _renamed(reading: Reading, place: Place) -> list[Edit]:
    """Name types as they are in the engine, where they are called otherwise there."""
    named = ((place.text(iri), iri, start, end) for iri, start, end in reading.types)
    return [(start, end, f"<{theirs}>") for theirs, ours, start, end in named if theirs != ours]


def _dataset(reading: Reading, dataset: Dataset | None) -> Dataset | None:
    if dataset is None and reading.has_dataset:
        return Dataset(tuple(reading.default), tuple(reading.named))
    return dataset


def _named(dataset: Dataset, place: Place) -> dict[str, list[str]]:
    """Return a dataset as the protocol names it."""
    default = [_stored(name, place) for name in dataset.default]
    named = [place.name(_checked(name)) for name in dataset.named]
    if not place.default and dataset == Dataset((DEFAULT_GRAPH,)):
        return {}
    return {"default-graph-uri": default or [_NOWHERE], "named-graph-uri": named or [_NOWHERE]}


def _stored(name: str, place: Place) -> str:
    """Return the name that a graph of the default graph of a query has in the engine."""
    if name == DEFAULT_GRAPH:
        return place.default or DEFAULT_GRAPH
    return place.name(_checked(name))


def _checked(name: str) -> str:
    try:
        NamedNode(name)
    except ValueError as exc:
        raise BadRequestError(f"A graph is named by an absolute IRI: {exc}.") from exc
    return name


def _within(reading: Reading, place: Place) -> list[Edit]:
    """Ask the pattern within the default graph of the place, with GRAPH held to its names."""
    edits = [
        (end, end, f' FILTER(STRSTARTS(STR({variable}), "{place.graphs}"))')
        for variable, end in reading.open_graphs
    ]
    if reading.group is not None:
        start, end = reading.group
        edits += [(start, start, f" GRAPH <{place.default}> {{ "), (end, end, " } ")]
    return edits


def _bound(reading: Reading, bindings: Bindings, place: Place) -> list[Edit]:
    """Bind variables at the head of the pattern, to terms as the writer of RDF writes them."""
    if reading.group is None:
        return []
    names = " ".join(f"?{name}" for name in bindings)
    terms = place.text(" ".join(str(term) for term in bindings.values()))
    start, end = reading.group
    values = f" VALUES ({names}) {{ ({terms}) }} "
    if reading.nests:
        return [(start, start, values + "{ "), (end, end, " } ")]
    return [(start, start, values)]


def _head(reading: Reading) -> str:
    """Return our prefixes that a query uses, on its first line, so that lines keep their numbers."""
    prefixes = [f"PREFIX {name}: <{iri}>" for name, iri in prefixes_in(reading.text).items()]
    return " ".join([f"BASE <{BASE}>", *prefixes, ""])


def _edited(text: str, edits: list[Edit]) -> str:
    """Return a text with its parts replaced; what goes to the same place keeps its order."""
    pieces, done = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[0]):
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])
