"""Calls about what is said and where: claims, sources, conflicts, facts."""

from dataclasses import replace
from typing import Literal, Unpack
from urllib.parse import quote

from kzgraph.client.asked import ClockedPage, Paging, ViewedPage, Views, checked
from kzgraph.client.caller import Caller
from kzgraph.client.listing import Listing
from kzgraph.model import Claim, Page, SourceSummary, Statement
from kzgraph.model.conflicts import Conflict, ConflictPage
from kzgraph.model.links import Link
from kzgraph.model.sources import Source
from kzgraph.read import claims, conflicts, facts, judgements, sources
from kzgraph.read.claims import ClaimFilter
from kzgraph.read.conflicts import ConflictFilter, KindWord, StatusWord
from kzgraph.read.facts import Pattern
from kzgraph.read.judgements import LinkFilter
from kzgraph.read.sources import SourceFilter


@checked
class EvidenceCalls(Caller):
    """Things are given as ids such as ``state/kaz`` or as IRIs, properties as ``visitor``."""

    def claims(
        self,
        *,
        source: str | None = None,
        speaker: str | None = None,
        property: str | None = None,  # noqa: A002  # the word of RDF, as the next two
        subject: str | None = None,
        object: str | None = None,  # noqa: A002
        about: str | None = None,
        rank: Literal["preferred", "normal", "deprecated", "all"] | None = None,
        evidence_level: Literal["passage", "document"] | None = None,
        **asked: Unpack[ViewedPage],
    ) -> Listing[Claim, Page[Claim]]:
        """List claims in the order of their ids; ``about`` is the subject or the object."""
        given = {
            "source": source,
            "speaker": speaker,
            "property": property,
            "subject": subject,
            "object": object,
            "about": about,
            "rank": rank,
            "evidence_level": evidence_level,
        }
        filters = ClaimFilter(**given)
        return self._list(
            Page[Claim],
            "claims",
            given,
            asked,
            lambda at, view, part: claims.list_claims(at.graph, filters, view, part),
        )

    def claim(self, id: str) -> Claim:  # noqa: A002  # the name in the address
        """Return a claim: statement, evidence, speaker, status and both clocks."""
        return self._one(
            Claim, f"claims/{quote(id, safe='')}", {}, lambda at: claims.get_claim(at.graph, id)
        )

    def sources(
        self,
        *,
        kind: Literal["agency-report", "press-article", "primary-document", "relayed-text"]
        | None = None,
        publisher: str | None = None,
        language: str | None = None,
        **asked: Unpack[ClockedPage],
    ) -> Listing[SourceSummary, Page[SourceSummary]]:
        """List documents in the order of their ids, each with how many claims cite it."""
        given = {"kind": kind, "publisher": publisher, "language": language}
        filters = SourceFilter(**given)
        return self._list(
            Page[SourceSummary],
            "sources",
            given,
            asked,
            lambda at, view, part: sources.list_sources(
                at.graph, filters, replace(view, modalities=None, ranks=None), part
            ),
        )

    def source(self, id: str) -> Source:  # noqa: A002  # as above
        """Return a document, and how far claims cover its sentences."""
        return self._one(
            Source, f"sources/{quote(id, safe='')}", {}, lambda at: sources.get_source(at.graph, id)
        )

    def conflicts(
        self,
        *,
        subject: str | None = None,
        property: str | None = None,  # noqa: A002  # as above
        status: StatusWord | None = None,
        kind: KindWord | None = None,
        **asked: Unpack[ViewedPage],
    ) -> Listing[Conflict, ConflictPage]:
        """List conflicts, open ones first: the values side by side, each with who says it.

        Claims of every modality take part where none is given.
        """
        given = {"subject": subject, "property": property, "status": status, "kind": kind}
        asked.setdefault("modality", "all")
        filters = ConflictFilter(subject, property, status, kind)
        return self._list(
            ConflictPage,
            "conflicts",
            given,
            asked,
            lambda at, view, part: conflicts.list_conflicts(at.graph, filters, view, part),
        )

    def conflict(self, id: str, **asked: Unpack[Views]) -> Conflict:  # noqa: A002  # as above
        """Return the values of a conflict, and whether and why one of them prevails."""
        asked.setdefault("modality", "all")
        return self._viewed(
            Conflict,
            f"conflicts/{quote(id, safe='')}",
            asked,
            lambda at, view: conflicts.get_conflict(at.graph, id, view),
        )

    def links(
        self,
        *,
        subject: str | None = None,
        target: str | None = None,
        verdict: Literal["match", "no-match", "unsure", "none-found"] | None = None,
        **asked: Unpack[Paging],
    ) -> Listing[Link, Page[Link]]:
        """List who has judged what to be, or not to be, a thing of another data set, and why."""
        filters = LinkFilter(subject, target, verdict)
        return self._list(
            Page[Link],
            "links",
            {"subject": subject, "target": target, "verdict": verdict},
            asked,
            lambda at, _, part: judgements.list_links(at.graph, filters, part),
        )

    def facts(
        self,
        *,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,  # noqa: A002  # as above
        **asked: Unpack[ViewedPage],
    ) -> Listing[Statement, Page[Statement]]:
        """List statements, each with its claims and the number of independent documents."""
        given = {"subject": subject, "predicate": predicate, "object": object}
        pattern = Pattern(**given)
        return self._list(
            Page[Statement],
            "facts",
            given,
            asked,
            lambda at, view, part: facts.list_facts(at.graph, pattern, view, part),
        )
