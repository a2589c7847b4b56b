"""What no write may do: change what is derived or comes from tables, or bring a blank node."""

from kzgraph.errors import BadRequestError
from kzgraph.identifiers import LINKS_GRAPH
from kzgraph.rdf import from_lines
from kzgraph.release.gained import LineSet


def is_derived(what: str) -> BadRequestError:
    """Return the error for a change of what is derived."""
    return BadRequestError(
        f"{what} cannot be changed: it is derived from the other graphs. "
        "Write to a named graph (GRAPH <...> { ... }); what follows is derived."
    )


def refuse_if(changed: bool, graph: str) -> None:
    """Raise ``BadRequestError`` where a graph was changed that follows from others, or from tables."""
    if changed and graph == LINKS_GRAPH:
        raise BadRequestError(
            "The graph of links cannot be changed: it comes from the tables in data/links. "
            "Put a judgement there, and build."
        )
    if changed:
        raise is_derived("What is in the graphs of facts and derived statements")


def refuse_blank_nodes(added: LineSet) -> None:
    """Raise ``BadRequestError`` where a blank node was added."""
    for triple in from_lines(sorted(added)):
        if "_:" in (str(triple.subject)[:2], str(triple.object)[:2]):
            raise BadRequestError("The change has blank nodes; give each thing an IRI.")
