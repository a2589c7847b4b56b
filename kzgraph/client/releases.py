"""Calls about releases: what changed, how to cite, what validation found, how much there is."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, Unpack
from urllib.parse import urlencode

from pydantic import Field

from kzgraph.client.asked import Clocks, Paging, ViewedPage, checked
from kzgraph.client.call import Opened
from kzgraph.client.caller import Caller
from kzgraph.client.listing import Listing
from kzgraph.identifiers import BASE
from kzgraph.model import Page
from kzgraph.model.citations import Citation
from kzgraph.model.releases import Change, ChangeKind, Changes, ReleaseSummary
from kzgraph.model.stats import Stats
from kzgraph.read import stats, validation
from kzgraph.read.canonical import FORMATS
from kzgraph.read.validation import FindingFilter, Validation
from kzgraph.release import journal
from kzgraph.release.cite import Wanted, cite
from kzgraph.release.listing import list_releases
from kzgraph.release.since import changes_since
from kzgraph.sparql import Limits, guard
from kzgraph.statements import View
from kzgraph.store import EmbeddedStore, Result
from kzgraph.validation import Finding

Digits = Annotated[str, Field(max_length=64)]


@checked
class ReleaseCalls(Caller):
    """Releases are named by six or more of the first digits of their hash, or as ``current``."""

    def changes(
        self,
        since: Digits,
        *,
        until: Digits | None = None,
        kind: ChangeKind | None = None,
        **asked: Unpack[ViewedPage],
    ) -> Listing[Change, Changes]:
        """List the claims, facts, entities and conflicts in which two releases differ."""
        return self._list(
            Changes,
            "changes",
            {"since": since, "until": until, "kind": kind},
            asked,
            lambda at, view, part: changes_since(
                at.home, since, view, part, until=_newer(at, until), kind=kind
            ),
        )

    def releases(self, **asked: Unpack[Paging]) -> Listing[ReleaseSummary, Page[ReleaseSummary]]:
        """List the releases that are kept, the current one first."""
        return self._list(
            Page[ReleaseSummary],
            "releases",
            {},
            asked,
            lambda at, _view, part: list_releases(at.home, part),
        )

    def cite(
        self,
        *,
        query: str | None = None,
        entity: str | None = None,
        claim: str | None = None,
        release: Digits = "current",
    ) -> Citation:
        """Return a citation of a query's answer, of a record, or of a release.

        Without a server the query runs in this process, with no deadline and no bound on its rows.
        """
        wanted = Wanted(query, entity, claim)
        return self._one(
            Citation,
            "cite",
            {"query": query, "entity": entity, "claim": claim, "release": release},
            lambda at: _cited(at, wanted, release),
        )

    def validation(
        self,
        *,
        severity: Literal["violation", "warning", "info"] | None = None,
        rule: str | None = None,
        **asked: Unpack[Paging],
    ) -> Listing[Finding, Validation]:
        """List what the rules found in the release; ``page.conforms`` is the verdict."""
        filters = FindingFilter(severity, rule)
        return self._list(
            Validation,
            "validation",
            {"severity": severity, "rule": rule},
            asked,
            lambda at, _view, part: validation.validation(at.release.report_path, filters, part),
        )

    def stats(self, **asked: Unpack[Clocks]) -> Stats:
        """Return how many documents, claims, facts, conflicts and entities there are."""
        return self._viewed(Stats, "stats", asked, _counted)


def _newer(at: Opened, until: str | None) -> str:
    return at.release.id if until in {None, "current"} else str(until)


def _counted(at: Opened, view: View) -> Stats:
    times = journal.times_of(at.home.path, at.release.id)
    return stats.stats(at.graph, view, times[0] if times else None)


def _cited(at: Opened, wanted: Wanted, release: str) -> Citation:
    def evaluate(path: Path, text: str) -> Result:
        guard(text, Limits())
        store = EmbeddedStore.read_only(path)
        try:
            return store.answer(text, FORMATS.solutions, FORMATS.triples)
        finally:
            store.close()

    def address(of: str) -> str:
        return f"{BASE}v1/cite?{urlencode({**wanted.parameters(), 'release': of})}"

    name = at.release.id if release == "current" else release
    today = datetime.now(UTC).date().isoformat()
    return cite(at.home, name, wanted, evaluate, address, today)
