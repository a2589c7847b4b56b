"""What changed since a release: of both what is needed is opened, and closed after the answer.

What of a claim changed comes from the named graphs of the documents whose content differs, where
every member of a claim stands; where none differs, no store is opened. Where few differ, and no
document has another origin now, only the claims in them and those that cite them are compared.
"""

from collections.abc import Collection, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from functools import lru_cache
from typing import Final

from kzgraph.errors import BadRequestError, KzgraphError, StoreError
from kzgraph.identifiers import (
    DATASET_GRAPH,
    DERIVED_GRAPH,
    FACTS_GRAPH,
    LINKS_GRAPH,
    source_graph,
    thing,
)
from kzgraph.model import Coverage, Part
from kzgraph.model.releases import ChangeKind, Changes
from kzgraph.read.changes import Lasting, Side, Touched, citing, compared, list_changes
from kzgraph.read.rewritten import Rewritten, rewritten
from kzgraph.release.home import Home, Release
from kzgraph.release.listing import find, latest_entries
from kzgraph.statements import StatementIndex, View, coverage_of
from kzgraph.statements.kept import Kept

_PAIRS_KEPT: Final = 16
"""Pairs of releases of which is kept in what they differ."""

_PREPARED: Final = 8
"""Releases before the current one that are compared with it before anyone asks."""

_MOST_DOCUMENTS: Final = 100
"""Documents that differ; beyond that claims are compared as a whole."""

_COVERED: Final = Kept[Coverage](64)
"""On which documents the newer release rests, by its hash and the day of ``known_on``."""

_OF_SOURCES: Final = source_graph("")
_BESIDE_CLAIMS: Final = frozenset((DATASET_GRAPH, DERIVED_GRAPH, FACTS_GRAPH, LINKS_GRAPH))
"""Graphs on which no claim depends, nor who witnesses it; among entities may stand a document."""


def changes_since(
    home: Home,
    since: str,
    view: View,
    part: Part,
    *,
    until: str = "current",
    kind: ChangeKind | None = None,
) -> Changes:
    """Return what changed from one release of a home to another, of one kind or of all.

    Releases are named by the first digits of their hash, six or more, or as ``current``. Raises
    ``NotFoundError``, ``PrunedReleaseError`` for one that was removed, and ``BadRequestError`` for
    one that this version of kzgraph cannot read, and for a foreign cursor.
    """
    older, newer = find(home, since), find(home, until)
    with ExitStack() as files:
        then, now = (Side(one.id, files.enter_context(_opened(one))) for one in (older, newer))
        day = view.known_on.last if view.known_on else None
        coverage = _COVERED.get((newer.id, day), lambda: coverage_of(now.statements, view))
        found = list_changes(then, now, _lasting(older, newer), view, part, kind)
        return replace(found, coverage=coverage)


def prepare(home: Home) -> None:
    """Compare the last releases with the current one, before those who follow them ask for it.

    What cannot be compared is left to whoever asks.
    """
    current = home.current()
    names = [name for name in latest_entries(home) if name != current.id]
    for name in names[:_PREPARED]:
        with suppress(KzgraphError):
            _lasting(home.find(name), current)


@lru_cache(_PAIRS_KEPT)
def _lasting(older: Release, newer: Release) -> Lasting:
    """Return in what two releases differ whatever the view; each page and view asks for it."""
    with _opened(older) as then, _opened(newer) as now:
        return compared(then, now, _touched(older, newer, (then, now)))


def _opened(release: Release) -> StatementIndex:
    try:
        return release.open_statements()
    except StoreError as exc:
        raise BadRequestError(
            f"Release {release.id} was made by kzgraph {release.manifest.kzgraph}, in a layout that "
            "this version cannot compare. Build it again with this version, or name another one."
        ) from exc


def _touched(older: Release, newer: Release, indexes: Sequence[StatementIndex]) -> Touched:
    then, now = older.manifest.graphs, newer.manifest.graphs
    different = {name for name in then.keys() | now.keys() if then.get(name) != now.get(name)}
    graphs = {name for name in different if name.startswith(_OF_SOURCES)}
    found = _read(older, newer, graphs)
    far = different - graphs - _BESIDE_CLAIMS
    if far or len(graphs) > _MOST_DOCUMENTS or found.relays or not newer.manifest.derived:
        return Touched(None, found.members)
    documents = [thing("document", graph.removeprefix(_OF_SOURCES)) for graph in graphs]
    cited = (name for index in indexes for name in citing(index, documents))
    return Touched(frozenset((*found.claims, *cited)), found.members)


def _read(older: Release, newer: Release, graphs: Collection[str]) -> Rewritten:
    if not graphs:
        return Rewritten({}, frozenset(), relays=False)
    with closing(older.open_store()) as then, closing(newer.open_store()) as now:
        return rewritten(then, now, sorted(graphs))
