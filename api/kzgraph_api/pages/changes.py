"""The releases that are kept, and what changed from one to another."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any, Final

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from kzgraph.model import Part
from kzgraph.model.releases import Change, ChangeKind, Changes, ChangeWord, ReleaseSummary
from kzgraph.release import Home
from kzgraph.release.listing import list_releases, state
from kzgraph.release.since import changes_since
from kzgraph.statements import View
from kzgraph_api.deps import ReleaseId, ServiceDep
from kzgraph_api.pages.answer import page
from kzgraph_api.pages.happening import asked_with
from kzgraph_api.pages.languages import translatable, translations
from kzgraph_api.pages.reader import Reader
from kzgraph_api.pages.routing import page_router
from kzgraph_api.routers.changes import Kind, Until
from kzgraph_api.routers.changes import Since as SinceName
from kzgraph_api.turns import LONG
from kzgraph_api.views import Cursor, ViewDep

SHOWN: Final = 60
"""Changes that a page has."""

_RELEASES: Final = 50
"""Releases that are offered."""

_TITLES: Final[dict[tuple[ChangeKind, ChangeWord], str]] = {
    ("claim", "added"): translatable("Claims added"),
    ("claim", "removed"): translatable("Claims removed"),
    ("claim", "changed"): translatable("Claims changed"),
    ("fact", "gained"): translatable("Facts gained"),
    ("fact", "lost"): translatable("Facts lost"),
    ("entity", "added"): translatable("Entities added"),
    ("entity", "removed"): translatable("Entities removed"),
    ("conflict", "opened"): translatable("Conflicts opened"),
    ("conflict", "settled"): translatable("Conflicts settled"),
}
_PLURALS: Final = {
    "claim": "claims",
    "fact": "facts",
    "entity": "entities",
    "conflict": "conflicts",
}
_MADE_BY: Final = {
    "build": translatable("built from the data"),
    "update": translatable("changed by an update"),
    "rollback": translatable("gone back to"),
}

router = page_router()


@dataclass(frozen=True)
class Counted:
    """How many changes of a kind there are; ``kind`` is what the filter calls it."""

    kind: ChangeKind
    title: str
    number: int


@dataclass(frozen=True)
class Asking:
    """What is asked of the releases of a home; the releases as they were named."""

    home: Home
    current: str
    since: str | None
    until: str | None
    kind: ChangeKind | None


@router.get("/changes")
async def changes(
    request: Request,
    service: ServiceDep,
    release: ReleaseId,
    view: ViewDep,
    since: SinceName | None = None,
    until: Until = None,
    kind: Kind = None,
    cursor: Cursor = None,
) -> Response:
    """Show the releases that are kept, and what changed between two of them."""
    home = Home(service.settings.home)
    also = await run_in_threadpool(state, home)
    make = partial(_shown, Asking(home, release, since, until, kind), view, cursor)
    async with LONG:
        return await page(request, "changes.html", make, also=also)


def _shown(asking: Asking, view: View, cursor: str | None, reader: Reader) -> dict[str, Any]:
    releases = list_releases(asking.home, Part(_RELEASES))
    newer = asking.current if asking.until in (None, "current") else asking.until
    since = asking.since or _before(releases.items, newer)
    found = None
    if since is not None:
        part = Part(SHOWN, cursor)
        found = changes_since(asking.home, since, view, part, until=newer, kind=asking.kind)
    say = translations(reader.language).gettext
    given = {"since": asking.since, "until": asking.until, "kind": asking.kind}
    return {
        "releases": releases,
        "made_by": {how: say(told) for how, told in _MADE_BY.items()},
        "found": found,
        "counted": _counted(found, reader) if found else (),
        "groups": _grouped(found.items, reader) if found else (),
        "today": found is not None and found.until == asking.current,
        "asked": asked_with(view, **given),
    }


def _before(releases: Iterable[ReleaseSummary], newer: str) -> str | None:
    """Return the release that was current before one, or None where no other is kept."""
    names = [one.release for one in releases]
    at = next((n for n, name in enumerate(names) if name.startswith(newer)), 0)
    return next((name for name in (*names[at + 1 :], *names) if name != names[at]), None)


def _counted(found: Changes, reader: Reader) -> tuple[Counted, ...]:
    say = translations(reader.language).gettext
    return tuple(
        Counted(kind, say(title), found.counts[f"{_PLURALS[kind]}_{word}"])
        for (kind, word), title in _TITLES.items()
    )


def _grouped(items: Iterable[Change], reader: Reader) -> tuple[tuple[str, tuple[Change, ...]], ...]:
    """Return changes under the titles of their kinds."""
    say = translations(reader.language).gettext
    groups = groupby(items, lambda one: (one.kind, one.change))
    return tuple((say(_TITLES[key]), tuple(group)) for key, group in groups)
