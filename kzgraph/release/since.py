"""What changed since a release: both are opened for the question, and closed after it."""

from contextlib import ExitStack, closing

from kzgraph.errors import BadRequestError, StoreError
from kzgraph.identifiers import source_graph
from kzgraph.model import Part
from kzgraph.model.releases import ChangeKind, Changes
from kzgraph.read.changes import list_changes
from kzgraph.read.graph import Graph
from kzgraph.release.home import Home, Release
from kzgraph.release.listing import find
from kzgraph.statements import View


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
        then, now = (files.enter_context(closing(_opened(one))) for one in (older, newer))
        return list_changes(then, now, _touched(older, newer), view, part, kind)


def _opened(release: Release) -> Graph:
    try:
        return release.open_graph()
    except StoreError as exc:
        raise BadRequestError(
            f"Release {release.id} was made by kzgraph {release.manifest.kzgraph}, in a layout that "
            f"this version cannot compare: {exc}"
        ) from exc


def _touched(older: Release, newer: Release) -> list[str]:
    """Return the graphs of documents that both releases have and that differ."""
    then, now = older.manifest.graphs, newer.manifest.graphs
    both = sorted(then.keys() & now.keys())
    return [name for name in both if name.startswith(source_graph("")) and then[name] != now[name]]
