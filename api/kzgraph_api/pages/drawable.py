"""A part of the graph for the script that draws it: names and marks in words of the reader."""

from collections.abc import Callable
from typing import Any

from kzgraph.identifiers import compact
from kzgraph.model import Statement
from kzgraph.model.explored import Count, Explored, Shown
from kzgraph.statements.view import ASSERTED
from kzgraph_api.pages import formats
from kzgraph_api.pages.explored_kinds import class_of, group_of
from kzgraph_api.pages.explored_words import lacking, told_of
from kzgraph_api.pages.exploring import Exploring, term_name
from kzgraph_api.pages.languages import translations
from kzgraph_api.pages.names import address_of
from kzgraph_api.pages.reader import Reader

Json = dict[str, Any]


def drawable(found: Explored, exploring: Exploring, reader: Reader) -> Json:
    """Return things and statements as JSON, what they can be chosen by, and what is left out."""
    return {
        "nodes": [_node(node, reader) for node in found.nodes],
        "edges": [_edge(edge, reader) for edge in found.edges],
        "choices": choices(found, exploring, reader),
        "told": told_of(found, reader),
    }


def choices(found: Explored, exploring: Exploring, reader: Reader) -> Json:
    """Return what the neighbours can be chosen by: value, name, number, and whether it is chosen.

    What is chosen is there even where nothing is of it, so that it can be given up.
    """
    chosen = exploring.wanted
    return {
        "kind": _offered(found.kinds, chosen.kinds, str, class_of, reader),
        "property": _offered(found.properties, chosen.properties, term_name, _term, reader),
    }


def _offered(
    counts: tuple[Count, ...],
    chosen: frozenset[str],
    value_of: Callable[[str], str],
    name_of: Callable[[str], str],
    reader: Reader,
) -> list[Json]:
    numbers = {value_of(one.value): one.count for one in counts}
    numbers |= dict.fromkeys(sorted(chosen - numbers.keys()), 0)
    return [
        {
            "value": value,
            "name": reader.names.of(name_of(value)).text,
            "number": number,
            "chosen": value in chosen,
        }
        for value, number in numbers.items()
    ]


def _term(name: str) -> str:
    return name if ":" in name else f"kz:{name}"


def _node(node: Shown, reader: Reader) -> Json:
    named = reader.names.of(node.id)
    kinds = (reader.names.of(f"kz:{kind}") for kind in node.types if kind != "Concept")
    return {
        "id": node.id,
        "iri": node.iri,
        "name": named.text,
        "language": named.language,
        "kind": ", ".join(kind.text for kind in kinds),
        "types": list(node.types),
        "group": group_of(node.id),
        "page": address_of(node.id),
        "open": node.is_open,
        "neighbours": node.neighbours,
        "hidden": node.hidden,
        "lacks": lacking(node, reader),
    }


def _edge(edge: Statement, reader: Reader) -> Json:
    """Return a statement; its first claim is its name."""
    ngettext = translations(reader.language).ngettext
    documents = ngettext("%(num)s document", "%(num)s documents", edge.corroboration)
    disputes = reader.disputes(edge.claims)
    return {
        "id": edge.claims[0],
        "source": compact(edge.subject.iri or ""),
        "target": compact(edge.object.iri or ""),
        "property": edge.predicate.iri,
        "name": reader.names.of(edge.predicate).text,
        "claims": list(edge.claims),
        "sources": list(edge.sources),
        "corroboration": edge.corroboration,
        "documents": documents % {"num": edge.corroboration} if edge.corroboration > 1 else "",
        "modalities": list(edge.modalities),
        "asserted": bool(ASSERTED.intersection(edge.modalities)),
        "marks": [formats.word(reader, one) for one in edge.modalities if one not in ASSERTED],
        "disputed": f"/conflicts/{disputes[0]}" if disputes else "",
        "first": edge.period.first if edge.period else None,
        "last": edge.period.last if edge.period else None,
        "when": formats.period(reader, edge.period) if edge.period else "",
        "why": f"/why/{edge.claims[0]}",
    }
