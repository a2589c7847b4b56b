"""A part of the graph for the script that draws it: names and marks in words of the reader."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from kzgraph.identifiers import compact
from kzgraph.model import Statement
from kzgraph.model.explored import Count, Explored, Shown
from kzgraph.read.network import MOST_NODES
from kzgraph.statements.view import ASSERTED
from kzgraph_api.pages import formats
from kzgraph_api.pages.explored_kinds import class_of, group_of
from kzgraph_api.pages.exploring import Exploring, term_name
from kzgraph_api.pages.languages import translations
from kzgraph_api.pages.names import address_of
from kzgraph_api.pages.reader import Reader

_FEW: Final = 8
"""Things of which the page tells one by one how many neighbours are not shown."""

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


def told_of(found: Explored, reader: Reader) -> Json:
    """Return in words how much there is, and what is left out."""
    return {"size": _size(found, reader), "left_out": list(_left_out(found, reader))}


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
        "lacks": _lacking(node, reader),
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


def _size(found: Explored, reader: Reader) -> str:
    ngettext = translations(reader.language).ngettext
    things, statements = len(found.nodes), len(found.edges)
    told = (
        ngettext("%(num)s thing", "%(num)s things", things) % {"num": things},
        ngettext("%(num)s statement", "%(num)s statements", statements) % {"num": statements},
    )
    return ", ".join(told)


def _left_out(found: Explored, reader: Reader) -> Iterator[str]:
    """Yield what has found no place: neighbours of open things, then of others, then statements."""
    say, ngettext = _saying(reader)
    if len(found.nodes) >= MOST_NODES:
        yield say("At most %(num)s things are shown at once.") % {"num": MOST_NODES}
    lacking = [node for node in found.nodes if node.hidden]
    opened = [node for node in lacking if node.is_open]
    yield from (f"{reader.names.of(node.id)}: {_lacking(node, reader)}" for node in opened[:_FEW])
    others = len(lacking) - len(opened[:_FEW])
    if others:
        yield ngettext(
            "%(num)s more thing has neighbours that are not shown.",
            "%(num)s more things have neighbours that are not shown.",
            others,
        ) % {"num": others}
    if found.more_edges:
        yield ngettext(
            "%(num)s statement between these things is not shown.",
            "%(num)s statements between these things are not shown.",
            found.more_edges,
        ) % {"num": found.more_edges}
    claims = _unseen(found)
    if claims:
        yield ngettext(
            "The conditions leave out %(num)s claim about the things that are open.",
            "The conditions leave out %(num)s claims about the things that are open.",
            claims,
        ) % {"num": claims}


def _saying(reader: Reader) -> tuple[Callable[[str], str], Callable[[str, str, int], str]]:
    told = translations(reader.language)
    return told.gettext, told.ngettext


def _unseen(found: Explored) -> int:
    out = found.left_out
    return sum((out.rank, out.known_on, out.valid_on, *out.modality.values()))


def _lacking(node: Shown, reader: Reader) -> str:
    """Return how many neighbours of a thing are not shown; nothing where all are."""
    if not node.hidden:
        return ""
    _, ngettext = _saying(reader)
    told = ngettext(
        "%(hidden)s of %(num)s neighbour is not shown",
        "%(hidden)s of %(num)s neighbours are not shown",
        node.neighbours,
    )
    return told % {"hidden": node.hidden, "num": node.neighbours}
