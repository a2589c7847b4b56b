"""How terms are spelled in a cell and on a terminal: CURIEs as in our files, or ids as in REST."""

import re
from typing import Final

from kzgraph.identifiers import THINGS, split_thing, thing
from kzgraph.vocab import PREFIXES

_LOCAL: Final = re.compile(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_CURIE: Final = re.compile(r"([a-z][a-z0-9-]*):(?!//)(\S+)")
_IRI: Final = re.compile(r"<?([a-z][a-z0-9+.-]*://[^\s<>\"{}|^`\\]+)>?")
_KNOWN: Final = sorted(
    ((iri, name) for name, iri in PREFIXES.items() if name != "id"), reverse=True
)


def curie(iri: str) -> str:
    """Return ``person:tokayev`` or ``kz:visitor``; ``kind/slug`` or ``<iri>`` where no prefix fits."""
    for namespace, name in _KNOWN:
        if iri.startswith(namespace) and _LOCAL.fullmatch(iri[len(namespace) :]):
            return f"{name}:{iri[len(namespace) :]}"
    return iri.removeprefix(THINGS) if split_thing(iri) else f"<{iri}>"


def spelled_iri(text: str) -> str | None:
    """Return the IRI that a text spells as a CURIE, as ``kind/slug`` or in full; None for a name."""
    if full := _IRI.fullmatch(text):
        return full[1]
    if (parts := _CURIE.fullmatch(text)) and parts[1] in PREFIXES:
        return PREFIXES[parts[1]] + parts[2]
    kind, _, slug = text.partition("/")
    try:
        return thing(kind, slug)
    except ValueError:
        return None
