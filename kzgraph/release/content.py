"""What is made of the data of a release: the two indexes, and the manifest with the hash."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from pathlib import Path

from kzgraph import __version__
from kzgraph.lines import Things
from kzgraph.names import Name, Naming, Typing, build_index, change_index, kind_of
from kzgraph.names.build import VERSION as NAMES
from kzgraph.queries import load
from kzgraph.rdf import Literal, NamedNode, Triple, digest, text_of, text_or_empty
from kzgraph.release.counts import count_all
from kzgraph.release.home import Manifest
from kzgraph.release.naming import names_in
from kzgraph.statements import StatementIndex
from kzgraph.statements.build import build_statements
from kzgraph.statements.tables import VERSION as STATEMENTS
from kzgraph.store import Store
from kzgraph.store.base import Bindings
from kzgraph.vocab import RDF_TYPE, SKOS

FORMAT = f"3-{NAMES}-{STATEMENTS}"
"""The layout of a release and of its indexes; part of its hash: another layout is another release."""

NAMING = frozenset({SKOS + "prefLabel", SKOS + "altLabel"})
"""Properties whose change makes another index of names."""

_NAME = NamedNode(SKOS + "prefLabel")
_MANY = 50_000
"""Claims; to read the columns of fewer takes hardly any time, and numpy more than a small build."""

_MOST_RENAMED = 500
"""Things whose names are changed one by one; beyond that the whole is as quick."""


def write_names_in(lines: Path, folder: Path) -> None:
    """Write the index of names into a release's folder, given the lines of its data.

    What follows from claims may be missing there: no claim states a name or a class.
    """
    types: list[Typing] = []
    with Things(lines) as things:
        build_index(folder / "names.sqlite", names_in(things, types), types)


def write_names(store: Store, folder: Path, *, plain: bool = False) -> None:
    """Write the index of names into a release's folder.

    In a ``plain`` dataset whatever has an IRI and a label of a usual vocabulary has a name.
    """
    prefix = "plain_" if plain else ""
    names, types = _names(store, f"{prefix}names"), _types(store, f"{prefix}types")
    if plain:
        names = [*names]
        named = {name.iri for name in names}
        types = (typing for typing in types if typing.thing in named)
    build_index(folder / "names.sqlite", names, types)


def follow_names(
    before: Path, stores: tuple[Store, Store], things: Collection[NamedNode], to: Path
) -> None:
    """Write the index of names into a release's folder, given the folder of the release before.

    ``stores`` hold the data before and after, ``things`` are those whose names or classes have
    changed.
    """
    if len(things) > _MOST_RENAMED:
        write_names(stores[1], to)
        return
    bindings = [{"thing": thing} for thing in things]
    names = [set(_names(store, "names", bindings)) for store in stores]
    types = [set(_types(store, "types", bindings)) for store in stores]
    gone = Naming(names[0] - names[1], types[0] - types[1])
    come = Naming(names[1] - names[0], types[1] - types[0])
    change_index(before / "names.sqlite", to / "names.sqlite", gone, come)


def renamed(store: Store, changed: Iterable[Triple]) -> set[NamedNode]:
    """Return the things whose names or classes have changed; what has no name is not there."""
    found: set[NamedNode] = set()
    for triple in changed:
        thing, prop = triple.subject, triple.predicate.value
        if not isinstance(thing, NamedNode) or thing in found:
            continue
        if prop in NAMING or (prop == RDF_TYPE and any(True for _ in store.about(thing, _NAME))):
            found.add(thing)
    return found


def write_statements(store: Store, folder: Path, things: Things | None = None) -> None:
    """Write the index of statements into a release's folder; ``things`` are those of the store."""
    build_statements(folder / "statements.sqlite", store, things)
    write_columns(folder)


def write_columns(folder: Path) -> None:
    """Keep in a release's folder the columns that a service reads from its index, where they are long."""
    with StatementIndex(folder / "statements.sqlite") as index:
        ((claims,),) = index.rows("SELECT COUNT(*) FROM claim")
    if claims >= _MANY:
        from kzgraph.read.columns import keep_columns  # noqa: PLC0415  # numpy

        keep_columns(folder)


def _names(store: Store, query: str, bindings: Iterable[Bindings] = ({},)) -> Iterable[Name]:
    text = load(query)
    for row in chain.from_iterable(store.select(text, bound) for bound in bindings):
        thing, name, kind = row["thing"], row["name"], row["kind"]
        if thing is not None and isinstance(name, Literal) and kind is not None:
            of_name = kind_of(name.value, preferred=text_of(kind) == "pref")
            yield Name(text_of(thing), name.value, name.language, of_name)


def _types(store: Store, query: str, bindings: Iterable[Bindings] = ({},)) -> Iterable[Typing]:
    text = load(query)
    for row in chain.from_iterable(store.select(text, bound) for bound in bindings):
        yield Typing(text_or_empty(row["thing"]), text_or_empty(row["class"]))


def make_manifest(store: Store, rules: str | None) -> Manifest:
    """Return the manifest of a finished store, whose every graph is read for its digest."""
    graphs = {name: digest(store.lines(name)) for name in store.graphs()}
    return name_release(count_all(store), graphs, digest(store.lines(None)), rules)


def name_release(
    counts: dict[str, int], graphs: dict[str, str], default: str | None, rules: str | None
) -> Manifest:
    """Hash the content: each named graph, the rules, and the layout. Ignores everything else.

    ``graphs`` are the digests of the named graphs, ``default`` that of the default graph (None where
    it was not read; it follows from the others then). ``rules``
    is the digest of the rules that the data were held to, or None where nothing is derived and no
    shape asked for; then the default graph stands by itself and is hashed as well. A graph at a
    time, so that a later change of one document hashes one graph.
    """
    hashed = graphs if rules is not None else {**graphs, "default": default or ""}
    release = hash_of(hashed, rules)
    return Manifest(release, __version__, hashed, rules, counts, default)


def hash_of(hashed: Mapping[str, str], rules: str | None) -> str:
    """Return the hash of a release, given the digests of its graphs and of its rules."""
    content = json.dumps([FORMAT, rules, {**hashed}], sort_keys=True)
    return hashlib.sha256(content.encode("utf-8")).hexdigest()
