"""Classes by the names that people write, such as ``Company``."""

import difflib

from kzgraph.errors import BadRequestError
from kzgraph.identifiers import TERMS, slug_of
from kzgraph.queries import load
from kzgraph.rdf import text_or_empty
from kzgraph.read.graph import Graph
from kzgraph.read.names import term_iri


def class_number(graph: Graph, name: str) -> int:
    """Return the number of a class, or 0 where no entity is of it.

    Raises ``BadRequestError``, which names the nearest class, where the ontology has none such.
    """
    iri = term_iri(name)
    number = graph.statements.number_of(iri)
    question = "SELECT 1 FROM entity_class WHERE class = :class LIMIT 1"
    if number and graph.statements.rows(question, {"class": number}):
        return number
    classes = {text_or_empty(row["class"]) for row in graph.store.select(load("classes"))}
    if iri not in classes:
        raise BadRequestError(_no_class(name, classes))
    return 0


def _no_class(name: str, classes: set[str]) -> str:
    known = {slug_of(iri).casefold(): slug_of(iri) for iri in classes if iri.startswith(TERMS)}
    near = difflib.get_close_matches(slug_of(name).casefold(), known, n=1)
    hint = f" Did you mean {known[near[0]]!r}?" if near else ""
    return f"There is no class {name!r} in the ontology.{hint}"
