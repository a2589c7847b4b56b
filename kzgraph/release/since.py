"""What changed since a release: of both what is needed is opened, and closed after the answer.

What of a claim changed comes from the named graphs of the documents whose content differs, where
every member of a claim stands; where none differs, no store is opened.
"""

from contextlib import ExitStack, closing
from functools import lru_cache
from typing import Final

from kzgraph.errors import BadRequestError, StoreError
from kzgraph.identifiers import source_graph
from kzgraph.model import Part
from kzgraph.model.releases import ChangeKind, Changes
from kzgraph.read.changes import Difference, Side, differences, list_changes
from kzgraph.read.rewritten import rewritten
from kzgraph.release.home import Home, Release
from kzgraph.release.listing import find
from kzgraph.statements import StatementIndex, View

_PAIRS_KEPT: Final = 4
"""Pairs of releases of which is kept in what they differ."""


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
        return list_changes(then, now, _lasting(older, newer), view, part, kind)


@lru_cache(_PAIRS_KEPT)
def _lasting(older: Release, newer: Release) -> tuple[Difference, ...]:
    """Return in what two releases differ whatever the view; each page and view asks for it."""
    with _opened(older) as then, _opened(newer) as now:
        return tuple(differences(then, now, _rewritten(older, newer)))


def _opened(release: Release) -> StatementIndex:
    try:
        return release.open_statements()
    except StoreError as exc:
        raise BadRequestError(
            f"Release {release.id} was made by kzgraph {release.manifest.kzgraph}, in a layout that "
            "this version cannot compare. Build it again with this version, or name another one."
        ) from exc


def _rewritten(older: Release, newer: Release) -> dict[str, set[str]]:
    touched = _touched(older, newer)
    if not touched:
        return {}
    with closing(older.open_store()) as then, closing(newer.open_store()) as now:
        return rewritten(then, now, touched)


def _touched(older: Release, newer: Release) -> list[str]:
    """Return the graphs of documents that both releases have and that differ."""
    then, now = older.manifest.graphs, newer.manifest.graphs
    both = sorted(then.keys() & now.keys())
    return [name for name in both if name.startswith(source_graph("")) and then[name] != now[name]]
