"""What is made of a finished store: the two indexes, and the manifest with the hash."""

import hashlib
import json
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from kzgraph import __version__
from kzgraph.names import Kind, Name, build_index, change_index
from kzgraph.names.build import VERSION as NAMES
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, digest, text_of
from kzgraph.release.home import Manifest
from kzgraph.statements import build_statements
from kzgraph.statements.tables import VERSION as STATEMENTS
from kzgraph.store import Store
from kzgraph.store.base import Bindings
from kzgraph.vocab import SKOS

FORMAT = f"3-{NAMES}-{STATEMENTS}"
"""The layout of a release and of its indexes; part of its hash: another layout is another release."""

NAMING = frozenset({SKOS + "prefLabel", SKOS + "altLabel"})
"""Properties whose change makes another index of names."""

_LONGEST_ACRONYM = 6
_MOST_RENAMED = 500
"""Things whose names are changed one by one; beyond that the whole is as quick."""


def write_names(store: Store, folder: Path) -> None:
    """Write the index of names into a release's folder."""
    build_index(folder / "names.sqlite", _names(store, [{}]))


def follow_names(
    before: Path, stores: tuple[Store, Store], things: set[NamedNode], to: Path
) -> None:
    """Write the index of names into a release's folder, given the folder of the release before.

    ``stores`` hold the data before and after, ``things`` are those whose names have changed.
    """
    if len(things) > _MOST_RENAMED:
        write_names(stores[1], to)
    else:
        bindings = [{"thing": thing} for thing in things]
        then, now = (set(_names(store, bindings)) for store in stores)
        change_index(before / "names.sqlite", to / "names.sqlite", then - now, now - then)


def write_statements(store: Store, folder: Path) -> None:
    """Write the index of statements into a release's folder."""
    build_statements(folder / "statements.sqlite", store)


def _names(store: Store, bindings: Iterable[Bindings]) -> Iterable[Name]:
    query = load("names")
    for row in chain.from_iterable(store.select(query, bound) for bound in bindings):
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
