"""What is made of a finished store: the index of names, and the manifest with the hash."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from kzgraph import __version__
from kzgraph.names import Kind, Name, build_index
from kzgraph.queries import load
from kzgraph.rdf import Literal, digest, text_of
from kzgraph.release.home import Manifest
from kzgraph.store import Store
from kzgraph.vocab import SKOS

FORMAT = "2"
"""The layout of a release; part of its hash, since another layout is another release."""

NAMING = frozenset({SKOS + "prefLabel", SKOS + "altLabel"})
"""Properties whose change makes another index of names."""

_LONGEST_ACRONYM = 6


def write_names(store: Store, folder: Path) -> None:
    """Write the index of names into a release's folder."""
    build_index(folder / "names.sqlite", _names(store))


def _names(store: Store) -> Iterable[Name]:
    for row in store.select(load("names")):
        thing, name, kind = row["thing"], row["name"], row["kind"]
        if thing is not None and isinstance(name, Literal) and kind is not None:
            yield Name(text_of(thing), name.value, name.language, _kind(name.value, text_of(kind)))


def _kind(name: str, kind: str) -> Kind:
    """Tell an acronym (EDF, ҚТЖ) from another name: it is found only when given whole."""
    if name.isupper() and len(name) <= _LONGEST_ACRONYM:
        return "acronym" if kind == "alt" else "pref"
    return "alt" if kind == "alt" else "pref"


def make_manifest(store: Store, rules: str | None) -> Manifest:
    """Return the manifest of a finished store, whose every graph is read for its digest."""
    graphs = {name: digest(store.lines(name)) for name in store.graphs()}
    return name_release(store, graphs, digest(store.lines(None)), rules)


def name_release(
    store: Store, graphs: dict[str, str], default: str | None, rules: str | None
) -> Manifest:
    """Hash the content: each named graph, the rules, and the layout. Ignores everything else.

    ``graphs`` are the digests of the named graphs, ``default`` that of the default graph (None where
    it was not read; it follows from the others then). ``rules``
    is the digest of the rules that the data were held to, or None where nothing is derived and no
    shape asked for; then the default graph stands by itself and is hashed as well. A graph at a
    time, so that a later change of one document hashes one graph.
    """
    hashed = graphs if rules is not None else {**graphs, "default": default or ""}
    content = json.dumps([FORMAT, rules, hashed], sort_keys=True)
    release = hashlib.sha256(content.encode("utf-8")).hexdigest()
    row = next(store.select(load("counts")))
    counts = {name: int(text_of(value)) for name, value in row.items() if value is not None}
    return Manifest(release, __version__, hashed, rules, counts, default)
