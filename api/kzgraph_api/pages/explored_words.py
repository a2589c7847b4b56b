"""A part of the graph in words: how much is shown, and what has found no place."""

from collections.abc import Callable, Iterator
from typing import Any, Final

from kzgraph.model.explored import Explored, Shown
from kzgraph.read.network import MOST_NODES
from kzgraph_api.pages.languages import translations
from kzgraph_api.pages.reader import Reader

_FEW: Final = 8
"""Things of which the page tells one by one how many neighbours are not shown."""


def told_of(found: Explored, reader: Reader) -> dict[str, Any]:
    """Return in words how much there is, and what is left out."""
    return {"size": _size(found, reader), "left_out": list(_left_out(found, reader))}


def lacking(node: Shown, reader: Reader) -> str:
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
    cut = [node for node in found.nodes if node.hidden]
    opened = [node for node in cut if node.is_open]
    yield from (f"{reader.names.of(node.id)}: {lacking(node, reader)}" for node in opened[:_FEW])
    others = len(cut) - len(opened[:_FEW])
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
